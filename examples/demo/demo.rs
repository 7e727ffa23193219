//! Moves money in test mode and tells what happened: a customer, a charge, a decline, a refund, and
//! the webhook that reports it. `make demo` starts the sandbox and runs it.

use std::error::Error;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;

use nextgen::{
    Client, CreateCharge, CreateCustomer, CreateRefund, CreateWebhookEndpoint, ErrorKind, Event, EventType,
    Object, RefundReason, Webhook,
};

fn main() -> Result<(), Box<dyn Error>> {
    let client = Client::from_env()?;
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let url = format!("http://{}/webhooks", listener.local_addr()?);
    let endpoint = client.webhook_endpoints().create(CreateWebhookEndpoint::new(url, ["charge.refunded"]))?;
    let secret = endpoint.secret.clone().ok_or("the answer to create holds the secret")?;

    let ada = CreateCustomer::new().email("ada@example.com").source("tok_visa");
    let customer = client.customers().create(ada)?;
    println!("customer  {}  {}", customer.id, customer.email.as_deref().unwrap_or_default());

    let order = CreateCharge::new(2000, "usd").customer(customer.id.as_str()).metadata([("order", "42")]);
    let charge = client.charges().create(order)?;
    println!("charge    {}  {} {}  {}", charge.id, charge.amount, charge.currency, charge.status);

    let poor = CreateCharge::new(2000, "usd").source("tok_chargeDeclinedInsufficientFunds");
    match client.charges().create(poor) {
        Err(error) if error.kind() == ErrorKind::Card => println!(
            "declined  {}  {}: {}",
            error.charge().unwrap_or_default(),
            error.decline_code().unwrap_or_default(),
            error.message()
        ),
        other => return Err(format!("a decline was expected; got {other:?}").into()),
    }

    let back = CreateRefund::new(charge.id.as_str()).amount(500).reason(RefundReason::RequestedByCustomer);
    let refund = client.refunds().create(back)?;
    println!("refund    {}  {} {}  {}", refund.id, refund.amount, refund.currency, refund.status);

    let event = next_event(&listener, &secret)?;
    let Object::Charge(refunded) = &event.data.object else { return Err("a charge was expected".into()) };
    assert_eq!((&event.r#type, &refunded.id), (&EventType::ChargeRefunded, &charge.id));
    println!(
        "webhook   {}  {}  amount_refunded {}  verified",
        event.id, event.r#type, refunded.amount_refunded
    );
    Ok(())
}

/// Waits for a delivery, verifies it and thanks for it.
fn next_event(listener: &TcpListener, secret: &str) -> Result<Event, Box<dyn Error>> {
    let (stream, _) = listener.accept()?;
    let mut reader = BufReader::new(&stream);
    let (mut signature, mut length) = (String::new(), 0);
    let mut line = String::new();
    while reader.read_line(&mut line)? > 2 {
        let (name, value) = line.split_once(':').unwrap_or_default();
        match name.to_ascii_lowercase().as_str() {
            "nextgen-signature" => signature = value.trim().to_owned(),
            "content-length" => length = value.trim().parse()?,
            _ => {}
        }
        line.clear();
    }
    let mut payload = vec![0; length];
    reader.read_exact(&mut payload)?;
    let event = Webhook::construct_event(&payload, &signature, secret)?;
    (&stream).write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")?;
    Ok(event)
}
