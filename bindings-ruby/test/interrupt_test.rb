# frozen_string_literal: true

require_relative "helper"

# Hung calls end when Ruby says so, and leave nothing behind.
class InterruptTest < Minitest::Test
  def test_timeout
    took = seconds { assert_raises(Timeout::Error) { Timeout.timeout(0.2) { hang } } }
    assert_in_delta 0.25, took, 0.12
    assert_equal 2000, charge.amount
  end

  def test_thread_raise
    thread = hung_thread
    took = seconds do
      thread.raise(IOError, "enough")
      assert_raises(IOError) { thread.value }
    end
    assert_operator took, :<, 0.1
  end

  def test_thread_kill_runs_ensure
    ensured = []
    thread = hung_thread { ensured << :ran }
    took = seconds { thread.kill.join }
    assert_operator took, :<, 0.1
    assert_equal [[:ran], false], [ensured, thread.status]
  end

  def test_a_wait_between_attempts_ends_too
    slow = client.with_options(extra_headers: { "NextGen-Sandbox-Fault" => "status=503; retry_after=30" })
    took = seconds { assert_raises(Timeout::Error) { Timeout.timeout(0.2) { slow.customers.list } } }
    assert_operator took, :<, 0.4
  end

  # What a call that was cut short left behind must not answer the next one.
  def test_the_next_call_gets_its_own_answer
    ids = Array.new(4) { client.customers.create.id }
    slow = client.with_options(extra_headers: { "NextGen-Sandbox-Fault" => "delay=4" })
    cut = 0
    1000.times do |round|
      begin
        Timeout.timeout(0.001 + (rand * 0.008)) { slow.customers.retrieve(ids[round % 4]) }
      rescue Timeout::Error
        cut += 1
      end
      assert_equal ids[(round + 1) % 4], client.customers.retrieve(ids[(round + 1) % 4]).id
    end
    assert_operator cut, :>, 100
  end

  def test_other_threads_run_meanwhile
    ideal = ticks { sleep 1 }
    during_call = ticks { charge(extra_headers: { "NextGen-Sandbox-Fault" => "delay=1000" }) }
    assert_operator during_call, :>=, 0.8 * ideal
  end

  def test_handle_interrupt_defers
    thread = Thread.new do
      Thread.current.report_on_exception = false
      Thread.handle_interrupt(IOError => :never) do
        Thread.current[:id] = client.customers.create(extra_headers: { "NextGen-Sandbox-Fault" => "delay=300" }).id
      end
    end
    Thread.pass until thread.stop?
    thread.raise(IOError)
    assert_raises(IOError) { thread.value }
    assert_match(/\Acus_/, thread[:id])
  end

  def test_ctrl_c_from_another_process
    output, ended = signalled(:INT, <<~RUBY)
      begin
        telling.customers.list(extra_headers: { "NextGen-Sandbox-Fault" => "timeout" })
      rescue Interrupt
        puts client.customers.create.object
      end
    RUBY
    assert_equal "customer\n", output
    assert_operator ended, :<, 0.6
  end

  def test_a_trap_handler_that_returns_lets_the_call_go_on
    output, = signalled(:USR1, <<~RUBY)
      trap(:USR1) { puts "trapped" }
      puts telling.customers.create(extra_headers: { "NextGen-Sandbox-Fault" => "delay=500" }).object
    RUBY
    assert_equal "trapped\ncustomer\n", output
  end

  def test_a_process_exits_with_calls_in_flight
    program = "3.times { Thread.new { #{HANG_CALL} } }; sleep 0.2; at_exit { exit!(7) }; exit(3)"
    status = nil
    took = seconds do
      status = Process.wait2(Process.spawn(Sandbox.env, RbConfig.ruby, "-I", library, "-rnextgen", "-e", program))[1]
    end
    assert_equal 7, status.exitstatus
    assert_operator took, :<, 2
  end

  def test_a_panic_is_an_error_like_any_other
    output = ruby(<<~RUBY)
      $stderr.reopen(File::NULL)
      begin
        NextGen.module_eval("Native").panic
      rescue NextGen::NextGenError => e
        puts e.code, NextGen::Client.new.customers.create.object
      end
    RUBY
    assert_equal "panic\ncustomer\n", output
  end

  private

  # Counts how often another thread runs during the block.
  def ticks
    count = 0
    ticker = Thread.new { loop { sleep(0.01).then { count += 1 } } }
    yield
    count
  ensure
    ticker.kill
  end

  HANG_CALL = "NextGen::Client.new.customers.list(extra_headers: { 'NextGen-Sandbox-Fault' => 'timeout' })"
  private_constant :HANG_CALL

  def hang = client.customers.list(extra_headers: HANG)

  # Returns a thread inside a call that is not answered.
  def hung_thread
    begun = Queue.new
    hung = Sandbox.client(observer: ->(notice) { begun << notice })
    thread = Thread.new do
      Thread.current.report_on_exception = false
      hung.customers.list(extra_headers: HANG)
    ensure
      yield if block_given?
    end
    begun.pop
    Timeout.timeout(5) { Thread.pass until thread.stop? }
    thread
  end

  # Starts a Ruby that runs the program, signals it when the program's call has begun, and returns what
  # it printed and how long after the signal it ended.
  def signalled(signal, program)
    program = <<~RUBY
      $stdout.sync = true
      def client = @client ||= NextGen::Client.new
      def telling = NextGen::Client.new(observer: ->(notice) { puts notice[:event] if notice[:event] == :begun })
      #{program}
    RUBY
    IO.popen([Sandbox.env, RbConfig.ruby, "-I", library, "-rnextgen", "-e", program]) do |child|
      assert_equal "begun\n", child.gets
      Process.kill(signal, child.pid)
      output = nil
      took = seconds { output = child.read }
      return [output, took]
    end
  end

  def library = File.expand_path("../lib", __dir__)
end
