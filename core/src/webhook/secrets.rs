//! The secrets of a webhook endpoint, which never print.

use std::fmt;

use crate::error::Error;

/// The most secrets that may be valid at once.
const MAX_SECRETS: usize = 5;

/// One to five secrets of an endpoint; several while one replaces another.
#[derive(Clone)]
pub struct Secrets(Vec<String>);

impl Secrets {
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Refuses what cannot be a secret; shows nothing of it.
    pub(super) fn check(&self) -> Result<(), Error> {
        let fault = if self.0.is_empty() {
            "none was given".to_owned()
        } else if self.0.len() > MAX_SECRETS {
            format!("{} were given; one to {MAX_SECRETS} may be", self.0.len())
        } else if self.0.iter().any(|secret| secret.trim_ascii().is_empty()) {
            "it is empty".to_owned()
        } else if self.0.iter().any(|secret| holds_white_space(secret)) {
            "it holds white space, such as a line break from a file or from copying".to_owned()
        } else {
            return Ok(());
        };
        let text = format!(
            "The webhook secret cannot be used: {fault}. Give the endpoint's secret as it is (whsec_…)."
        );
        Err(Error::configuration("secret", text))
    }
}

fn holds_white_space(secret: &str) -> bool {
    if secret.is_ascii() {
        return secret.bytes().any(|byte| byte <= b' ');
    }
    secret.chars().any(char::is_whitespace)
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Secrets({})", self.0.len())
    }
}

impl From<&str> for Secrets {
    fn from(secret: &str) -> Self {
        Secrets(vec![secret.to_owned()])
    }
}

impl From<String> for Secrets {
    fn from(secret: String) -> Self {
        Secrets(vec![secret])
    }
}

impl From<Vec<String>> for Secrets {
    fn from(secrets: Vec<String>) -> Self {
        Secrets(secrets)
    }
}

impl From<&[&str]> for Secrets {
    fn from(secrets: &[&str]) -> Self {
        Secrets(secrets.iter().map(|secret| (*secret).to_owned()).collect())
    }
}

impl<const N: usize> From<[&str; N]> for Secrets {
    fn from(secrets: [&str; N]) -> Self {
        Secrets::from(secrets.as_slice())
    }
}
