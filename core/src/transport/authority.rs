//! The host and port of a URL.

use std::net::Ipv6Addr;

use rustls::pki_types::ServerName;

/// What stands between `https://` and the path: `host`, `host:port`, `[::1]` or `[::1]:port`.
pub(crate) struct Authority<'a> {
    /// The host, without the brackets of an IPv6 address.
    pub(crate) host: &'a str,
    /// The port, where one is given.
    pub(crate) port: Option<u16>,
}

impl<'a> Authority<'a> {
    /// Takes `text` apart; `None` where it does not name a host, or names a port that is not from 1 to 65535.
    pub(crate) fn parse(text: &'a str) -> Option<Authority<'a>> {
        let (host, port) = match text.rsplit_once(':') {
            Some((host, port)) if !port.contains(']') => (host, Some(port)),
            _ => (text, None),
        };
        let port = match port {
            // A sign would be taken as part of the number.
            Some(port) if !port.bytes().all(|byte| byte.is_ascii_digit()) => return None,
            Some(port) => Some(port.parse().ok().filter(|port| *port > 0)?),
            None => None,
        };
        let host = match host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
            Some(address) => address.parse::<Ipv6Addr>().ok().map(|_| address)?,
            None if host.contains(':') => return None,
            None => ServerName::try_from(host).ok().map(|_| host)?,
        };
        Some(Authority { host, port })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_and_a_port_are_told_apart() {
        for (text, host, port) in [
            ("api.nextgen.tech", "api.nextgen.tech", None),
            ("localhost:8443", "localhost", Some(8443)),
            ("127.0.0.1:1", "127.0.0.1", Some(1)),
            ("[::1]", "::1", None),
            ("[fe80::1]:65535", "fe80::1", Some(65535)),
        ] {
            let authority = Authority::parse(text).unwrap();
            assert_eq!((authority.host, authority.port), (host, port), "{text}");
        }
    }

    #[test]
    fn what_names_no_host_or_no_port_is_refused() {
        for text in [
            "",
            ":443",
            "host:",
            "host:0",
            "host:65536",
            "host:+1",
            "host: 1",
            "host:1:2",
            "::1",
            "fe80::1:443",
            "[::1",
            "::1]",
            "[host]",
            "[::1]x",
            "[::1]:",
            "user@host",
            "ho st",
            "host\r\nx",
            "host/",
            "a..b",
            "é",
        ] {
            assert!(Authority::parse(text).is_none(), "{text:?}");
        }
    }
}
