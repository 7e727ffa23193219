"""A small shop in Flask: takes an order, gives the money back, and learns from the webhook that it is done.

eval "$(nextgen-sandbox env)"; PORT=8000 python shop.py
"""

import os

import nextgen
import nextgen.flask
from flask import Flask, request

app = Flask(__name__)
client = nextgen.Client()
orders = {}


@app.post("/orders")
def buy():
    customer = client.customers.create(email=request.form["email"])
    try:
        charge = client.charges.create(
            amount=int(request.form["amount"]), currency="usd", customer=customer.id, source=request.form["source"]
        )
    except nextgen.CardError as error:
        return {"error": error.message}, 402
    orders[charge.id] = "paid"
    return {"id": charge.id, "status": "paid"}, 201


@app.post("/orders/<id>/refund")
def give_back(id):
    client.refunds.create(charge=id, reason="requested_by_customer", idempotency_key=f"refund-{id}")
    return {"id": id, "status": orders[id]}, 202


@app.get("/orders/<id>")
def show(id):
    return {"id": id, "status": orders[id]}


@app.post("/webhooks")
@nextgen.flask.webhook(lambda: os.environ["NEXTGEN_WEBHOOK_SECRET"])
def webhook(event):
    if event.type == "charge.refunded":
        orders[event.data.object.id] = "refunded"
    return "", 204


if __name__ == "__main__":
    app.run(port=int(os.environ["PORT"]))
