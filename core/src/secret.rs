//! Keys that never print.

use std::fmt;

use crate::error::Error;

/// The longest API key that is taken.
const MAX_KEY: usize = 255;

/// An API key. `Debug` and `Display` show at most how it begins and its last four characters.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct ApiKey(String);

impl ApiKey {
    /// Takes a key as the caller gave it.
    ///
    /// # Errors
    /// A configuration error that shows nothing of the key.
    pub(crate) fn new(key: &str) -> Result<Self, Error> {
        let fault = if key.trim().is_empty() {
            "it is empty"
        } else if key.len() > MAX_KEY {
            "it is longer than 255 characters"
        } else if key.trim() != key {
            "it begins or ends with white space"
        } else if !key.bytes().all(|byte| byte.is_ascii_graphic()) {
            "it holds a character that is not visible ASCII"
        } else {
            return Ok(ApiKey(key.to_owned()));
        };
        Err(Error::configuration(
            "api_key",
            format!(
                "The API key cannot be used: {fault}. Give the secret key as the Dashboard shows it (sk_test_… or sk_live_…)."
            ),
        ))
    }

    /// Returns the key itself, for the one header that carries it.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let prefix = ["sk_test_", "sk_live_"].into_iter().find(|prefix| self.0.starts_with(prefix));
        // A key of fewer than 16 characters behind its prefix would show too large a part of itself.
        let rest = &self.0[prefix.map_or(0, str::len)..];
        let last = if rest.len() >= 16 { &rest[rest.len() - 4..] } else { "" };
        write!(f, "{}…{last}", prefix.unwrap_or_default())
    }
}
