# frozen_string_literal: true

# A small shop in Sinatra: takes an order, gives the money back, and learns from the webhook that it is done.
#
#     eval "$(nextgen-sandbox env)"; PORT=8000 ruby shop.rb

require "json"
require "nextgen"
require "nextgen/rack"
require "sinatra"

set :port, ENV.fetch("PORT")
set :bind, "127.0.0.1"

client = NextGen::Client.new
orders = {}

use NextGen::Rack::Webhook, path: "/webhooks", secret: ENV.fetch("NEXTGEN_WEBHOOK_SECRET") do |event|
  orders[event.data.object.id] = "refunded" if event.type == "charge.refunded"
end

post "/orders" do
  customer = client.customers.create(email: params[:email])
  charge = client.charges.create(
    amount: Integer(params[:amount]), currency: "usd", customer: customer.id, source: params[:source]
  )
  orders[charge.id] = "paid"
  [201, JSON.generate(id: charge.id, status: "paid")]
rescue NextGen::CardError => e
  [402, JSON.generate(error: e.message)]
end

post "/orders/:id/refund" do |id|
  client.refunds.create(charge: id, reason: "requested_by_customer", idempotency_key: "refund-#{id}")
  [202, JSON.generate(id:, status: orders[id])]
end

get "/orders/:id" do |id|
  JSON.generate(id:, status: orders[id])
end
