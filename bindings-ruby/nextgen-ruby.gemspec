# frozen_string_literal: true

require_relative "lib/nextgen/version"

# In the repository the Rust sources are brought in first; an unpacked gem has them.
if File.exist?(File.join(__dir__, "scripts", "stage.rb"))
  require_relative "scripts/stage"
  Stage.run if Stage.possible?
end

Gem::Specification.new do |spec|
  spec.name = "nextgen-ruby"
  spec.version = NextGen::VERSION
  spec.summary = "The NextGen payments API for Ruby"
  spec.description = "Charges, customers, refunds and webhooks of the NextGen payments API, over a core in Rust."
  spec.authors = ["NextGen"]
  spec.homepage = "https://nextgen.tech"
  spec.licenses = ["MIT", "Apache-2.0"]
  spec.required_ruby_version = ">= 3.1"
  spec.metadata = { "rubygems_mfa_required" => "true" }

  spec.files = Dir.chdir(__dir__) do
    Dir["lib/**/*.rb", "sig/**/*.rbs", "ext/nextgen_ruby/extconf.rb", "ext/nextgen_ruby/vendor/**/*", "README.md"]
      .select { |path| File.file?(path) && !path.include?("/src/transport/https/tests/") }
  end
  spec.require_paths = ["lib"]
  spec.extensions = ["ext/nextgen_ruby/extconf.rb"]
end
