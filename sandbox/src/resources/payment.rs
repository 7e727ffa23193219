//! Which card a charge goes to, and what comes of it.

use super::Call;
use crate::cards::{self, Decline, Fate, TestCard};
use crate::objects::{Card, Customer, Field, Outcome};
use crate::refusal::{Refusal, clip};

/// The card to be charged.
pub(crate) struct Payment {
    pub(crate) card: Card,
    pub(crate) fate: Fate,
    pub(crate) customer: Option<String>,
}

/// Finds the card that `source` and `customer` name.
pub(crate) fn find(call: &Call<'_>) -> Result<Payment, Refusal> {
    let source = call.params.text("source");
    let customer = match call.params.text("customer") {
        Some(id) => Some(customer(call, id)?),
        None => None,
    };
    match (source, customer) {
        (None, None) => {
            let message = "Neither 'source' nor 'customer' is given; charges.create needs one of the two.";
            Err(Refusal::invalid(message).code("parameter_missing").param("source"))
        }
        (Some(source), Some(customer)) if source.starts_with("card_") => {
            let card = customer.sources.data.iter().find(|card| card.id == source);
            let card =
                card.ok_or_else(|| Refusal::missing("card of this customer", source, "source"))?.clone();
            Ok(stored(card, customer.id))
        }
        (Some(source), None) if source.starts_with("card_") => {
            let message = "A card is charged together with its customer; give 'customer' too.";
            Err(Refusal::invalid(message).code("parameter_missing").param("customer"))
        }
        (Some(source), customer) => {
            let card = cards::token(source)?;
            let customer = customer.map(|customer| customer.id);
            Ok(Payment { card: card.card(None), fate: card.fate, customer })
        }
        (None, Some(customer)) => {
            let default = customer.default_source.as_ref().and_then(Field::id);
            let card = customer.sources.data.iter().find(|card| Some(card.id.as_str()) == default).cloned();
            let card = card.ok_or_else(|| {
                let message = format!(
                    "The customer '{}' has no payment source; attach one with customers.update, or give 'source'.",
                    customer.id
                );
                Refusal::invalid(message).code("resource_missing").param("customer")
            })?;
            Ok(stored(card, customer.id))
        }
    }
}

/// Says how the network judged a charge.
pub(crate) fn outcome(fate: Fate) -> Option<Outcome> {
    let (network_status, reason, risk_level, risk_score, seller_message, kind) = match fate {
        Fate::Pends => return None,
        Fate::Succeeds | Fate::Disputed => {
            ("approved_by_network", None, "normal", 20, "Payment complete.", "authorized")
        }
        Fate::Declined(Decline { code, decline_code, .. }) => {
            let reason = decline_code.unwrap_or(code);
            let (level, score) = if reason == "fraudulent" { ("highest", 90) } else { ("normal", 40) };
            (
                "declined_by_network",
                Some(reason),
                level,
                score,
                "The bank declined the payment.",
                "issuer_declined",
            )
        }
    };
    Some(Outcome {
        network_status: network_status.to_owned(),
        reason: reason.map(str::to_owned),
        risk_level: risk_level.to_owned(),
        risk_score,
        seller_message: seller_message.to_owned(),
        kind: kind.to_owned(),
    })
}

fn customer(call: &Call<'_>, id: &str) -> Result<Customer, Refusal> {
    if let Some(customer) = call.tx.find(id)? {
        return Ok(customer);
    }
    let mut refusal = Refusal::missing("customer", id, "customer");
    if call.tx.was_deleted::<Customer>(id)? {
        refusal.message = format!("The customer '{}' is deleted.", clip(id));
    }
    Err(refusal)
}

fn stored(card: Card, customer: String) -> Payment {
    let fate = TestCard::of_card(&card).map_or(Fate::Succeeds, |known| known.fate);
    Payment { card, fate, customer: Some(customer) }
}
