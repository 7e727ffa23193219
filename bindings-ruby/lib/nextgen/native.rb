# frozen_string_literal: true

# A precompiled gem holds one library for each version of Ruby; a gem built where it is installed,
# the one for that Ruby.
begin
  require_relative "#{RUBY_VERSION[/\A\d+\.\d+/]}/nextgen_ruby"
rescue LoadError
  require_relative "nextgen_ruby"
end
