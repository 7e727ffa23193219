# frozen_string_literal: true

require "rbconfig"

# A precompiled gem holds one library for each version of Ruby. A gem that was built where it is installed
# has the one for that Ruby, in its own folder or in RubyGems' folder for extensions.
precompiled = File.join(__dir__, RUBY_VERSION[/\A\d+\.\d+/], "nextgen_ruby.#{RbConfig::CONFIG["DLEXT"]}")
require File.exist?(precompiled) ? precompiled : "nextgen/nextgen_ruby"
