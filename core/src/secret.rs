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
    // One such as tests have, `test`, is found in texts that know nothing of it, and in the codes of errors.
    if key.len() <= SHOWN {
        return;
    }
    if text.contains(key) {
        *text = text.replace(key, INSTEAD);
    }
    let shown = PREFIXES.iter().find(|prefix| key.starts_with(**prefix)).map_or(0, |prefix| prefix.len());
    // So many characters may show anywhere, and shorter ones meet by chance.
    let cut = (shown + SHOWN + 1..key.len()).rev().find(|length| text.ends_with(&key[..*length]));
    if let Some(length) = cut {
        text.truncate(text.len() - length);
        text.push_str(INSTEAD);
    }
}

/// Puts out all that looks like a key or a webhook secret in a text that quotes what a caller gave: a key is
/// easily given in place of another argument.
pub(crate) fn put_out_alike(text: &mut String) {
    let mut from = 0;
    while let Some(begin) =
        ALIKE.iter().filter_map(|prefix| Some(from + text[from..].find(prefix)? + prefix.len())).min()
    {
        let rest = text[begin..].bytes();
        let length =
            rest.take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')).count();
        if length > SHOWN {
            text.replace_range(begin..begin + length, "…");
        }
        from = begin;
    }
}

/// What keys begin with, which is no secret.
const PREFIXES: [&str; 2] = ["sk_test_", "sk_live_"];

/// What keys and webhook secrets begin with.
const ALIKE: [&str; 3] = [PREFIXES[0], PREFIXES[1], "whsec_"];

/// How many characters of a key may show.
const SHOWN: usize = 4;

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

    #[test]
    fn a_key_too_short_to_be_one_is_no_part_of_other_texts() {
        let mut text = "testmode_charges_only".to_owned();
        put_out(&mut text, "test");
        assert_eq!(text, "testmode_charges_only");
        put_out(&mut text, "testm");
        assert_eq!(text, "[API key]ode_charges_only");
    }

    #[test]
    fn what_looks_like_a_key_is_put_out() {
        for (given, kept) in [
            ("got \"sk_test_0123456789abcdef\".", "got \"sk_test_…\"."),
            ("sk_live_01234, whsec_abcde: sk_test_0123456789\n", "sk_live_…, whsec_…: sk_test_…\n"),
            ("whsec_sk_test_0123456789", "whsec_…"),
            ("é whsec_é0123456", "é whsec_é0123456"),
            ("give sk_test_… or sk_live_1234", "give sk_test_… or sk_live_1234"),
        ] {
            let mut text = given.to_owned();
            put_out_alike(&mut text);
            assert_eq!(text, kept);
        }
    }
}
