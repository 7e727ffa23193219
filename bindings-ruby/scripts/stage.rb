# frozen_string_literal: true

require "fileutils"

# Puts what the gem needs of the repository into the gem's own folder, as files outside it cannot be packed:
# the licences, and the Rust sources as a cargo workspace of their own.
module Stage
  GEM = File.expand_path("..", __dir__)
  ROOT = File.expand_path("..", GEM)
  VENDOR = File.join(GEM, "ext", "nextgen_ruby", "vendor")
  PAPERS = %w[LICENSE LICENSE-MIT LICENSE-APACHE CHANGELOG.md].freeze

  module_function

  # Says whether the gem's folder lies in the repository, and not in an unpacked gem.
  def possible? = File.exist?(File.join(ROOT, "core", "Cargo.toml"))

  def run
    PAPERS.each { |name| FileUtils.cp(File.join(ROOT, name), GEM) }
    FileUtils.rm_rf(VENDOR)
    copy(File.join(ROOT, "core"), "core", %w[src Cargo.toml README.md])
    copy(File.join(GEM, "ext", "nextgen_ruby"), "binding", %w[src Cargo.toml])
    File.write(File.join(VENDOR, "Cargo.toml"), workspace)
    FileUtils.cp(File.join(ROOT, "Cargo.lock"), VENDOR)
    # Takes out of the lock what belongs to other parts of the repository, and changes no version.
    system("cargo", "metadata", "--format-version=1", chdir: VENDOR, out: File::NULL, exception: true)
  end

  def copy(from, to, names)
    FileUtils.mkdir_p(File.join(VENDOR, to))
    names.each { |name| FileUtils.cp_r(File.join(from, name), File.join(VENDOR, to)) }
  end

  # Returns the repository's workspace with the gem's two crates alone.
  def workspace
    kept = File.read(File.join(ROOT, "Cargo.toml"))
    kept = kept.sub(/^members = \[.*?\]/m, 'members = ["core", "binding"]')
    kept = kept.sub(/^# The language crates.*\n/, "").sub(/^default-members = \[.*?\]\n/m, "")
    kept.sub(/^nextgen-sandbox = .*\n/, "")
  end
end
