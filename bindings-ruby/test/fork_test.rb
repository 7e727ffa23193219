# frozen_string_literal: true

require_relative "helper"

# A client that was used before a fork works on both sides.
class ForkTest < Minitest::Test
  def test_parent_and_children_each_get_their_own_answers
    customers = Array.new(2) { client.customers.create.id }
    before = client.customers.retrieve(customers[0])
    children = Array.new(3) { |child| forked { twenty(customers.rotate(child)) } }
    twenty(customers)
    children.each { |child| assert_success child }
    assert_equal before, client.customers.retrieve(customers[0])
  end

  def test_a_fork_while_another_thread_is_inside_a_call
    slow = client.with_options(extra_headers: { "NextGen-Sandbox-Fault" => "delay=500" })
    id = client.customers.create.id
    threads = Array.new(4) { Thread.new { slow.customers.retrieve(id).id } }
    Timeout.timeout(30) { Thread.pass until threads.all?(&:stop?) }
    child = forked { twenty([id, id]) }
    assert_success child
    assert_equal [id], threads.map(&:value).uniq
  end

  def test_a_fork_of_a_fork
    id = client.customers.create.id
    child = forked do
      twenty([id, id])
      grandchild = forked { twenty([id, id]) }
      raise "the grandchild failed" unless Process.wait2(grandchild)[1].success?
    end
    assert_success child
  end

  private

  def assert_success(child) = assert_predicate(Timeout.timeout(60) { Process.wait2(child) }[1], :success?)

  def twenty(ids)
    10.times { ids.each { |id| raise "another's answer" unless client.customers.retrieve(id).id == id } }
  end

  # Forks; the child ends by the block's success, and runs nothing that the parent set up for its end.
  def forked
    fork do
      status = begin
        yield
        0
      rescue Exception => e # rubocop:disable Lint/RescueException
        warn e.full_message
        1
      end
      exit!(status)
    end
  end
end
