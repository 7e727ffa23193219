# frozen_string_literal: true

# Plugins of other gems have no part in these tests.
ENV["MT_NO_PLUGINS"] = "1"

require "json"
require "minitest/autorun"
require "open3"
require "socket"
require "timeout"
require "nextgen"

# The API in test mode, one for the whole run.
module Sandbox
  # Where `cargo build -p nextgen-sandbox` leaves it, or what NEXTGEN_SANDBOX says.
  PROGRAM = ENV.fetch("NEXTGEN_SANDBOX") { File.expand_path("../../target/debug/nextgen-sandbox", __dir__) }

  module_function

  def start
    abort "There is no #{PROGRAM}: build it by `cargo build -p nextgen-sandbox`." unless File.exist?(PROGRAM)

    output = IO.popen([PROGRAM, "--port", "0", "--json"])
    @settings = JSON.parse(output.gets, symbolize_names: true)
    Minitest.after_run do
      Process.kill(:TERM, output.pid)
      output.close
    end
  end

  def settings = @settings

  # Returns the options of a client that speaks to it.
  def options(**others) = { **settings.slice(:base_url, :ca_bundle), **others }

  def client(**others) = NextGen::Client.new(settings[:api_key], **options(**others))

  # Returns the settings as a shell would have them.
  def env
    settings.slice(:api_key, :base_url, :ca_bundle, :webhook_secret).transform_keys { |name| "NEXTGEN_#{name.upcase}" }
  end
end

Sandbox.start

# What every test can use.
class Minitest::Test # rubocop:disable Style/ClassAndModuleChildren
  SECRET = "whsec_Zk3Qx8Lm5Vt2Rw9Ny6Jb"

  # Has the sandbox never answer a request.
  HANG = { "NextGen-Sandbox-Fault" => "timeout" }.freeze

  EVENT = JSON.generate(
    id: "evt_1", object: "event", type: "charge.refunded",
    data: { object: { id: "ch_1", object: "charge", amount_refunded: 500 } }
  ).freeze

  def client = @client ||= Sandbox.client

  def charge(**params) = client.charges.create(amount: 2000, currency: "usd", source: "tok_visa", **params)

  # Runs a program in a Ruby of its own, with the sandbox's settings; returns what it prints.
  def ruby(program, *arguments, env: {})
    libraries = $LOAD_PATH.grep(%r{bindings-ruby/lib\z}).flat_map { |path| ["-I", path] }
    command = [RbConfig.ruby, *libraries, "-rnextgen", "-e", program, *arguments]
    output, status = Open3.capture2e(Sandbox.env.merge(env), *command)
    assert status.success?, output
    output
  end

  # Returns how many seconds the block takes.
  def seconds
    from = Process.clock_gettime(Process::CLOCK_MONOTONIC)
    yield
    Process.clock_gettime(Process::CLOCK_MONOTONIC) - from
  end
end
