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

/// Puts out a key in a text that came from elsewhere; also the beginning of one where the text was
/// cut off in the middle of it.
pub(crate) fn put_out(text: &mut String, key: &str) {
    const INSTEAD: &str = "[API key]";
    if text.contains(key) {
        *text = text.replace(key, INSTEAD);
    }
    let shown = PREFIXES.iter().find(|prefix| key.starts_with(**prefix)).map_or(0, |prefix| prefix.len());
    // Four characters may show anywhere, and shorter ones meet by chance.
    let cut = (shown + 5..key.len()).rev().find(|length| text.ends_with(&key[..*length]));
    if let Some(length) = cut {
        text.truncate(text.len() - length);
        text.push_str(INSTEAD);
    }
}

/// What keys begin with, which is no secret.
const PREFIXES: [&str; 2] = ["sk_test_", "sk_live_"];

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let prefix = PREFIXES.into_iter().find(|prefix| self.0.starts_with(prefix));
        // A key of fewer than 16 characters behind its prefix would show too large a part of itself.
        let rest = &self.0[prefix.map_or(0, str::len)..];
        let last = if rest.len() >= 16 { &rest[rest.len() - 4..] } else { "" };
        write!(f, "{}…{last}", prefix.unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_put_out_whole_and_in_part() {
        let key = "sk_test_0123456789abcdef";
        for (given, kept) in [
            ("Bearer sk_test_0123456789abcdef!", "Bearer [API key]!"),
            ("sk_test_0123456789abcdefsk_test_0123456789abcdef", "[API key][API key]"),
            ("keys begin with sk_test_", "keys begin with sk_test_"),
            ("by chance: sk_test_0123", "by chance: sk_test_0123"),
            ("cut: sk_test_01234", "cut: [API key]"),
            ("", ""),
        ] {
            let mut text = given.to_owned();
            put_out(&mut text, key);
            assert_eq!(text, kept);
        }
    }
}
