# frozen_string_literal: true

# Writes the Makefile by which RubyGems builds the native library with cargo.

require "mkmf"
require "rbconfig"

here = __dir__
# A gem carries its Rust sources in a workspace of its own; in the repository the crate lies here.
carried = File.join(here, "vendor", "binding", "Cargo.toml")
manifest = File.exist?(carried) ? carried : File.join(here, "Cargo.toml")
target = File.join(Dir.pwd, "target")

needs = "The build needs Rust 1.88 or later (https://rustup.rs), the headers of Ruby (ruby-dev) and libclang " \
        "(libclang-dev), by which Rust reads them."
abort "nextgen-ruby: cargo was not found. #{needs}" unless find_executable("cargo")

library = RbConfig::CONFIG["host_os"].match?(/darwin/) ? "libnextgen_ruby.dylib" : "libnextgen_ruby.so"
# On macOS the names of Ruby are found when the library is loaded.
linking = RbConfig::CONFIG["host_os"].match?(/darwin/) ? "-- -C link-arg=-Wl,-undefined,dynamic_lookup" : ""

File.write("Makefile", <<~MAKE)
  LIBRARY = nextgen_ruby.#{RbConfig::CONFIG["DLEXT"]}
  DESTINATION = $(DESTDIR)$(sitearchdir)/nextgen
  sitearchdir = #{RbConfig::CONFIG["sitearchdir"]}

  all: $(LIBRARY)

  $(LIBRARY):
  \tcargo rustc --release --locked --manifest-path "#{manifest}" --target-dir "#{target}" #{linking} \\
  \t  || { echo "nextgen-ruby: cargo failed. #{needs}" >&2; exit 1; }
  \tcp "#{target}/release/#{library}" $(LIBRARY)

  install: $(LIBRARY)
  \tmkdir -p "$(DESTINATION)"
  \tcp $(LIBRARY) "$(DESTINATION)/$(LIBRARY)"
  \trm -rf "#{target}"

  clean:
  \trm -rf "#{target}" $(LIBRARY)

  distclean: clean

  .PHONY: all install clean distclean
MAKE
