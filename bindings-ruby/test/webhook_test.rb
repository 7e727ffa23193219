# frozen_string_literal: true

require_relative "helper"

# Webhooks, where Ruby's own types matter; the rules are tested by the suite for all languages.
class WebhookTest < Minitest::Test
  HEADER = NextGen::Webhook.generate_test_header(EVENT, SECRET).freeze

  def test_an_event_is_verified_and_read
    case NextGen::Webhook.construct_event(EVENT, HEADER, SECRET)
    in { type: "charge.refunded", data: { object: NextGen::Charge => refunded } }
      assert_equal 500, refunded.amount_refunded
    end
    assert NextGen::Webhook.verify_header(EVENT.b, HEADER, [SECRET, "whsec_other"])
    assert_nil NextGen::Webhook.construct_event(EVENT, HEADER, SECRET).last_response
  end

  def test_failures_are_signature_errors
    assert_equal "mismatch", assert_raises(NextGen::SignatureVerificationError) { verify("#{EVENT} ") }.code
    assert_equal "malformed_header", assert_raises(NextGen::SignatureVerificationError) { verify(EVENT, nil) }.code
    old = NextGen::Webhook.generate_test_header(EVENT, SECRET, timestamp: 1_700_000_000)
    assert_equal "too_old", assert_raises(NextGen::SignatureVerificationError) { verify(EVENT, old) }.code
    assert NextGen::Webhook.verify_header(EVENT, old, SECRET, now: 1_700_000_001)
    assert NextGen::Webhook.verify_header(EVENT, old, SECRET, tolerance: nil)
    list = NextGen::Webhook.generate_test_header("[]", SECRET)
    assert_raises(NextGen::InvalidPayloadError) { NextGen::Webhook.construct_event("[]", list, SECRET) }
  end

  def test_wrong_types_are_refused_with_a_hint
    error = assert_raises(NextGen::InvalidRequestError) { verify(JSON.parse(EVENT)) }
    assert_match(/raw_post/, error.message)
    [nil, 5, :a, [EVENT], Object.new].each { |payload| assert_raises(NextGen::InvalidRequestError) { verify(payload) } }
    [5, [HEADER], {}].each { |header| assert_raises(NextGen::NextGenError) { verify(EVENT, header) } }
    [nil, 5, {}, [5], "", []].each do |secret|
      assert_raises(NextGen::ConfigurationError) { verify(EVENT, HEADER, secret) }
    end
    [0, 1.5, "300", Time.now].each do |tolerance|
      assert_raises(NextGen::ConfigurationError) { verify(EVENT, HEADER, SECRET, tolerance: tolerance) }
    end
  end

  private

  def verify(payload, header = HEADER, secret = SECRET, **options)
    NextGen::Webhook.verify_header(payload, header, secret, **options)
  end
end
