# frozen_string_literal: true

require_relative "helper"

# Ruby's garbage collector may run anywhere, and move anything.
class MemoryTest < Minitest::Test
  HEADER = NextGen::Webhook.generate_test_header(EVENT, SECRET).freeze

  def test_gc_stress
    output = ruby(<<~RUBY, EVENT, HEADER, SECRET)
      client = NextGen::Client.new
      require "json"
      client.customers.list
      GC.stress = true
      event = NextGen::Webhook.construct_event(*ARGV)
      raise "odd copy" unless Marshal.load(Marshal.dump(event)) == event
      error = client.charges.create(amount: 1.5) rescue $!
      made = client.customers.create(email: "ada@example.com", metadata: { a: "b" })
      page = client.customers.list(limit: 1)
      thread = Thread.new { Thread.pass while true }
      thread.kill.join
      GC.stress = false
      print [event.data.object.amount_refunded, error.param, made.email, made.metadata.a, page.count]
    RUBY
    assert_equal '[500, "amount", "ada@example.com", "b", 1]', output
  end

  def test_compaction
    ids = Array.new(3) { client.customers.create.id }
    page = client.customers.list(limit: 1)
    events = Array.new(100) { NextGen::Webhook.construct_event(EVENT, HEADER, SECRET) }
    GC.verify_compaction_references(toward: :empty, double_heap: true)
    assert_equal ids.reverse, page.auto_paging_each.first(3).map(&:id)
    assert_equal [500], events.map { |event| event.data.object.amount_refunded }.uniq
    assert_raises(NextGen::InvalidRequestError) { client.charges.create(amount: "x") }
  end

  # Each round would leave hundreds of kilobytes behind. Counted is what the allocator has handed out.
  def test_what_is_dropped_is_freed
    output = ruby(<<~RUBY, SECRET)
      require "fiddle"
      MALLOC_STATS = Fiddle::Function.new(Fiddle::Handle::DEFAULT["malloc_stats"], [], Fiddle::TYPE_VOID)
      client = NextGen::Client.new
      text = "x" * 200_000
      require "json"
      body = JSON.generate(id: "evt_1", object: "event", data: { object: { object: "charge", description: text } })
      header = NextGen::Webhook.generate_test_header(body, ARGV[0])
      round = lambda do
        NextGen::Webhook.construct_event(body, header, ARGV[0]).data.object.to_h
        NextGen::Webhook.construct_event(body, header, "whsec_other") rescue nil
        client.charges.create(ammount: 5, description: body) rescue nil
        client.customers.list(limit: 1).to_a
      end
      [10, 60].each do |rounds|
        rounds.times { round.call }
        GC.start
        MALLOC_STATS.call
      end
    RUBY
    before, after = output.split("Total").drop(1).map { |part| part[/in use bytes\s+=\s+(\d+)/, 1].to_i }
    assert_operator after - before, :<, 4_000_000
  end

  def test_a_part_outlives_its_whole
    parts = Array.new(200) { NextGen::Webhook.construct_event(EVENT, HEADER, SECRET).data.object }
    GC.start
    assert_equal [500], parts.map(&:amount_refunded).uniq
  end
end
