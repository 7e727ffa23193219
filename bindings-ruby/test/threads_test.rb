# frozen_string_literal: true

require_relative "helper"

# Threads and Ractors share a client.
class ThreadsTest < Minitest::Test
  def test_other_threads_run_meanwhile
    ticks = 0
    ticker = Thread.new { loop { sleep(0.01).then { ticks += 1 } } }
    charge(extra_headers: { "NextGen-Sandbox-Fault" => "delay=1000" })
    # A hundred on a machine of its own; two if the call kept Ruby's lock.
    assert_operator ticks, :>=, 30
  ensure
    ticker.kill
  end

  def test_fifty_threads_share_a_client
    client = Sandbox.client
    before = sockets
    threads = Array.new(50) do |number|
      Thread.new do
        10.times do |round|
          made = client.customers.create(description: "#{number}/#{round}")
          found = client.customers.retrieve(made.id)
          raise "another's answer" unless found == made && found.description == "#{number}/#{round}"
        end
      end
    end
    threads.each(&:join)
    assert_operator sockets - before, :<=, 50
  end

  def test_threads_have_keys_of_their_own
    client = Sandbox.client
    wrong = client.with_options(api_key: "sk_test_0000000000000000")
    threads = Array.new(10) do |number|
      Thread.new do
        20.times do
          next client.customers.list(limit: 1) if number.even?

          assert_raises(NextGen::AuthenticationError) { wrong.customers.list(limit: 1) }
        end
      end
    end
    threads.each(&:join)
  end

  def test_the_same_key_makes_one_charge
    key = "threads-#{Process.pid}-#{object_id}"
    client = Sandbox.client
    params = { amount: 2000, currency: "usd", source: "tok_visa", idempotency_key: key, max_retries: 20 }
    # Each with a budget of its own for retries, while the key is in use.
    made = Array.new(50) { Thread.new { client.with_options.charges.create(**params) } }.map(&:value)
    assert_equal 1, made.uniq.length
  end

  def test_ractors_share_a_client
    output = ruby(<<~RUBY)
      Warning[:experimental] = false
      client = Ractor.make_shareable(NextGen::Client.new)
      ractors = Array.new(3) do
        Ractor.new(client) do |shared|
          made = shared.customers.create(email: "ada@example.com")
          refused = (shared.charges.create(amount: 1.5) rescue $!)
          page = shared.customers.list(limit: 1)
          [shared.customers.retrieve(made.id) == made, Ractor.shareable?(page), Marshal.load(Marshal.dump(made)) == made, refused.param]
        end
      end
      puts ractors.map(&:take).uniq.inspect, Ractor.new { NextGen::Client.new.customers.list(limit: 1).count }.take
    RUBY
    assert_equal "[[true, true, true, \"amount\"]]\n1\n", output
  end

  def test_what_cannot_be_shared_is_refused
    output = ruby(<<~RUBY)
      Warning[:experimental] = false
      observed = NextGen::Client.new(observer: ->(_) {})
      [
        -> { Ractor.make_shareable(observed) },
        -> { Ractor.make_shareable(observed.customers.list) },
        -> { Ractor.new(NextGen::Client.new) { |client| client }.take }
      ].each { |share| share.call rescue puts $!.class }
    RUBY
    assert_equal "TypeError\n" * 3, output
  end

  def test_objects_of_answers_are_for_all
    header = NextGen::Webhook.generate_test_header(EVENT, SECRET)
    event = NextGen::Webhook.construct_event(EVENT, header, SECRET)
    assert_equal [500], Array.new(20) { Thread.new { event.data.object.amount_refunded } }.map(&:value).uniq
    amount = ruby(<<~RUBY, EVENT, header, SECRET)
      Warning[:experimental] = false
      ractor = Ractor.new(*ARGV) { |*given| NextGen::Webhook.construct_event(*given).data.object }
      print ractor.take.amount_refunded
    RUBY
    assert_equal "500", amount
  end

  private

  # Returns how many sockets the process holds open.
  def sockets = Dir["/proc/self/fd/*"].count { |path| socket?(path) }

  def socket?(path)
    File.readlink(path).start_with?("socket:")
  rescue Errno::ENOENT
    false
  end
end
