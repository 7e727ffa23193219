# frozen_string_literal: true

require_relative "helper"
require "yaml"

# Calls, as a user makes them.
class ClientTest < Minitest::Test
  def test_money_moves
    customer = client.customers.create(email: "ada@example.com", source: "tok_visa")
    charge = client.charges.create(amount: 2000, currency: :usd, customer: customer.id,
                                   metadata: { order: "42" }, idempotency_key: "order-42-#{Process.pid}")
    refund = client.refunds.create(charge: charge.id, amount: 500, reason: "requested_by_customer")

    assert_instance_of NextGen::Charge, charge
    assert_equal [2000, 2000, "42"], [charge.amount, charge[:amount], charge.metadata[:order]]
    assert_equal "order-42-#{Process.pid}", charge.last_response.idempotency_key
    assert_match(/\Areq_/, charge.last_response.request_id)
    assert_equal [200, 1], charge.last_response.to_h.values_at(:status, :attempts)
    assert_equal 500, client.charges.retrieve(charge.id).amount_refunded
    assert_equal charge.id, refund.charge
    assert_instance_of NextGen::Charge, client.refunds.retrieve(refund.id, expand: [:charge]).charge
  end

  def test_a_decline_is_a_card_error
    error = assert_raises(NextGen::CardError) { charge(source: "tok_chargeDeclinedInsufficientFunds") }
    assert_equal ["card_declined", "insufficient_funds", 402], [error.code, error.decline_code, error.http_status]
    assert_equal "failed", client.charges.retrieve(error.charge).status
    assert_equal error.request_id, error.headers["request-id"]
    assert_kind_of StandardError, error
    copy = Marshal.load(Marshal.dump(error))
    assert_equal [error.message, error.code, error.headers], [copy.message, copy.code, copy.headers]
  end

  def test_unknown_and_wrong_parameters_are_refused_by_the_core
    error = assert_raises(NextGen::InvalidRequestError) { client.charges.create(ammount: 5) }
    assert_match(/Did you mean amount\?/, error.message)
    [1.0, 1r, "100", true, Time.now, Object.new, -1, 2**53, 10**40].each do |amount|
      error = assert_raises(NextGen::InvalidRequestError) { charge(amount: amount) }
      assert_equal ["amount", 0], [error.param, error.attempts], amount.inspect
    end
    [nil, "", "..", "a/b", "%2e%2e", 5, [], {}].each do |id|
      assert_raises(NextGen::InvalidRequestError, id.inspect) { client.charges.retrieve(id) }
    end
    assert_raises(NextGen::InvalidRequestError) { charge(metadata: { 1 => "x" }) }
    assert_raises(NextGen::InvalidRequestError) { charge(extra_params: 5) }
    assert_raises(NextGen::ConfigurationError) { charge(timeout: "5") }
    assert_raises(NextGen::ConfigurationError) { NextGen::Client.new("sk_test_x", time_out: 5) }
    assert_raises(NextGen::ConfigurationError) { NextGen::Client.new("sk_test_x", env: true) }
  end

  def test_texts_of_every_encoding_arrive_as_utf8
    { "é" => "é", "é".encode("ISO-8859-1") => "é", "é".encode("UTF-16LE") => "é", "é".b => "é", é: "é" }
      .each_key { |text| assert_equal "é", charge(description: text).description, text.inspect }
    ["\xff", "\xff".b, "\xED\xA0\x80"].each do |text|
      assert_raises(NextGen::InvalidRequestError) { charge(description: text) }
    end
  end

  def test_structures_that_hold_themselves_are_refused
    list = []
    list << list << list
    hash = {}
    hash[:a] = hash
    [list, hash].each do |value|
      assert_raises(NextGen::InvalidRequestError) { client.request("POST", "/charges", { a: value }) }
    end
  end

  def test_requests_not_typed_yet
    customer = client.request(:POST, "/customers", { email: "ada@example.com" }, idempotency_key: "c-#{Process.pid}")
    assert_instance_of NextGen::Customer, customer
    assert_equal customer, client.request("GET", "/customers/#{customer.id}")
    assert client.customers.delete(customer.id).deleted
    assert_raises(NextGen::InvalidRequestError) { client.request("PUT", "/customers") }
    assert_raises(NextGen::InvalidRequestError) { client.request("GET", "/customers", []) }
  end

  def test_paging
    customer = client.customers.create(source: "tok_visa").id
    ids = Array.new(5) { |n| client.charges.create(amount: 100 + n, currency: "usd", customer: customer).id }.reverse
    page = client.charges.list(limit: 2, customer: customer)

    assert_equal [ids.first(2), true], [page.map(&:id), page.has_more?]
    assert_equal ids, page.auto_paging_each.map(&:id).to_a
    assert_kind_of Enumerator::Lazy, page.auto_paging_each
    assert_equal ids[..2], page.auto_paging_each.first(3).map(&:id)
    assert_equal ids[..2], page.auto_paging_each.then { |lazy| Array.new(3) { lazy.next.id } }
    backward = client.charges.list(limit: 2, customer: customer, ending_before: ids.last)
    assert_equal ids[..-2].reverse, backward.auto_paging_each.map(&:id).to_a
    assert_equal ids[2..3], page.next_page.data.map(&:id)
    assert_equal({ object: "list" }, page.to_h.slice(:object))
    assert_equal page, page.each(&:id)
    page = client.request("GET", "/charges", { limit: 2, customer: customer })
    assert_equal ids, page.auto_paging_each.map(&:id).to_a
  end

  def test_pages_are_fetched_as_they_are_needed
    3.times { client.customers.create(email: "lazy@example.com") }
    calls = 0
    told = Sandbox.client(observer: ->(notice) { calls += 1 if notice[:event] == :begun })
    emails = told.customers.list(limit: 1, email: "lazy@example.com").auto_paging_each.map(&:email)
    assert_equal 1, calls
    assert_equal ["lazy@example.com"] * 2, emails.first(2)
    assert_equal 2, calls
  end

  def test_options_of_a_client_and_of_a_call
    mine = client.with_options(max_retries: 0, extra_headers: { "NextGen-Sandbox-Fault" => "status=500" })
    error = assert_raises(NextGen::APIError) { mine.customers.create }
    assert_equal [1, 500, true], [error.attempts, error.http_status, error.should_retry?]
    assert_raises(NextGen::AuthenticationError) { client.customers.list(api_key: "sk_test_0000000000000000") }
    error = assert_raises(NextGen::APITimeoutError) { charge(timeout: 0.2r, max_retries: 0, extra_headers: HANG) }
    assert error.outcome_unknown?
    assert_raises(NextGen::ConfigurationError) { client.with_options(timeout: BasicObject.new) }
    assert_raises(NextGen::ConfigurationError) { client.with_options(milliseconds: true) }
    error = assert_raises(NextGen::ConfigurationError) { client.with_options(max_retries: 1000) }
    assert_equal "max_retries must be an integer from 0 to 20; got 1000.", error.message
  end

  def test_settings_come_from_the_environment
    assert_equal "0", ruby("print NextGen::Client.new.customers.list(email: 'nobody@example.com').count")
  end

  def test_an_observer_is_told_of_every_call
    notices = []
    told = Sandbox.client(observer: ->(notice) { notices << notice })
    told.customers.create(extra_headers: { "NextGen-Sandbox-Fault" => "status=503; times=1; retry_after=0" })
    assert_equal %i[begun attempt_ended retry_planned attempt_ended ended], notices.map { |notice| notice[:event] }
    assert_equal ["POST", "/customers", 2, 200], notices.last.values_at(:method, :path, :attempts, :status)
    failing = Sandbox.client(observer: ->(_) { raise IOError, "full" })
    assert_raises(IOError) { failing.customers.list }
    assert_raises(NextGen::ConfigurationError) { Sandbox.client(observer: 5) }
  end

  def test_no_key_shows
    key = Sandbox.settings[:api_key]
    error = assert_raises(NextGen::AuthenticationError) { client.customers.list(api_key: "#{key}x") }
    page = client.customers.list(limit: 1, api_key: key)
    shown = [client.inspect, client.charges.inspect, client.with_options(api_key: key).inspect,
             page.inspect, Marshal.dump(page), YAML.dump(page), Marshal.dump(page.last_response),
             error.full_message, error.inspect, Marshal.dump(error), error.headers.to_s, error.body]
    shown.each { |text| refute_includes text.b, key[8, 12] }
    [-> { Marshal.dump(client) }, -> { YAML.dump(client) }].each { |dump| assert_raises(TypeError, &dump) }
  end
end
