require "nextgen-ruby"
require "nextgen/sandbox"

abort "not the gem" unless $LOADED_FEATURES.grep(/nextgen_ruby/).all? { |path| path.start_with?(ENV.fetch("GEM_HOME")) }
NextGen::Sandbox.start do |sandbox|
  puts sandbox.client.charges.create(amount: 2000, currency: "usd", source: "tok_visa").status
end
