//! The secrets of a webhook endpoint, which never print.

use std::borrow::Cow;
use std::fmt;

use super::mac::Key;
use crate::error::Error;

/// The most secrets that may be valid at once.
const MAX_SECRETS: usize = 5;

/// One to five secrets of an endpoint; several while one replaces another.
///
/// What verifying takes of each is worked out here, once; the secrets themselves are not kept.
#[derive(Clone)]
pub struct Secrets {
    keys: Vec<Key>,
    /// Why they cannot be used.
    fault: Option<Cow<'static, str>>,
}

impl Secrets {
    fn of<T: AsRef<str>>(secrets: &[T]) -> Self {
        let texts = || secrets.iter().map(AsRef::as_ref);
        Secrets { keys: texts().map(Key::new).collect(), fault: fault(secrets.len(), texts()) }
    }

    pub(super) fn keys(&self) -> &[Key] {
        &self.keys
    }

    /// Refuses what cannot be a secret; shows nothing of it.
    pub(super) fn check(&self) -> Result<(), Error> {
        self.fault.as_deref().map_or(Ok(()), |fault| Err(unusable(fault)))
    }
}

/// Refuses secrets that are used once, as [`Secrets::check`] does.
pub(super) fn check<'s>(secrets: impl ExactSizeIterator<Item = &'s str> + Clone) -> Result<(), Error> {
    fault(secrets.len(), secrets).map_or(Ok(()), |fault| Err(unusable(&fault)))
}

fn unusable(fault: &str) -> Error {
    let text =
        format!("The webhook secret cannot be used: {fault}. Give the endpoint's secret as it is (whsec_…).");
    Error::configuration("secret", text)
}

/// Says why secrets cannot be used.
fn fault<'s>(count: usize, mut secrets: impl Iterator<Item = &'s str> + Clone) -> Option<Cow<'static, str>> {
    if count == 0 {
        Some("none was given".into())
    } else if count > MAX_SECRETS {
        Some(format!("{count} were given; one to {MAX_SECRETS} may be").into())
    } else if secrets.clone().any(|secret| secret.trim_ascii().is_empty()) {
        Some("it is empty".into())
    } else if secrets.any(holds_white_space) {
        Some("it holds white space, such as a line break from a file or from copying".into())
    } else {
        None
    }
}

fn holds_white_space(secret: &str) -> bool {
    // One look at all bytes, without a branch, is one at many of them at once.
    let (low, high) = secret
        .bytes()
        .fold((false, false), |(low, high), byte| (low | (byte <= b' '), high | !byte.is_ascii()));
    low || high && secret.chars().any(char::is_whitespace)
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Secrets({})", self.keys.len())
    }
}

impl From<&str> for Secrets {
    fn from(secret: &str) -> Self {
        Secrets::of(&[secret])
    }
}

impl From<String> for Secrets {
    fn from(secret: String) -> Self {
        Secrets::of(&[secret])
    }
}

impl From<Vec<String>> for Secrets {
    fn from(secrets: Vec<String>) -> Self {
        Secrets::of(&secrets)
    }
}

impl From<&[&str]> for Secrets {
    fn from(secrets: &[&str]) -> Self {
        Secrets::of(secrets)
    }
}

impl<const N: usize> From<[&str; N]> for Secrets {
    fn from(secrets: [&str; N]) -> Self {
        Secrets::of(&secrets)
    }
}
