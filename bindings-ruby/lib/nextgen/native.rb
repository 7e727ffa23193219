# frozen_string_literal: true

# A precompiled gem holds one library for each version of Ruby. A gem that was built where it is installed
# has the one for that Ruby, in its own folder or in RubyGems' folder for extensions.
begin
  require_relative "#{RUBY_VERSION[/\A\d+\.\d+/]}/nextgen_ruby"
rescue LoadError
  require "nextgen/nextgen_ruby"
end
