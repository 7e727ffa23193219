//! What a webhook is verified with, as hosts give it.

use std::borrow::Cow;
use std::fmt;
use std::slice;

use super::unix_seconds;
use crate::error::Error;
use crate::value::Value;
use crate::webhook::{DEFAULT_TOLERANCE, Window, bad_tolerance};

/// What a webhook is verified with. Built by the binding; checked by the core.
#[derive(Clone, Debug)]
pub struct Verification<'s> {
    secrets: Texts<'s>,
    /// How far from now the signature's time may be, in seconds; `None` leaves the time unchecked.
    pub tolerance: Option<i128>,
    /// The time to hold the signature's time against, in unix seconds; the system's if `None`.
    pub now: Option<i128>,
}

/// One to five secrets: a host lends the one that most endpoints have.
#[derive(Clone)]
enum Texts<'s> {
    One(Cow<'s, str>),
    Several(Vec<String>),
}

impl<'s> Verification<'s> {
    /// Begins with that secret and all else as it is by default.
    pub fn new(secret: impl Into<Cow<'s, str>>) -> Self {
        Verification::of_texts(Texts::One(secret.into()))
    }

    /// Begins with those secrets and all else as it is by default.
    pub fn of_several(secrets: Vec<String>) -> Self {
        Verification::of_texts(Texts::Several(secrets))
    }

    /// Takes a secret, or a list of them, as the host has it; nothing is none, for the core to refuse.
    ///
    /// # Errors
    /// A configuration error where it is of another type; nothing of it is shown.
    pub fn of(secret: Value) -> Result<Self, Error> {
        Ok(match secret {
            Value::Null => Verification::of_several(Vec::new()),
            Value::List(several) => {
                Verification::of_several(several.into_iter().map(secret_text).collect::<Result<_, _>>()?)
            }
            one => Verification::new(secret_text(one)?),
        })
    }

    fn of_texts(secrets: Texts<'s>) -> Self {
        Verification { secrets, tolerance: Some(i128::from(DEFAULT_TOLERANCE)), now: None }
    }

    /// Takes the secret as [`of`](Self::of) does.
    ///
    /// # Errors
    /// As there.
    pub fn with_secret(self, secret: Value) -> Result<Self, Error> {
        Ok(Verification { secrets: Verification::of(secret)?.secrets, ..self })
    }

    /// Takes the tolerance as the host has it: seconds, or null to leave the time unchecked.
    ///
    /// # Errors
    /// A configuration error where it is no integer.
    pub fn with_tolerance(mut self, tolerance: Value) -> Result<Self, Error> {
        self.tolerance = integer(tolerance).map_err(bad_tolerance)?;
        Ok(self)
    }

    /// Takes the time to verify at as the host has it: unix seconds, or null for the system's.
    ///
    /// # Errors
    /// A configuration error where it is no integer.
    pub fn with_now(mut self, now: Value) -> Result<Self, Error> {
        self.now = moment("now", now)?;
        Ok(self)
    }

    /// Verifies that NextGen sent `payload`, without reading it.
    pub(super) fn verify(&self, payload: &[u8], header: &str) -> Result<(), Error> {
        let tolerance = self.tolerance.map(|given| u64::try_from(given).map_err(|_| bad_tolerance(given)));
        let tolerance = tolerance.transpose()?;
        let now = self.now.map(|now| unix_seconds("now", now)).transpose()?;
        let window = Window { tolerance, now };
        match &self.secrets {
            Texts::One(secret) => {
                window.verify_once(payload, header, slice::from_ref(secret).iter().map(AsRef::as_ref))
            }
            Texts::Several(secrets) => {
                window.verify_once(payload, header, secrets.iter().map(String::as_str))
            }
        }
    }
}

/// Shows that there are secrets, and nothing of them.
impl fmt::Debug for Texts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = if let Texts::Several(secrets) = self { secrets.len() } else { 1 };
        write!(f, "Secrets({count})")
    }
}

/// Returns the text of a secret as the host has it.
///
/// # Errors
/// A configuration error where it is of another type; nothing of it is shown.
pub fn secret_text(secret: Value) -> Result<String, Error> {
    match secret {
        Value::Text(secret) => Ok(secret),
        _ => Err(Error::configuration(
            "secret",
            "The webhook secret must be text (whsec_…), or a list of one to five; got a value of another type.",
        )),
    }
}

/// Makes the error for a header that is no text; `got` says what it is.
pub fn wrong_header(got: &Value) -> Error {
    let text = format!("header must be the text of the NextGen-Signature header; got {got}.");
    Error::refused("parameter_invalid", "header", text)
}

/// Returns a time as the host has it: unix seconds, or null for none.
///
/// # Errors
/// A configuration error where it is no integer.
pub fn moment(name: &str, time: Value) -> Result<Option<i128>, Error> {
    integer(time).map_err(|given| {
        Error::configuration(name, format!("{name} must be a whole number of unix seconds; got {given}."))
    })
}

/// Returns an integer, nothing for null, or else the value that is neither.
fn integer(value: Value) -> Result<Option<i128>, Value> {
    match value {
        Value::Null => Ok(None),
        Value::Integer(number) => Ok(Some(number)),
        other => Err(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_secret_is_shown() {
        let several = vec!["whsec_first".to_owned(), "whsec_second".to_owned()];
        for (verification, count) in
            [(Verification::new("whsec_one"), 1), (Verification::of_several(several), 2)]
        {
            let shown = format!("{verification:?}");
            assert!(shown.contains(&format!("Secrets({count})")) && !shown.contains("whsec"), "{shown}");
        }
    }
}
