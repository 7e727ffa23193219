# frozen_string_literal: true

require_relative "helper"
require "logger"
require "rails"
require "action_controller/railtie"
require "rack/mock"

# The concern, in a real Rails application.
class RailsTest < Minitest::Test
  # The application.
  class Shop < Rails::Application
    config.eager_load = false
    config.secret_key_base = "0" * 64
    config.hosts.clear
    config.logger = Logger.new(File::NULL)
    config.action_dispatch.show_exceptions = false
    routes.append do
      post "/webhooks", to: "rails_test/webhooks#create"
      post "/api", to: "rails_test/api#create"
      post "/open", to: "rails_test/webhooks#open"
    end
  end

  # A controller with protection against forgery.
  class WebhooksController < ActionController::Base
    include NextGen::Rails::Webhook
    protect_from_forgery with: :exception
    self.allow_forgery_protection = true
    nextgen_webhook secret: -> { self.class::SECRETS }, only: :create
    SECRETS = ["whsec_old", Minitest::Test::SECRET].freeze

    def create = render(json: nextgen_event.data.object)
    def open = head(:ok)
  end

  # A controller of an API.
  class ApiController < ActionController::API
    include NextGen::Rails::Webhook
    nextgen_webhook secret: Minitest::Test::SECRET

    def create = render(plain: nextgen_event.type)
  end

  def setup = Shop.initialized? || Shop.initialize!

  def test_a_verified_event_reaches_the_action
    assert_equal [200, { "id" => "ch_1", "object" => "charge", "amount_refunded" => 500 }],
                 post("/webhooks").then { |status, body| [status, JSON.parse(body)] }
    assert_equal [200, "charge.refunded"], post("/api")
  end

  def test_what_is_not_proven_does_not
    assert_equal [400, "mismatch"], post("/webhooks", "#{EVENT} ")
    assert_equal [400, "malformed_header"], post("/api", EVENT, nil)
  end

  def test_durations_are_times
    assert_equal 2000, charge(timeout: 10.seconds, deadline: 0.5.minutes).amount
    header = NextGen::Webhook.generate_test_header(EVENT, SECRET, timestamp: 10.minutes.ago.to_i)
    assert NextGen::Webhook.verify_header(EVENT, header, SECRET, tolerance: 15.minutes)
    assert_raises(NextGen::InvalidRequestError) { charge(amount: 10.seconds) }
    error = assert_raises(NextGen::InvalidRequestError) { client.charges.list(created: { gte: 1.day.ago }) }
    assert_match(/to_i/, error.message)
  end

  def test_other_actions_keep_their_protection
    assert_raises(ActionController::InvalidAuthenticityToken) { post("/open") }
  end

  private

  def post(path, payload = EVENT, signature = NextGen::Webhook.generate_test_header(EVENT, SECRET))
    options = { input: payload, "CONTENT_TYPE" => "application/json" }
    options["HTTP_NEXTGEN_SIGNATURE"] = signature if signature
    response = Rack::MockRequest.new(Shop).post(path, options)
    [response.status, response.body]
  end
end
