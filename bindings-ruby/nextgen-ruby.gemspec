# frozen_string_literal: true

require_relative "lib/nextgen/version"

# In the repository the Rust sources and the licences are brought in first; an unpacked gem has them.
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
  spec.metadata = { "rubygems_mfa_required" => "true" }

  # The libraries for a platform, by version of Ruby: a gem that has them builds nothing.
  libraries = Dir.chdir(__dir__) { Dir["lib/nextgen/*/nextgen_ruby.*"] } if ENV["NEXTGEN_PLATFORM"]
  versions = (libraries || []).map { |path| Gem::Version.new("#{path.split("/")[2]}.0") }.sort
  spec.platform = Gem::Platform.new(ENV.fetch("NEXTGEN_PLATFORM")) if libraries
  spec.extensions = ["ext/nextgen_ruby/extconf.rb"] unless libraries
  spec.required_ruby_version = libraries ? [">= #{versions.first}", "< #{versions.last.bump}.dev"] : ">= 3.1"

  spec.files = Dir.chdir(__dir__) do
    sources = ["ext/nextgen_ruby/extconf.rb", "ext/nextgen_ruby/vendor/**/*"]
    Dir["lib/**/*.rb", "sig/**/*.rbs", *(libraries || sources), "README.md", "CHANGELOG.md", "LICENSE*"]
      .select { |path| File.file?(path) && !path.include?("/src/transport/https/tests/") }
  end
  spec.require_paths = ["lib"]
end
