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

  # Each round would leave hundreds of kilobytes behind.
  def test_what_is_dropped_is_freed
    data = { object: { object: "charge", description: "x" * 200_000 } }
    body = JSON.generate(id: "evt_1", object: "event", data: data)
    header = NextGen::Webhook.generate_test_header(body, SECRET)
    round = lambda do
      NextGen::Webhook.construct_event(body, header, SECRET).data.object.to_h
      assert_raises(NextGen::NextGenError) { NextGen::Webhook.construct_event(body, header, "#{SECRET}x") }
      assert_raises(NextGen::InvalidRequestError) { charge(ammount: 5, description: body) }
    end
    30.times { round.call }
    GC.start
    before = resident
    120.times { round.call }
    GC.start
    assert_operator resident - before, :<, 10 << 10
  end

  def test_a_part_outlives_its_whole
    parts = Array.new(200) { NextGen::Webhook.construct_event(EVENT, HEADER, SECRET).data.object }
    GC.start
    assert_equal [500], parts.map(&:amount_refunded).uniq
  end

  private

  # Returns the memory that the process holds, in KiB.
  def resident = File.read("/proc/self/status")[/VmRSS:\s+(\d+)/, 1].to_i
end
