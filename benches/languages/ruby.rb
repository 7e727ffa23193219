# frozen_string_literal: true

# Runs one task as one contender and prints what an operation took: `ruby.rb CONTENDER TASK SECONDS`.

require "json"
require "openssl"

KEY = "sk_test_4eC39HqLyjWDarjtT1zdp7dc"
SECRET = "whsec_5WbX5kEWLlfzsGNjH64I8lOOqUB6e8FH"
FORM = {
  amount: 2000, currency: "usd", source: "tok_visa", description: "Order 42", metadata: { order: "42" }
}.freeze
URL = ENV.fetch("BENCH_URL", "")
CA = ENV.fetch("BENCH_CA", "")
THREADS = 8

def payload(size)
  body = File.binread("#{ENV.fetch("BENCH_FILES")}/event-#{size}.json").force_encoding("UTF-8")
  now = Time.now.to_i
  [body, "t=#{now},v1=#{OpenSSL::HMAC.hexdigest("SHA256", SECRET, "#{now}.#{body}")}"]
end

def fields(event) = [event.type, event.data.object.id, event.data.object.amount]

class Ours
  def initialize = require("nextgen")
  def webhook(body, header) = fields(NextGen::Webhook.construct_event(body, header, SECRET))
  def verify(body, header) = NextGen::Webhook.verify_header(body, header, SECRET)
  def client = NextGen::Client.new(KEY, base_url: "#{URL}/v1", ca_bundle: CA)
  def charge(client) = client.charges.create(**FORM).id
  def list(client) = client.charges.list(limit: 100).data.sum(&:amount)
end

class StripeRuby
  def initialize
    $LOAD_PATH.unshift("#{ENV.fetch("BENCH_STRIPE_RUBY")}/lib")
    require "stripe"
    Stripe.ca_bundle_path = CA
  end

  def webhook(body, header) = fields(Stripe::Webhook.construct_event(body, header, SECRET))
  def verify(body, header) = Stripe::Webhook::Signature.verify_header(body, header, SECRET, tolerance: 300)
  def charge(client) = client.v1.charges.create(FORM).id
  def list(client) = client.v1.charges.list(limit: 100).data.sum(&:amount)

  # Its connections belong to threads and not to clients, so a new client needs them closed.
  def client
    Stripe::APIRequestor.clear_all_connection_managers
    Stripe::StripeClient.new(KEY, api_base: URL)
  end
end

# What one would write with the standard library alone: no retries, no checks of the answer.
class ByHand
  HEADERS = {
    "Authorization" => "Bearer #{KEY}", "Idempotency-Key" => "0c2f7a1e-6f0b-4a53-9d0e-2b0f5c6d7e8f"
  }.freeze

  def initialize = require("net/http")

  def verify(body, header)
    items = header.split(",").to_h { |item| item.split("=", 2) }
    expected = OpenSSL::HMAC.hexdigest("SHA256", SECRET, "#{items["t"]}.#{body}")
    genuine = OpenSSL.fixed_length_secure_compare(expected, items["v1"])
    raise "not genuine" unless genuine && (Time.now.to_i - items["t"].to_i).abs <= 300
  end

  def webhook(body, header)
    verify(body, header)
    event = JSON.parse(body)
    charge = event["data"]["object"]
    [event["type"], charge["id"], charge["amount"]]
  end

  # A connection for each thread.
  def client = {}.compare_by_identity

  def connection(client)
    client[Thread.current] ||= begin
      uri = URI(URL)
      http = Net::HTTP.new(uri.host, uri.port)
      http.use_ssl = true
      http.ca_file = CA
      http.start
    end
  end

  def charge(client)
    request = Net::HTTP::Post.new("/v1/charges", HEADERS)
    request.set_form_data(FORM.except(:metadata).merge("metadata[order]" => FORM[:metadata][:order]))
    JSON.parse(connection(client).request(request).body)["id"]
  end

  def list(client)
    request = Net::HTTP::Get.new("/v1/charges?limit=100", HEADERS)
    JSON.parse(connection(client).request(request).body)["data"].sum { |charge| charge["amount"] }
  end
end

def wall = Process.clock_gettime(Process::CLOCK_MONOTONIC)
def cpu = Process.clock_gettime(Process::CLOCK_PROCESS_CPUTIME_ID)

# Repeats the block, which does that many operations at once; warms up for a fifth of the time.
def measure(seconds, operations = 1)
  batch = 0
  finish = wall + (seconds / 5)
  while batch.zero? || wall < finish
    yield
    batch += 1
  end
  batch = [1, batch / 20].max
  times = 0
  cpu_begun = cpu
  begun = wall
  while wall < begun + seconds
    batch.times { yield }
    times += batch
  end
  done = times * operations
  puts JSON.generate(cpu: (cpu - cpu_begun) * 1e6 / done, wall: (wall - begun) * 1e6 / done, operations: done)
end

# Threads that share one client, as a threaded web server has it; each makes 25 charges a round.
def concurrent(contender, seconds)
  client = contender.client
  start = Queue.new
  done = Queue.new
  THREADS.times do
    Thread.new do
      while start.pop
        25.times { contender.charge(client) }
        done << true
      end
    end
  end
  measure(seconds, THREADS * 25) do
    THREADS.times { start << true }
    THREADS.times { done.pop }
  end
end

name, task, time = ARGV
seconds = Float(time)
contender = { "ours" => Ours, "stripe" => StripeRuby, "by hand" => ByHand }.fetch(name).new
kind, size = task.split("-")
case kind
when "webhook", "verify"
  body, header = payload(size)
  measure(seconds) { contender.public_send(kind, body, header) }
when "charge", "list"
  client = contender.client
  measure(seconds) { contender.public_send(kind, client) }
when "cold" then measure(seconds) { contender.charge(contender.client) }
when "concurrent" then concurrent(contender, seconds)
end
