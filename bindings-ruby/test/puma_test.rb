# frozen_string_literal: true

require_relative "helper"
require "net/http"
require "tmpdir"

# Puma in cluster mode: the application, and a client that was used, are made before the fork.
class PumaTest < Minitest::Test
  CONFIG = <<~RUBY
    require "nextgen"
    CLIENT = NextGen::Client.new
    CLIENT.customers.list
    use NextGen::Rack::Webhook, path: "/webhooks", secret: ENV.fetch("NEXTGEN_WEBHOOK_SECRET") do |event|
      CLIENT.charges.retrieve(event.data.object.id)
    end
    run ->(_) { [200, { "content-type" => "text/plain" }, ["\#{Process.pid} \#{CLIENT.customers.create.id}"]] }
  RUBY

  def test_workers_serve_webhooks_and_make_calls
    Dir.mktmpdir do |folder|
      File.write("#{folder}/config.ru", CONFIG)
      with_puma(folder) do |port|
        answers = Array.new(20) { Thread.new { Net::HTTP.get(URI("http://127.0.0.1:#{port}/")).split } }.map(&:value)
        assert_equal 20, answers.map(&:last).grep(/\Acus_/).uniq.length
        assert_equal "200", webhook(port, charge.id).code
        assert_equal "500", webhook(port, "ch_0000000000000000").code
      end
    end
  end

  private

  def webhook(port, id)
    data = { object: { id: id, object: "charge" } }
    body = JSON.generate(id: "evt_1", object: "event", type: "charge.succeeded", data: data)
    header = NextGen::Webhook.generate_test_header(body, Sandbox.settings[:webhook_secret])
    Net::HTTP.post(URI("http://127.0.0.1:#{port}/webhooks"), body, "NextGen-Signature" => header)
  end

  # Runs Puma on a port of the system's choice until the block ends.
  def with_puma(folder)
    library = File.expand_path("../lib", __dir__)
    arguments = ["-w", "2", "-t", "2:4", "--preload", "-b", "tcp://127.0.0.1:0", "#{folder}/config.ru"]
    environment = Sandbox.env.merge("RUBYLIB" => library)
    IO.popen([environment, "puma", *arguments, { chdir: folder, err: %i[child out] }]) do |puma|
      log = +""
      Timeout.timeout(60) { log << (puma.gets || flunk(log)) until log.scan(/Worker \d.*booted/).length == 2 }
      yield log[%r{http://127\.0\.0\.1:(\d+)}, 1]
    ensure
      Process.kill(:TERM, puma.pid)
    end
  end
end
