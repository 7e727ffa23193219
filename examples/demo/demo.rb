# frozen_string_literal: true

# Moves money in test mode and tells what happened: a customer, a charge, a decline, a refund, and
# the webhook that reports it. `make demo` starts the sandbox and runs it.

require "nextgen"
require "socket"

# Waits for a delivery, verifies it over the raw body and thanks for it.
def next_event(server, secret)
  socket = server.accept
  headers = {}
  while (line = socket.gets) && line.strip != ""
    name, value = line.split(":", 2)
    headers[name.downcase] = value.to_s.strip
  end
  payload = socket.read(headers["content-length"].to_i)
  event = NextGen::Webhook.construct_event(payload, headers["nextgen-signature"], secret)
  socket.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
  event
ensure
  socket&.close
end

client = NextGen::Client.new
server = TCPServer.new("127.0.0.1", 0)
endpoint = client.webhook_endpoints.create(
  url: "http://127.0.0.1:#{server.addr[1]}/webhooks", enabled_events: ["charge.refunded"]
)

customer = client.customers.create(email: "ada@example.com", source: "tok_visa")
puts "customer  #{customer.id}  #{customer.email}"

charge = client.charges.create(amount: 2000, currency: "usd", customer: customer.id, metadata: { order: "42" })
puts "charge    #{charge.id}  #{charge.amount} #{charge.currency}  #{charge.status}"

begin
  client.charges.create(amount: 2000, currency: "usd", source: "tok_chargeDeclinedInsufficientFunds")
rescue NextGen::CardError => e
  puts "declined  #{e.charge}  #{e.decline_code}: #{e.message}"
end

refund = client.refunds.create(charge: charge.id, amount: 500, reason: "requested_by_customer")
puts "refund    #{refund.id}  #{refund.amount} #{refund.currency}  #{refund.status}"

case event = next_event(server, endpoint.secret)
in { type: "charge.refunded", data: { object: NextGen::Charge => refunded } } if refunded.id == charge.id
  puts "webhook   #{event.id}  #{event.type}  amount_refunded #{refunded.amount_refunded}  verified"
end
