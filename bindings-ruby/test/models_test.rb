# frozen_string_literal: true

require_relative "helper"
require "pp" # rubocop:disable Lint/RedundantRequireStatement -- pretty_inspect is not loaded by itself
require "yaml"

# Objects of answers, as Ruby has objects.
class ModelsTest < Minitest::Test
  CHARGE = NextGen::Charge.from_h(
    id: "ch_1", object: "charge", amount: 2000, customer: { id: "cus_1", object: "customer" },
    outcome: { type: "authorized" }, source: { object: "card", last4: "4242" },
    metadata: { "order" => "42", "a b" => "c" },
    novel: [1, { "deep" => true }], big: 10**30, class: "k", to_str: "s", marshal_dump: "m", "to_ary" => 1
  )

  def test_fields_are_read_by_method_and_by_name
    assert_equal [2000, 2000, 2000], [CHARGE.amount, CHARGE[:amount], CHARGE["amount"]]
    assert_nil CHARGE.description
    assert_nil CHARGE[:nothing]
    assert_raises(NoMethodError) { CHARGE.nothing }
    assert_equal [1, true], [CHARGE.novel[0], CHARGE.novel[1].deep]
    assert_equal "4242", CHARGE.dig(:source, :last4)
    assert_equal 10**30, CHARGE.big
    assert CHARGE.key?("class") && CHARGE.respond_to?(:novel) && !CHARGE.key?(5)
  end

  def test_objects_have_their_classes
    assert_instance_of NextGen::Customer, CHARGE.customer
    assert_instance_of NextGen::Outcome, CHARGE.outcome
    assert_instance_of NextGen::Card, CHARGE.source
    assert_instance_of NextGen::APIObject, CHARGE.metadata
    assert_instance_of NextGen::APIObject, NextGen::Charge.from_h(metadata: { object: "list" }).metadata
    assert_instance_of NextGen::Refund, NextGen::APIObject.from_json('{"object":"refund"}')
    assert_instance_of NextGen::ListObject, NextGen::APIObject.from_h(object: "list", data: [])
    assert_raises(NoMethodError) { NextGen::Charge.new }
    assert_raises(NextGen::InvalidRequestError) { NextGen::Charge.from_json("[]") }
  end

  def test_names_that_ruby_gives_a_meaning_are_data
    assert_equal [NextGen::Charge, "k"], [CHARGE.class, CHARGE[:class]]
    assert_equal [CHARGE], [CHARGE].flatten
    assert_equal "s", CHARGE[:to_str]
    refute_respond_to CHARGE, :to_str
  end

  def test_they_are_values
    copy = NextGen::Charge.from_json(CHARGE.to_json)
    assert_equal CHARGE, copy
    assert_equal 1, { CHARGE => 1 }[copy]
    refute_equal CHARGE, NextGen::Charge.from_h(id: "ch_2")
    refute_equal CHARGE, CHARGE.to_h
    assert CHARGE.frozen? && CHARGE.novel.frozen?
    assert_raises(FrozenError) { CHARGE.instance_variable_set(:@a, 1) }
    assert_same CHARGE, CHARGE.dup
    assert_same CHARGE, CHARGE.clone
  end

  def test_plain_data
    assert_equal({ last4: "4242", object: "card" }, CHARGE.source.to_h.sort.to_h)
    assert_equal CHARGE.to_h, JSON.parse(JSON.generate(CHARGE), symbolize_names: true)
    assert_equal CHARGE, Marshal.load(Marshal.dump(CHARGE))
    page = NextGen::ListObject.from_h(object: "list", data: [{ id: "a" }], has_more: true)
    assert_equal({ object: "list", data: [{ id: "a" }], has_more: true }, page.to_h)
    assert_equal page, Marshal.load(Marshal.dump(page))
    assert_raises(NextGen::InvalidRequestError) { page.auto_paging_each.to_a }
  end

  def test_a_name_that_came_twice_is_one_field
    twice = NextGen::Charge.from_json('{"amount":1,"amount":2}')
    assert_equal [[:amount], 2, { amount: 2 }], [twice.keys, twice.amount, twice.to_h]
    assert_equal "#<NextGen::Charge amount=2>", twice.inspect
  end

  def test_patterns
    case CHARGE
    in NextGen::Charge[amount: 1000.. => amount, description: nil, metadata: { order: "42" },
                       source: NextGen::Card => card]
      assert_equal [2000, "4242"], [amount, card.last4]
    end
    assert_includes CHARGE.deconstruct_keys(nil), :refunds
  end

  def test_the_library_json_is_loaded_only_where_it_is_needed
    output = ruby(<<~'RUBY')
      charge = NextGen::Charge.from_json(%({"id":"ch_1","é":[1.5,{"n":null}]}))
      puts charge.to_json, Marshal.load(Marshal.dump(charge)) == charge, defined?(JSON).inspect
      require "json"
      puts charge.to_json, NextGen::Charge.from_h(charge.to_h) == charge
    RUBY
    text = '{"id":"ch_1","é":[1.5,{"n":null}]}'
    assert_equal [text, "true", "nil", text, "true"], output.force_encoding("UTF-8").lines(chomp: true)
  end

  def test_inspect_shows_no_secret
    endpoint = NextGen::WebhookEndpoint.from_h(id: "we_1", object: "webhook_endpoint", secret: SECRET)
    assert_equal '#<NextGen::WebhookEndpoint id="we_1" object="webhook_endpoint" secret="…y6Jb">', endpoint.inspect
    assert_equal SECRET, endpoint.secret
    event = NextGen::Event.from_h(object: "event", data: { object: endpoint.to_h }, list: [endpoint.to_h])
    [endpoint, event].each do |object|
      shown = [object.inspect, object.to_s, object.pretty_inspect, Marshal.dump(object), YAML.dump(object)]
      shown.each { |text| refute_includes text.b, SECRET[6, 6] }
    end
    assert_equal "…y6Jb", Marshal.load(Marshal.dump(event)).data.object.secret
  end
end
