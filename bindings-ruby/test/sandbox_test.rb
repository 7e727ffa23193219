# frozen_string_literal: true

require_relative "helper"
require "nextgen/sandbox"

# The sandbox as test runs start it.
class SandboxTest < Minitest::Test
  def setup
    @before = ENV.to_h
    # As an installed program is found by itself.
    ENV["NEXTGEN_SANDBOX"] = ::Sandbox::PROGRAM
  end

  def teardown = ENV.replace(@before)

  def test_it_serves_and_ends
    sandbox = NextGen::Sandbox.start
    client = sandbox.client(max_retries: 0)
    assert pay(client).paid
    assert sandbox.webhook_secret.start_with?("whsec_")
    sandbox.stop
    assert_raises(NextGen::APIConnectionError) { pay(client) }
    sandbox.stop
  end

  def test_it_ends_with_the_block
    client = nil
    returned = NextGen::Sandbox.start(arguments: ["--api-key", "sk_test_of_this_run"]) do |sandbox|
      client = sandbox.client(max_retries: 0)
      pay(client)
      sandbox.api_key
    end
    assert_equal "sk_test_of_this_run", returned
    assert_raises(NextGen::APIConnectionError) { pay(client) }
  end

  def test_its_variables_serve_programs_that_make_their_own_client
    NextGen::Sandbox.start do |sandbox|
      ENV.update(sandbox.env)
      assert pay(NextGen::Client.new).paid
      assert_equal sandbox.webhook_secret, sandbox.env.fetch("NEXTGEN_WEBHOOK_SECRET")
    end
  end

  def test_it_shows_no_key
    NextGen::Sandbox.start do |sandbox|
      refute_includes sandbox.inspect, sandbox.api_key
    end
  end

  def test_one_that_does_not_start_says_so
    _, said = capture_subprocess_io do
      error = assert_raises(NextGen::ConfigurationError) { NextGen::Sandbox.start(arguments: ["--nonsense"]) }
      assert_includes error.message, "ended with status 2"
    end
    assert_includes said, "--nonsense"
  end

  def test_a_missing_program_is_told_with_the_way_to_it
    ENV["NEXTGEN_SANDBOX"] = "/nowhere/nextgen-sandbox"
    error = assert_raises(NextGen::ConfigurationError) { NextGen::Sandbox.start }
    assert_includes error.message, "/nowhere/nextgen-sandbox cannot be started"
    ENV.delete("NEXTGEN_SANDBOX")
    ENV["PATH"] = ""
    error = assert_raises(NextGen::ConfigurationError) { NextGen::Sandbox.start }
    assert_includes error.message, "cargo install nextgen-sandbox"
  end

  def test_it_is_found_on_path
    ENV.delete("NEXTGEN_SANDBOX")
    ENV["PATH"] = File.dirname(::Sandbox::PROGRAM)
    NextGen::Sandbox.start { |sandbox| assert pay(sandbox.client).paid }
  end

  private

  def pay(client) = client.charges.create(amount: 2000, currency: "usd", source: "tok_visa")
end
