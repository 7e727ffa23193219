//! The base URL: where keys are sent, so checked to the letter.

use super::config::DEFAULT_BASE_URL;
use crate::error::Error;
use crate::transport::Authority;

/// Takes `https://host[:port][/path]` and nothing else; a slash at the end is dropped.
pub(super) fn check(url: &str) -> Result<String, Error> {
    let refuse = |wanted: &str| {
        // What stands before an @ may be a password.
        let shown = url.rsplit_once('@').map_or(url, |(_, host)| host);
        let shown: String = shown.chars().take(80).collect();
        let text =
            format!("base_url must be an https URL such as {DEFAULT_BASE_URL}: {wanted}; got {shown:?}.");
        Err(Error::configuration("base_url", text))
    };
    let Some(rest) = url.strip_prefix("https://") else {
        return refuse("it must begin with https://, as nothing is sent unencrypted");
    };
    let authority = rest.split('/').next().unwrap_or_default();
    let visible = url.bytes().all(|byte| byte.is_ascii_graphic() && !br#"\"<>^`{|}"#.contains(&byte));
    if !visible || url.contains(['?', '#']) {
        return refuse("it must not hold blanks, a query, a fragment or special characters");
    }
    if authority.contains('@') {
        return refuse("it must not hold a user name or password");
    }
    if Authority::parse(authority).is_none() {
        return refuse("it must name a host, and a port from 1 to 65535 where one is given");
    }
    if rest.split('/').skip(1).any(|segment| segment == ".." || segment == ".") {
        return refuse("its path must not hold . or ..");
    }
    Ok(url.trim_end_matches('/').to_owned())
}
