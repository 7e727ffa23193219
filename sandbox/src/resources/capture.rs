//! Captures: the money that an uncaptured charge reserved is taken.

use super::{Answer, Call, events};
use crate::objects::Charge;
use crate::refusal::Refusal;

/// Captures all of a charge, or a part; what is not captured is released to the payer.
pub(crate) fn capture(call: &Call<'_>) -> Result<Answer, Refusal> {
    let mut charge: Charge = call.tx.at_path(call.id)?;
    let refuse = |code, message: &str| Err(Refusal::invalid(message).code(code).param("id"));
    if charge.status != "succeeded" {
        let message =
            format!("The charge is {}; only a charge that succeeded can be captured.", charge.status);
        return Err(Refusal::invalid(message).param("id"));
    }
    if charge.refunded {
        return refuse(
            "charge_already_refunded",
            "The charge was voided by a refund; it cannot be captured.",
        );
    }
    if charge.captured {
        return refuse("charge_already_captured", "The charge is captured already.");
    }
    let amount = call.params.integer("amount").unwrap_or(charge.amount);
    if amount < 1 {
        let message = format!("'amount' is {amount}; a capture takes at least 1.");
        return Err(Refusal::invalid(message).code("amount_too_small").param("amount"));
    }
    if amount > charge.amount {
        let message = format!("'amount' is {amount}; the charge reserved {}.", charge.amount);
        return Err(Refusal::invalid(message).code("amount_too_large").param("amount"));
    }
    let before = serde_json::to_string(&charge)?;
    charge.captured = true;
    charge.amount_captured = amount;
    let after = call.tx.replace(&charge)?;
    events::record_change(call, "charge.captured", &before, &after)?;
    call.one::<Charge>(after)
}
