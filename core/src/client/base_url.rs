//! The base URL: where keys are sent, so checked to the letter.

use std::net::Ipv6Addr;

use rustls::pki_types::ServerName;
use ureq::http::Uri;

use super::config::DEFAULT_BASE_URL;
use crate::error::Error;

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
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, Some(port)),
        _ => (authority, None),
    };
    let port_fits = port.is_none_or(|port| {
        port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|port| port > 0)
    });
    let names_a_host = match host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        Some(address) => address.parse::<Ipv6Addr>().is_ok(),
        None => ServerName::try_from(host).is_ok() && url.parse::<Uri>().is_ok(),
    };
    if !names_a_host || !port_fits {
        return refuse("it must name a host, and a port from 1 to 65535 where one is given");
    }
    if rest.split('/').skip(1).any(|segment| segment == ".." || segment == ".") {
        return refuse("its path must not hold . or ..");
    }
    Ok(url.trim_end_matches('/').to_owned())
}
