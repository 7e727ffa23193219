# frozen_string_literal: true

require_relative "helper"

# Hung calls end when Ruby says so, and leave nothing behind.
class InterruptTest < Minitest::Test
  # How soon a call must have ended, in seconds. Alone on a machine it takes 0.03; a call that is not
  # interrupted takes 80.
  SOON = 2

  def test_timeout
    took = seconds { assert_raises(Timeout::Error) { Timeout.timeout(0.2) { hang } } }
    assert_operator took, :<, 0.2 + SOON
    assert_equal 2000, charge.amount
  end

  def test_thread_raise
    thread = hung_thread
    took = seconds do
      thread.raise(IOError, "enough")
      assert_raises(IOError) { thread.value }
    end
    assert_operator took, :<, SOON
  end

  def test_thread_kill_runs_ensure
    ensured = []
    thread = hung_thread { ensured << :ran }
    took = seconds { thread.kill.join }
    assert_operator took, :<, SOON
    assert_equal [[:ran], false], [ensured, thread.status]
  end

  def test_a_wait_between_attempts_ends_too
    slow = client.with_options(extra_headers: { "NextGen-Sandbox-Fault" => "status=503; retry_after=30" })
    took = seconds { assert_raises(Timeout::Error) { Timeout.timeout(0.2) { slow.customers.list } } }
    assert_operator took, :<, 0.2 + SOON
  end

  def test_two_interrupts_at_once
    ensured = []
    thread = hung_thread { ensured << :ran }
    thread.raise(IOError)
    thread.kill
    # Which of the two it is, is Ruby's affair.
    took = seconds { thread.join rescue IOError } # rubocop:disable Style/RescueModifier
    assert_operator took, :<, SOON
    assert_equal [:ran], ensured
  end

  def test_a_call_in_a_fiber
    fiber = Fiber.new { Timeout.timeout(0.2) { hang } }
    assert_raises(Timeout::Error) { fiber.resume }
    assert_equal 2000, Fiber.new { charge.amount }.resume
  end

  # What a call that was cut short left behind must not answer the next one.
  def test_the_next_call_gets_its_own_answer
    ids = Array.new(4) { client.customers.create.id }
    slow = client.with_options(extra_headers: { "NextGen-Sandbox-Fault" => "delay=2" })
    cut = 0
    1000.times do |round|
      begin
        Timeout.timeout(0.0005 + (rand * 0.004)) { slow.customers.retrieve(ids[round % 4]) }
      rescue Timeout::Error
        cut += 1
      end
      assert_equal ids[(round + 1) % 4], client.customers.retrieve(ids[(round + 1) % 4]).id
    end
    assert_operator cut, :>, 100
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

  # Such an interrupt is held back until the thread is about to block.
  def test_handle_interrupt_on_blocking
    ready = Queue.new
    thread = Thread.new do
      Thread.current.report_on_exception = false
      Thread.handle_interrupt(IOError => :on_blocking) do
        ready << true
        Thread.pass until Thread.pending_interrupt?
        hang
      end
    end
    ready.pop
    thread.raise(IOError)
    took = seconds { assert_raises(IOError) { thread.value } }
    assert_operator took, :<, SOON
  end

  # Ruby tells of a signal in other ways when other threads live.
  def test_ctrl_c_from_another_process
    others = ["", "Thread.new { sleep }",
              "Thread.new { client.customers.list(extra_headers: { 'NextGen-Sandbox-Fault' => 'timeout' }) }"]
    others.each do |other|
      output, ended = signalled(:INT, <<~RUBY)
        #{other}
        begin
          telling.customers.list(extra_headers: { "NextGen-Sandbox-Fault" => "timeout" })
        rescue Interrupt
          puts client.customers.create.object
        end
      RUBY
      assert_equal "customer\n", output
      assert_operator ended, :<, SOON
    end
  end

  def test_a_signal_from_the_same_process
    output = ruby(<<~RUBY)
      client = NextGen::Client.new
      Thread.new do
        Thread.pass until Thread.main.stop?
        Process.kill(:INT, Process.pid)
      end
      begin
        client.customers.list(extra_headers: { "NextGen-Sandbox-Fault" => "timeout" }, timeout: 60, max_retries: 0)
      rescue Interrupt
        puts client.customers.create.object
      end
    RUBY
    assert_equal "customer\n", output
  end

  def test_a_trap_handler_that_returns_lets_the_call_go_on
    output, = signalled(:USR1, <<~RUBY)
      trap(:USR1) { puts "trapped" }
      puts telling.customers.create(extra_headers: { "NextGen-Sandbox-Fault" => "delay=500" }).object
    RUBY
    assert_equal "trapped\ncustomer\n", output
  end

  def test_a_trap_handler_may_call
    output, = signalled(:USR1, <<~RUBY)
      trap(:USR1) { puts client.customers.create.object }
      telling.customers.list(extra_headers: { "NextGen-Sandbox-Fault" => "delay=500" })
    RUBY
    assert_equal "customer\n", output
  end

  def test_a_process_exits_with_calls_in_flight
    program = <<~RUBY
      begun = Queue.new
      client = NextGen::Client.new(observer: ->(notice) { begun << notice })
      3.times { Thread.new { client.customers.list(extra_headers: { "NextGen-Sandbox-Fault" => "timeout" }) } }
      3.times { begun.pop }
      at_exit { exit!(7) }
      exit(3)
    RUBY
    pid = Process.spawn(Sandbox.env, RbConfig.ruby, "-I", library, "-rnextgen", "-e", program)
    _, status = Timeout.timeout(30) { Process.wait2(pid) }
    assert_equal 7, status.exitstatus
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
    Timeout.timeout(30) { Thread.pass until thread.stop? }
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
