//! A small shop: takes an order, gives the money back, and learns from the webhook that it is done.
//!
//! `eval "$(nextgen-sandbox env)"; PORT=8000 cargo run -p nextgen-examples --bin nextgen-shop`

use std::collections::HashMap;
use std::env;
use std::error::Error;

use nextgen::{
    Client, CreateCharge, CreateCustomer, CreateRefund, ErrorKind, EventType, Object, RefundReason,
    RequestOptions, Webhook,
};
use serde_json::{Value, json};
use tiny_http::{Header, Method, Request, Response, Server};

struct Shop {
    client: Client,
    secret: String,
    orders: HashMap<String, &'static str>,
}

fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    let mut shop = Shop {
        client: Client::from_env()?,
        secret: env::var("NEXTGEN_WEBHOOK_SECRET")?,
        orders: HashMap::new(),
    };
    let server = Server::http(format!("127.0.0.1:{}", env::var("PORT")?))?;
    for mut request in server.incoming_requests() {
        let (status, body) = shop.answer(&mut request).unwrap_or_else(|error| {
            eprintln!("{error}");
            (500, json!({ "error": "Something went wrong." }))
        });
        request.respond(Response::from_string(body.to_string()).with_status_code(status))?;
    }
    Ok(())
}

impl Shop {
    fn answer(&mut self, request: &mut Request) -> Result<(u16, Value), Box<dyn Error>> {
        let mut body = Vec::new();
        request.as_reader().read_to_end(&mut body)?;
        let path = request.url().to_owned();
        let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
        match (request.method(), parts.as_slice()) {
            (Method::Post, ["webhooks"]) => self.webhook(request.headers(), &body),
            (Method::Post, ["orders"]) => self.buy(&body),
            (Method::Post, ["orders", id, "refund"]) => self.give_back(id),
            (Method::Get, ["orders", id]) => Ok((200, json!({ "id": id, "status": self.orders.get(*id) }))),
            _ => Ok((404, json!({ "error": "There is no such page." }))),
        }
    }

    fn buy(&mut self, body: &[u8]) -> Result<(u16, Value), Box<dyn Error>> {
        let form: HashMap<_, _> = form_urlencoded::parse(body).into_owned().collect();
        let field = |name: &str| form.get(name).cloned().ok_or(format!("the order has no {name}"));
        let customer = self.client.customers().create(CreateCustomer::new().email(field("email")?))?;
        let order = CreateCharge::new(field("amount")?.parse()?, "usd")
            .customer(customer.id.as_str())
            .source(field("source")?);
        match self.client.charges().create(order) {
            Ok(charge) => {
                self.orders.insert(charge.id.clone(), "paid");
                Ok((201, json!({ "id": charge.id, "status": "paid" })))
            }
            Err(error) if error.kind() == ErrorKind::Card => Ok((402, json!({ "error": error.message() }))),
            Err(error) => Err(error.into()),
        }
    }

    fn give_back(&mut self, id: &str) -> Result<(u16, Value), Box<dyn Error>> {
        let once = self.client.with(RequestOptions::new().idempotency_key(format!("refund-{id}")));
        once.refunds().create(CreateRefund::new(id).reason(RefundReason::RequestedByCustomer))?;
        Ok((202, json!({ "id": id, "status": self.orders.get(id) })))
    }

    fn webhook(&mut self, headers: &[Header], body: &[u8]) -> Result<(u16, Value), Box<dyn Error>> {
        let signature = headers.iter().find(|header| header.field.equiv("NextGen-Signature"));
        let signature = signature.map(|header| header.value.as_str()).unwrap_or_default();
        let event = match Webhook::construct_event(body, signature, self.secret.as_str()) {
            Ok(event) => event,
            Err(error) => return Ok((400, json!({ "error": error.code() }))),
        };
        if let (EventType::ChargeRefunded, Object::Charge(charge)) = (&event.r#type, &event.data.object) {
            self.orders.insert(charge.id.clone(), "refunded");
        }
        Ok((200, json!({ "received": true })))
    }
}
