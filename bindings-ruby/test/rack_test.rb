# frozen_string_literal: true

require_relative "helper"
require "rack"
require "rack/lint"
require "rack/mock"
require "yaml"

# The middleware, in a real Rack and under Sinatra.
class RackTest < Minitest::Test
  def test_a_block_gets_the_event
    events = []
    app = rack { |event| events << event }
    assert_equal [200, ""], post(app)
    assert_equal ["charge.refunded"], events.map(&:type)
  end

  def test_without_a_block_the_application_gets_event_and_body
    app = rack(handler: false)
    assert_equal [200, "charge.refunded #{EVENT.bytesize}"], post(app)
  end

  def test_what_is_not_proven_is_refused
    app = rack { |_| flunk }
    assert_equal [400, "mismatch"], post(app, "#{EVENT} ", header(EVENT))
    assert_equal [400, "malformed_header"], post(app, EVENT, nil)
    assert_equal [400, "invalid_payload"], post(app, "[]", header("[]"))
    assert_equal 413, post(app, "x" * ((1 << 20) + 1)).first
    assert_equal 405, Rack::MockRequest.new(app).get("/webhooks").status
    assert_equal "elsewhere", Rack::MockRequest.new(app).get("/other").body
  end

  def test_what_the_block_raises_goes_on_its_way
    assert_raises(IOError) { post(rack { |_| raise IOError }) }
  end

  def test_secrets_may_be_several_or_looked_up
    assert_equal 200, post(rack(secret: ["whsec_old", SECRET]) { |_| nil }).first
    assert_equal 200, post(rack(secret: -> { SECRET }) { |_| nil }).first
    assert_raises(NextGen::ConfigurationError) { post(rack(secret: "") { |_| nil }) }
  end

  def test_no_secret_shows
    middleware = NextGen::Rack::Webhook.new(nil, path: "/webhooks", secret: SECRET)
    variables = middleware.instance_variables.map { |name| middleware.instance_variable_get(name).inspect }
    [middleware.inspect, YAML.dump(middleware), *variables].each { |text| refute_includes text, SECRET[6, 6] }
  end

  def test_sinatra
    require "sinatra/base"
    secret = SECRET
    app = Class.new(Sinatra::Base) do
      set :environment, :test
      use NextGen::Rack::Webhook, path: "/webhooks", secret: secret
      post("/webhooks") { env["nextgen.event"].data.object.amount_refunded.to_s }
    end
    assert_equal [200, "500"], post(app)
    assert_equal 400, post(app, EVENT, "t=1,v1=0").first
  end

  private

  def rack(handler: true, secret: SECRET, &block)
    Rack::Builder.new do
      use Rack::Lint
      use(NextGen::Rack::Webhook, path: "/webhooks", secret: secret, &(handler ? block : nil))
      run(lambda do |env|
        event = env["nextgen.event"]
        text = event ? "#{event.type} #{env["rack.input"].read.bytesize}" : "elsewhere"
        [200, { "Content-Type" => "text/plain" }, [text]]
      end)
    end.to_app
  end

  def header(payload) = NextGen::Webhook.generate_test_header(payload, SECRET)

  def post(app, payload = EVENT, signature = header(payload))
    options = { input: payload, "CONTENT_TYPE" => "application/json" }
    options["HTTP_NEXTGEN_SIGNATURE"] = signature if signature
    response = Rack::MockRequest.new(app).post("/webhooks", options)
    [response.status, response.body]
  end
end
