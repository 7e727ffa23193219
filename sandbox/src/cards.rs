//! Test tokens: the cards that they stand for, and what charging them does.

use crate::objects::{Card, Metadata};
use crate::refusal::Refusal;

/// What becomes of a charge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    Succeeds,
    /// Pending at first, succeeding soon after.
    Pends,
    /// Succeeds, and is disputed at once.
    Disputed,
    Declined(Decline),
}

/// Why a card is declined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Decline {
    pub(crate) code: &'static str,
    pub(crate) decline_code: Option<&'static str>,
    pub(crate) message: &'static str,
}

impl Decline {
    /// Returns the answer to a charge or an attachment that this decline ends.
    pub(crate) fn refusal(self) -> Refusal {
        let mut refusal = Refusal::card(self.code, self.message);
        refusal.decline_code = self.decline_code;
        refusal
    }
}

/// A test card: what its token is called, what it shows, and what it does.
pub(crate) struct TestCard {
    token: &'static str,
    brand: &'static str,
    last4: &'static str,
    funding: &'static str,
    /// What charging it does.
    pub(crate) fate: Fate,
    /// Whether it can be attached to a customer.
    pub(crate) attaches: bool,
}

impl TestCard {
    /// Finds the card that a token stands for.
    pub(crate) fn of_token(token: &str) -> Option<&'static Self> {
        CARDS.iter().find(|card| card.token == token)
    }

    /// Finds the card that a stored card was made from.
    pub(crate) fn of_card(card: &Card) -> Option<&'static Self> {
        CARDS.iter().find(|known| known.fingerprint() == card.fingerprint)
    }

    /// Makes the card object, with an id of its own.
    pub(crate) fn card(&self, customer: Option<&str>) -> Card {
        Card {
            id: crate::ids::new_id("card"),
            object: "card".to_owned(),
            brand: self.brand.to_owned(),
            country: "US".to_owned(),
            customer: customer.map(str::to_owned),
            cvc_check: Some(
                if self.token == "tok_chargeDeclinedIncorrectCvc" { "fail" } else { "pass" }.to_owned(),
            ),
            exp_month: 12,
            exp_year: 2034,
            fingerprint: self.fingerprint(),
            funding: self.funding.to_owned(),
            last4: self.last4.to_owned(),
            metadata: Metadata::new(),
            name: None,
        }
    }

    /// Returns what tells this card from others, wherever it is stored.
    fn fingerprint(&self) -> String {
        use sha2::{Digest, Sha256};
        let digest = Sha256::digest(self.token);
        digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Reads the `source` of a request as a token.
pub(crate) fn token(source: &str) -> Result<&'static TestCard, Refusal> {
    if let Some(card) = TestCard::of_token(source) {
        return Ok(card);
    }
    let digits = source.chars().filter(|c| !matches!(c, ' ' | '-')).collect::<String>();
    if digits.len() >= 12 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        let message = "Card numbers are never taken here; 'source' is a token, such as tok_visa.";
        return Err(Refusal::invalid(message).code("resource_missing").param("source"));
    }
    let mut refusal = Refusal::missing("token", source, "source");
    refusal.message += " Test tokens are tok_visa, tok_chargeDeclined and others.";
    Err(refusal)
}

const GENERIC: Decline = declined("generic_decline", "Your card was declined.");

const fn declined(decline_code: &'static str, message: &'static str) -> Decline {
    Decline { code: "card_declined", decline_code: Some(decline_code), message }
}

const fn failing(code: &'static str, message: &'static str) -> Decline {
    Decline { code, decline_code: None, message }
}

const fn good(
    token: &'static str,
    brand: &'static str,
    last4: &'static str,
    funding: &'static str,
) -> TestCard {
    TestCard { token, brand, last4, funding, fate: Fate::Succeeds, attaches: true }
}

const fn special(token: &'static str, last4: &'static str, fate: Fate) -> TestCard {
    TestCard { token, brand: "Visa", last4, funding: "credit", fate, attaches: true }
}

const fn declining(token: &'static str, last4: &'static str, decline: Decline) -> TestCard {
    TestCard {
        token,
        brand: "Visa",
        last4,
        funding: "credit",
        fate: Fate::Declined(decline),
        attaches: false,
    }
}

const CARDS: &[TestCard] = &[
    good("tok_visa", "Visa", "4242", "credit"),
    good("tok_visa_debit", "Visa", "5556", "debit"),
    good("tok_mastercard", "MasterCard", "4444", "credit"),
    good("tok_amex", "American Express", "8431", "credit"),
    good("tok_discover", "Discover", "9424", "credit"),
    good("tok_diners", "Diners Club", "3237", "credit"),
    good("tok_jcb", "JCB", "0505", "credit"),
    good("tok_unionpay", "UnionPay", "0005", "credit"),
    special("tok_pending", "0077", Fate::Pends),
    special("tok_createDispute", "0259", Fate::Disputed),
    special("tok_chargeCustomerFail", "0341", Fate::Declined(GENERIC)),
    declining("tok_chargeDeclined", "0002", GENERIC),
    declining(
        "tok_chargeDeclinedInsufficientFunds",
        "9995",
        declined("insufficient_funds", "Your card has insufficient funds."),
    ),
    declining(
        "tok_chargeDeclinedLostCard",
        "9987",
        declined("lost_card", "Your card was declined: it is reported lost."),
    ),
    declining(
        "tok_chargeDeclinedStolenCard",
        "9979",
        declined("stolen_card", "Your card was declined: it is reported stolen."),
    ),
    declining(
        "tok_chargeDeclinedFraudulent",
        "0019",
        declined("fraudulent", "Your card was declined: the payment looks fraudulent."),
    ),
    declining("tok_chargeDeclinedExpiredCard", "0069", failing("expired_card", "Your card has expired.")),
    declining(
        "tok_chargeDeclinedIncorrectCvc",
        "0127",
        failing("incorrect_cvc", "Your card's security code is incorrect."),
    ),
    declining(
        "tok_chargeDeclinedProcessingError",
        "0119",
        failing(
            "processing_error",
            "An error occurred while processing your card; try again in a little while.",
        ),
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_card_is_found_again_by_what_is_stored() {
        for known in CARDS {
            let stored = known.card(Some("cus_1"));
            assert_eq!(TestCard::of_card(&stored).unwrap().token, known.token);
        }
    }

    #[test]
    fn numbers_and_unknown_tokens_are_refused() {
        for source in ["4242424242424242", "4242 4242 4242 4242", "4242-4242-4242-4242"] {
            let refusal = token(source).err().unwrap();
            assert!(
                refusal.message.contains("never taken") && !refusal.message.contains("4242"),
                "{refusal:?}"
            );
        }
        let refusal = token("tok_nope").err().unwrap();
        assert_eq!((refusal.code, refusal.param.as_deref()), (Some("resource_missing"), Some("source")));
    }
}
