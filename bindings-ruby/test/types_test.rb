# frozen_string_literal: true

require_relative "helper"
require "rbs"
require "rbs/test"

# The RBS types: sound, complete, kept to at run time, and strict where users go wrong.
class TypesTest < Minitest::Test
  SIGNATURES = File.expand_path("../sig", __dir__)

  ENVIRONMENT = RBS::Environment.from_loader(
    RBS::EnvironmentLoader.new.tap { |loader| loader.add(path: Pathname(SIGNATURES)) }
  ).resolve_type_names
  BUILDER = RBS::DefinitionBuilder.new(env: ENVIRONMENT)

  # Calls as people write them.
  PROGRAM = <<~RUBY
    client = NextGen::Client.new(timeout: 10, app_info: { name: "shop" }, observer: ->(_) {})
    customer = client.customers.create(email: "ada@example.com", source: "tok_visa")
    charge = client.charges.create(amount: 2000, currency: :usd, customer: customer.id, metadata: { order: "42" },
                                   idempotency_key: "types")
    [charge.amount, charge[:amount], charge.source.last4, charge.metadata.order, charge.refunds.data, charge.outcome]
    [charge.to_h, charge.deconstruct_keys([:id]), charge.to_json, charge == customer, charge.hash, charge.inspect]
    charge.last_response.headers.fetch("request-id")
    client.refunds.create(charge: charge.id, amount: 500, reason: NextGen::RefundReason::DUPLICATE)
    client.charges.retrieve(charge.id, expand: [:customer]).customer.email
    page = client.charges.list(limit: 1, created: { gte: 1 })
    [page.each(&:id), page.each.next, page.auto_paging_each(&:id), page.auto_paging_each.first(1), page.next_page]
    client.request("GET", "/charges").map(&:id)
    event = client.events.list(type: "charge.*").first
    [event.data.object.id, event.request.id, event.created]
    endpoint = client.webhook_endpoints.create(url: "http://127.0.0.1:1/", enabled_events: ["*"])
    [endpoint.secret, client.webhook_endpoints.delete(endpoint.id).deleted]
    begin
      client.with_options(max_retries: 0).charges.create(amount: 2000, currency: "usd", source: "tok_chargeDeclined")
    rescue NextGen::CardError => e
      [e.code, e.decline_code, e.should_retry?, e.headers, e.attempts, e.http_status, e.message]
    end
    header = NextGen::Webhook.generate_test_header(ARGV[0], ARGV[1])
    NextGen::Webhook.construct_event(ARGV[0], header, [ARGV[1]], tolerance: nil)
    NextGen::Webhook.verify_header(ARGV[0], header, ARGV[1], now: Time.now.to_i)
    print "typed"
  RUBY

  def test_they_are_sound
    checked = 'RBS::CLI.new(stdout: $stdout, stderr: $stderr).run(["-I", ARGV[0], "validate", "--silent"])'
    ruby("require 'rbs'; require 'rbs/cli'; #{checked}", SIGNATURES)
  end

  def test_they_hold_at_run_time
    setting = { "RBS_TEST_TARGET" => "NextGen,NextGen::*", "RBS_TEST_RAISE" => "true", "RBS_TEST_LOGLEVEL" => "error",
                "RBS_TEST_OPT" => "-I #{SIGNATURES}" }
    assert_equal "typed", ruby("require 'rbs/test/setup'\n#{PROGRAM}", EVENT, SECRET, env: setting)
  end

  def test_they_name_every_public_method
    classes = NextGen.constants.grep_v(/\A(?:Rack|Rails)\z/).map { |name| NextGen.const_get(name) }.grep(Module)
    missing = classes.flat_map do |type|
      known = definition(type).methods.keys
      hidden = %i[_dump encode_with marshal_dump]
      (type.public_instance_methods(false) - known - hidden).map { |name| "#{type}##{name}" }
    end
    assert_empty missing
  end

  def test_they_take_what_is_right
    assert_empty faults(NextGen::Charges, :create, amount: 5, currency: "usd", metadata: { a: "b" }, timeout: 1.5)
    assert_empty faults(NextGen::Charges, :retrieve, "ch_1", expand: [:customer])
    assert_empty faults(NextGen::Client, :initialize, "sk_test_x", max_retries: 3)
  end

  def test_they_refuse_what_is_wrong
    {
      "an amount as text" => [NextGen::Charges, :create, { amount: "5", currency: "usd" }],
      "a float for an amount" => [NextGen::Charges, :create, { amount: 5.0, currency: "usd" }],
      "no currency" => [NextGen::Charges, :create, { amount: 5 }],
      "a misspelt parameter" => [NextGen::Charges, :create, { amount: 5, currency: "usd", ammount: 5 }],
      "an idempotency key for a GET" => [NextGen::Charges, :list, { idempotency_key: "a" }],
      "a number for an id" => [NextGen::Charges, :retrieve, 5, {}],
      "an option not known" => [NextGen::Client, :initialize, { time_out: 5 }],
      "a text for a time" => [NextGen::Client, :initialize, { timeout: "5" }]
    }.each do |what, (type, name, *arguments)|
      refute_empty faults(type, name, *arguments[..-2], **arguments.last), what
    end
  end

  private

  def definition(type) = BUILDER.build_instance(RBS::TypeName.new(name: type.name[/\w+\z/].to_sym, namespace: SPACE))

  SPACE = RBS::Namespace.new(path: [:NextGen], absolute: true)
  private_constant :SPACE

  # Returns what the types say against a call with those arguments.
  def faults(type, name, *arguments, **keywords)
    check = RBS::Test::TypeCheck.new(self_class: type, builder: BUILDER, sample_size: 100, unchecked_classes: [])
    arguments += [keywords] unless keywords.empty?
    given = RBS::Test::ArgumentsReturn.return(arguments: arguments, value: nil)
    method = definition(type).methods.fetch(name).method_types.first
    faults = []
    check.args("##{name}", method, method.type, given, faults, type_error: RBS::Test::Errors::ArgumentTypeError,
                                                               argument_error: RBS::Test::Errors::ArgumentError)
    faults
  end
end
