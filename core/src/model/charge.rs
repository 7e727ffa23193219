//! Charges, and the cards they are made to.

use super::describe::{choice, model};
use super::{Customer, Expandable, List, Metadata, Refund};

model! {
    /// A charge: money taken, or to be taken, from a payment source.
    Charge "charge" {
        /// The unique id, `ch_…`.
        id: String,
        /// Always `charge`.
        object: String,
        /// How much was to be taken, in the currency's smallest unit.
        amount: i64,
        /// How much was taken, in the currency's smallest unit; less after a partial capture.
        amount_captured: i64,
        /// How much was given back, in the currency's smallest unit.
        amount_refunded: i64,
        /// Whether the money was taken, or only reserved.
        captured: bool,
        /// When the charge was created, in unix seconds.
        created: i64,
        /// The three-letter ISO 4217 code of the currency, in lower case.
        currency: String,
        /// The customer charged, if there is one.
        customer: Option<Expandable<Customer>>,
        /// A text for your own use.
        description: Option<String>,
        /// Whether the payer disputes the charge.
        disputed: bool,
        /// The id of the dispute, if there is one.
        dispute: Option<String>,
        /// The code of the error that the charge failed with.
        failure_code: Option<String>,
        /// Why the charge failed, in words.
        failure_message: Option<String>,
        /// Whether real money moved: true with a live key, false in test mode.
        livemode: bool,
        /// Texts of your own by name.
        metadata: Metadata,
        /// What the card network and the risk rules made of the charge.
        outcome: Option<Outcome>,
        /// Whether the charge succeeded, or was reserved for capture.
        paid: bool,
        /// The address that the receipt goes to.
        receipt_email: Option<String>,
        /// Whether the whole charge was given back.
        refunded: bool,
        /// The refunds of the charge, newest first.
        refunds: Option<List<Refund>>,
        /// The card that was charged.
        source: Option<Card>,
        /// What the payer's statement shows.
        statement_descriptor: Option<String>,
        /// How the charge stands.
        status: ChargeStatus,
    }
}

model! {
    /// A card: a payment source of a charge or a customer.
    Card "card" {
        /// The unique id, `card_…`.
        id: String,
        /// Always `card`.
        object: String,
        /// The brand, such as `Visa`.
        brand: String,
        /// The two-letter code of the country that issued the card.
        country: String,
        /// The customer that the card belongs to, if it is kept.
        customer: Option<Expandable<Customer>>,
        /// What the check of the security code brought: `pass`, `fail`, `unavailable`, `unchecked`.
        cvc_check: Option<String>,
        /// The month in which the card expires, 1 to 12.
        exp_month: i64,
        /// The year in which the card expires, four digits.
        exp_year: i64,
        /// The same text for every card of the same number.
        fingerprint: String,
        /// Where the card's money comes from.
        funding: Funding,
        /// The last four digits of the number.
        last4: String,
        /// Texts of your own by name.
        metadata: Metadata,
        /// The holder's name.
        name: Option<String>,
    }
}

model! {
    /// What the card network and the risk rules made of a charge.
    Outcome "" {
        /// What the card network said, such as `approved_by_network`.
        network_status: String,
        /// Why, where there is more to say.
        reason: Option<String>,
        /// How risky the charge is: `normal`, `elevated`, `highest`.
        risk_level: String,
        /// How risky the charge is, 0 to 100.
        risk_score: i64,
        /// What happened, in words for you, not for the payer.
        seller_message: String,
        /// What came of it: `authorized`, `issuer_declined`, `blocked`, `invalid`.
        r#type: String,
    }
}

choice! {
    /// How a charge stands.
    ChargeStatus {
        /// The money was taken, or reserved.
        Succeeded = "succeeded",
        /// The payment is on its way; an event reports how it ends.
        Pending = "pending",
        /// The payment was declined.
        Failed = "failed",
    }
}

choice! {
    /// Where a card's money comes from.
    Funding {
        /// A credit card.
        Credit = "credit",
        /// A debit card.
        Debit = "debit",
        /// A prepaid card.
        Prepaid = "prepaid",
        /// Not known.
        Unknown = "unknown",
    }
}
