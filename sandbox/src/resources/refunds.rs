//! Refunds: money given back, never more than was taken.

use super::{Answer, Call, events};
use crate::ids::new_id;
use crate::objects::{Charge, Field, Metadata, Refund};
use crate::refusal::Refusal;
use crate::resources::expand::Paths;

/// How many of its refunds a charge shows.
const SHOWN: usize = 10;

pub(crate) fn create(call: &Call<'_>) -> Result<Answer, Refusal> {
    Paths::of::<Refund>(call.params, "")?;
    let id = call.params.text("charge").unwrap_or_default();
    let charge = call.tx.find(id)?;
    let mut charge: Charge = charge.ok_or_else(|| Refusal::missing("charge", id, "charge").status(404))?;
    let amount = amount(call, &charge)?;
    let mut refund = Refund {
        id: new_id("re"),
        object: "refund".to_owned(),
        amount,
        charge: Field::Id(charge.id.clone()),
        created: call.tx.now,
        currency: charge.currency.clone(),
        metadata: Metadata::new(),
        reason: call.params.text("reason").map(str::to_owned),
        receipt_number: None,
        status: "succeeded".to_owned(),
    };
    call.merge_metadata(&mut refund.metadata)?;
    let body = call.tx.insert(&refund)?;
    events::record(call.tx, call.origin, "refund.created", &body, None)?;

    let before = serde_json::to_string(&charge)?;
    charge.amount_refunded += amount;
    charge.refunded = charge.amount_refunded == refundable(&charge);
    let refunds = &mut charge.refunds;
    refunds.data.insert(0, refund);
    refunds.has_more |= refunds.data.len() > SHOWN;
    refunds.data.truncate(SHOWN);
    let after = call.tx.replace(&charge)?;
    events::record_change(call, "charge.refunded", &before, &after)?;
    call.one::<Refund>(body)
}

pub(crate) fn retrieve(call: &Call<'_>) -> Result<Answer, Refusal> {
    call.retrieved::<Refund>()
}

pub(crate) fn update(call: &Call<'_>) -> Result<Answer, Refusal> {
    let mut refund: Refund = call.tx.at_path(call.id)?;
    let before = serde_json::to_string(&refund)?;
    call.merge_metadata(&mut refund.metadata)?;
    let after = call.tx.replace(&refund)?;
    // The charge shows its refunds, so it must show this one as it is now.
    if let Some(mut charge) = refund.charge.id().map(|id| call.tx.find::<Charge>(id)).transpose()?.flatten()
        && let Some(shown) = charge.refunds.data.iter_mut().find(|shown| shown.id == refund.id)
    {
        *shown = refund;
        call.tx.replace(&charge)?;
    }
    events::record_change(call, "refund.updated", &before, &after)?;
    call.one::<Refund>(after)
}

pub(crate) fn list(call: &Call<'_>) -> Result<Answer, Refusal> {
    match call.params.text("charge") {
        Some(id) if call.tx.body::<Charge>(id)?.is_none() => Err(Refusal::missing("charge", id, "charge")),
        Some(id) => call.listed::<Refund>(Some(&[id])),
        None => call.listed::<Refund>(None),
    }
}

/// Returns how much of a charge can ever be refunded: what was captured, or what is still reserved.
fn refundable(charge: &Charge) -> i64 {
    if charge.captured { charge.amount_captured } else { charge.amount }
}

/// Finds the amount to refund, or why there is none.
fn amount(call: &Call<'_>, charge: &Charge) -> Result<i64, Refusal> {
    let refuse = |message: String| Refusal::invalid(message).param("charge");
    if charge.status != "succeeded" {
        let message =
            format!("The charge is {}; only a charge that succeeded can be refunded.", charge.status);
        return Err(refuse(message));
    }
    if charge.disputed {
        let message = "The charge is disputed; the dispute decides over its money, not a refund.";
        return Err(refuse(message.to_owned()).code("charge_disputed"));
    }
    let remaining = refundable(charge) - charge.amount_refunded;
    if remaining == 0 {
        let message = "The charge is refunded already, wholly.";
        return Err(refuse(message.to_owned()).code("charge_already_refunded"));
    }
    let amount = call.params.integer("amount").unwrap_or(remaining);
    let refuse = |code, message: String| Err(Refusal::invalid(message).code(code).param("amount"));
    if amount < 1 {
        return refuse("amount_too_small", format!("'amount' is {amount}; a refund gives back at least 1."));
    }
    if amount > remaining {
        let message = format!("'amount' is more than what remains of the charge, which is {remaining}.");
        return refuse("amount_too_large", message);
    }
    if !charge.captured && amount < remaining {
        let message = format!(
            "The charge is not captured: a refund voids it whole ({remaining}); capture a part of it to take less."
        );
        return refuse("amount_too_small", message);
    }
    Ok(amount)
}
