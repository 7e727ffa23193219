//! Charges: created, retrieved, updated, listed.

use super::{Answer, Call, events, payment, settlements};
use crate::cards::{Decline, Fate};
use crate::currency::Currency;
use crate::ids::new_id;
use crate::objects::{Charge, Customer, Dispute, Field, List, Metadata};
use crate::refusal::{Refusal, clip};
use crate::resources::expand::Paths;

/// The greatest amount of a charge, in minor units.
const GREATEST: i64 = 99_999_999;

pub(crate) fn create(call: &Call<'_>) -> Result<Answer, Refusal> {
    Paths::of::<Charge>(call.params, "")?;
    let currency = currency(call)?;
    let amount = amount(call, currency)?;
    let payment = payment::find(call)?;
    let captured = call.params.boolean("capture").unwrap_or(true);
    let id = new_id("ch");
    let mut charge = Charge {
        object: "charge".to_owned(),
        amount,
        amount_captured: 0,
        amount_refunded: 0,
        captured: false,
        created: call.tx.now,
        currency: currency.code.to_owned(),
        customer: payment.customer.map(Field::Id),
        description: None,
        disputed: false,
        dispute: None,
        failure_code: None,
        failure_message: None,
        livemode: false,
        metadata: Metadata::new(),
        outcome: payment::outcome(payment.fate),
        paid: false,
        receipt_email: None,
        refunded: false,
        refunds: List::new(Vec::new(), false, format!("/v1/refunds?charge={id}")),
        source: Some(payment.card),
        statement_descriptor: None,
        status: "succeeded".to_owned(),
        id,
    };
    call.set("description", &mut charge.description)?;
    call.set("receipt_email", &mut charge.receipt_email)?;
    call.set("statement_descriptor", &mut charge.statement_descriptor)?;
    call.merge_metadata(&mut charge.metadata)?;

    if let Fate::Declined(decline) = payment.fate {
        return declined(call, charge, decline);
    }
    if payment.fate == Fate::Pends {
        charge.status = "pending".to_owned();
        // What is captured once it succeeds is already settled now.
        charge.captured = captured;
        let body = call.tx.insert(&charge)?;
        events::record(call.tx, call.origin, "charge.pending", &body, None)?;
        settlements::plan(call.tx, &charge.id)?;
        return call.one::<Charge>(body);
    }
    charge.paid = true;
    charge.captured = captured;
    charge.amount_captured = if captured { amount } else { 0 };
    let mut body = call.tx.insert(&charge)?;
    events::record(call.tx, call.origin, "charge.succeeded", &body, None)?;
    if payment.fate == Fate::Disputed {
        body = dispute(call, &mut charge)?;
    }
    call.one::<Charge>(body)
}

pub(crate) fn retrieve(call: &Call<'_>) -> Result<Answer, Refusal> {
    call.retrieved::<Charge>()
}

pub(crate) fn update(call: &Call<'_>) -> Result<Answer, Refusal> {
    let mut charge: Charge = call.tx.at_path(call.id)?;
    let before = serde_json::to_string(&charge)?;
    call.set("description", &mut charge.description)?;
    call.set("receipt_email", &mut charge.receipt_email)?;
    call.merge_metadata(&mut charge.metadata)?;
    let after = call.tx.replace(&charge)?;
    events::record_change(call, "charge.updated", &before, &after)?;
    call.one::<Charge>(after)
}

pub(crate) fn list(call: &Call<'_>) -> Result<Answer, Refusal> {
    match call.params.text("customer") {
        Some(id) if call.tx.body::<Customer>(id)?.is_none() && !call.tx.was_deleted::<Customer>(id)? => {
            Err(Refusal::missing("customer", id, "customer"))
        }
        Some(id) => call.listed::<Charge>(Some(&[id])),
        None => call.listed::<Charge>(None),
    }
}

fn currency(call: &Call<'_>) -> Result<Currency, Refusal> {
    let given = call.params.text("currency").unwrap_or_default();
    Currency::find(given).ok_or_else(|| {
        let message =
            format!("'currency' is '{}'; it must be a three-letter ISO 4217 code, such as usd.", clip(given));
        Refusal::invalid(message).param("currency")
    })
}

fn amount(call: &Call<'_>, currency: Currency) -> Result<i64, Refusal> {
    let amount = call.params.integer("amount").unwrap_or_default();
    let refuse = |code, message| Err(Refusal::invalid(message).code(code).param("amount"));
    if amount < 0 {
        let message = format!("'amount' is {amount}; it must be an integer from 1 to {GREATEST}.");
        return refuse("parameter_invalid_integer", message);
    }
    if amount > GREATEST {
        let message = format!("'amount' is too large; the largest charge is {GREATEST}.");
        return refuse("amount_too_large", message);
    }
    if amount < currency.minimum {
        let smallest = currency.show(currency.minimum);
        let message =
            format!("'amount' is {amount}; the smallest charge is {} ({smallest}).", currency.minimum);
        return refuse("amount_too_small", message);
    }
    Ok(amount)
}

/// Stores the failed charge, and answers with the card error that names it.
fn declined(call: &Call<'_>, mut charge: Charge, decline: Decline) -> Result<Answer, Refusal> {
    charge.status = "failed".to_owned();
    charge.failure_code = Some(decline.code.to_owned());
    charge.failure_message = Some(decline.message.to_owned());
    let body = call.tx.insert(&charge)?;
    events::record(call.tx, call.origin, "charge.failed", &body, None)?;
    let mut refusal = decline.refusal();
    refusal.charge = Some(charge.id.into());
    let body = String::from_utf8_lossy(&refusal.body()).into_owned();
    Ok(Answer { status: refusal.status, body })
}

/// Opens a dispute on a charge that has just succeeded.
fn dispute(call: &Call<'_>, charge: &mut Charge) -> Result<String, Refusal> {
    let dispute = Dispute {
        id: new_id("dp"),
        object: "dispute".to_owned(),
        amount: charge.amount,
        charge: charge.id.clone(),
        created: call.tx.now,
        currency: charge.currency.clone(),
        livemode: false,
        metadata: Metadata::new(),
        reason: "fraudulent".to_owned(),
        status: "needs_response".to_owned(),
    };
    let disputed = call.tx.insert(&dispute)?;
    charge.disputed = true;
    charge.dispute = Some(Field::Id(dispute.id));
    let body = call.tx.replace(charge)?;
    events::record(call.tx, call.origin, "charge.dispute.created", &disputed, None)?;
    Ok(body)
}
