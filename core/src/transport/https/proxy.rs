//! Proxies: which one, for which hosts, and the `CONNECT` that opens a tunnel through it.

use std::env;
use std::fmt;
use std::io::{Read, Write};

use percent_encoding::percent_decode_str;

use super::super::Authority;
use super::super::{Failure, Phase, Reason};
use super::exchange::Exchange;

/// The longest answer to `CONNECT` that is read.
const MAX_HEAD: usize = 8 << 10;

/// Whether requests go through a proxy. Its `Debug` form leaves out the URL, which may hold a
/// password.
#[derive(Clone, Default)]
pub enum Proxy {
    /// Connects straight to the API.
    #[default]
    None,
    /// Goes through the proxy of this URL: `http://user:password@host:port`, or `https://…`.
    Url(String),
    /// Reads `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` (or their lower-case forms, which win) once,
    /// when the client is made. `HTTP_PROXY` is never read.
    Env,
}

impl fmt::Debug for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Proxy::None => "None",
            Proxy::Url(_) => "Url(..)",
            Proxy::Env => "Env",
        })
    }
}

/// A proxy to go through.
pub(super) struct Tunnel {
    pub(super) host: String,
    pub(super) port: u16,
    /// True for a proxy that is itself spoken to over TLS.
    pub(super) secure: bool,
    authorization: Option<String>,
    exempt: Vec<String>,
}

impl Tunnel {
    /// Reads the setting.
    ///
    /// # Errors
    /// A sentence that names the option or the variable, and never a password.
    pub(super) fn new(proxy: &Proxy) -> Result<Option<Tunnel>, String> {
        match proxy {
            Proxy::None => Ok(None),
            Proxy::Url(url) => Tunnel::parse("proxy", url, "").map(Some),
            Proxy::Env => Tunnel::from_variables(|name| env::var(name).ok()),
        }
    }

    fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Result<Option<Tunnel>, String> {
        let first = |names: &[&'static str]| {
            names.iter().find_map(|name| {
                let value = variable(name).filter(|value| !value.trim().is_empty())?;
                Some((*name, value))
            })
        };
        let exempt = first(&["no_proxy", "NO_PROXY"]).map(|(_, hosts)| hosts).unwrap_or_default();
        first(&["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"])
            .map(|(name, url)| Tunnel::parse(name, &url, &exempt))
            .transpose()
    }

    /// Tells whether `host` is to be reached without the proxy.
    pub(super) fn exempts(&self, host: &str) -> bool {
        self.exempt.iter().any(|entry| {
            entry == "*"
                || host.eq_ignore_ascii_case(entry)
                || host.len() > entry.len()
                    && host.is_char_boundary(host.len() - entry.len())
                    && host[host.len() - entry.len()..].eq_ignore_ascii_case(entry)
                    && host[..host.len() - entry.len()].ends_with('.')
        })
    }

    /// Asks the proxy at the end of `wire` for a tunnel to `host`.
    pub(super) fn open(
        &self,
        wire: &mut (impl Read + Write),
        host: &str,
        port: u16,
        exchange: &Exchange<'_>,
    ) -> Result<(), Failure> {
        exchange.enter_phase(Phase::Connect);
        let host = if host.contains(':') { format!("[{host}]") } else { host.to_owned() };
        let mut request = format!("CONNECT {host}:{port} HTTP/1.1\r\nHost: {host}:{port}\r\n");
        if let Some(authorization) = &self.authorization {
            request.push_str("Proxy-Authorization: ");
            request.push_str(authorization);
            request.push_str("\r\n");
        }
        request.push_str("\r\n");
        let asked = wire.write_all(request.as_bytes()).and_then(|()| wire.flush());
        asked.map_err(|error| exchange.io_failure(&error))?;

        // One byte at a time, so that nothing of what follows the head is taken.
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            match wire.read(&mut byte) {
                Ok(1..) if head.len() < MAX_HEAD => head.extend(byte),
                Ok(1..) => {
                    return Err(exchange.failure(Reason::Malformed, "the proxy's answer has no end"));
                }
                Ok(0) => {
                    return Err(exchange.failure(Reason::Broken, "the proxy closed the connection"));
                }
                Err(error) => return Err(exchange.io_failure(&error)),
            }
        }
        match (head.starts_with(b"HTTP/1."), head.get(8..12)) {
            (true, Some([b' ', b'2', b'0'..=b'9', b'0'..=b'9'])) => Ok(()),
            (true, Some([b' ', status @ ..])) if status.iter().all(u8::is_ascii_digit) => {
                let status = String::from_utf8_lossy(status);
                Err(exchange
                    .failure(Reason::Broken, format!("the proxy refused the tunnel with status {status}")))
            }
            _ => Err(exchange.failure(Reason::Malformed, "the proxy's answer is not HTTP/1.1")),
        }
    }

    fn parse(option: &str, url: &str, exempt: &str) -> Result<Tunnel, String> {
        let wanted =
            "give http://host:port or https://host:port, with user:password@ before the host where needed";
        let refuse = |what: &str| Err(format!("{option} {what}: {wanted}"));
        let url = url.trim();
        let (scheme, rest) = url.split_once("://").unwrap_or(("http", url));
        let secure = match scheme.to_ascii_lowercase().as_str() {
            "http" => false,
            "https" => true,
            socks if socks.starts_with("socks") => return refuse("is a SOCKS proxy, which is not supported"),
            _ => return refuse("is not a proxy URL"),
        };
        let (rest, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
        // A slash in a password would make its user the host.
        if path.contains('@') {
            return refuse("is not a proxy URL");
        }
        let (user, server) = match rest.rsplit_once('@') {
            Some((user, server)) => (Some(user), server),
            None => (None, rest),
        };
        let Some(Authority { host, port }) = Authority::parse(server) else {
            return refuse("is not a proxy URL");
        };
        let authorization = user.map(|user| {
            let (name, password) = user.split_once(':').unwrap_or((user, ""));
            let pair = [percent_decode_str(name), percent_decode_str(":"), percent_decode_str(password)];
            format!("Basic {}", base64(&pair.into_iter().flatten().collect::<Vec<u8>>()))
        });
        let exempt = exempt
            .split([',', ' '])
            .map(|entry| entry.trim_start_matches("*.").trim_start_matches('.').to_owned())
            .filter(|entry| !entry.is_empty())
            .collect();
        let port = port.unwrap_or(if secure { 443 } else { 80 });
        Ok(Tunnel { host: host.to_owned(), port, secure, authorization, exempt })
    }
}

impl fmt::Debug for Tunnel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Tunnel({}:{})", self.host, self.port)
    }
}

/// Encodes by RFC 4648, section 4: the one use is Basic authentication.
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let bits = group.iter().fold(0, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for place in 0..4 {
            let sextet = bits >> (18 - 6 * place) & 63;
            text.push(if place > group.len() { '=' } else { char::from(ALPHABET[sextet as usize]) });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(variables: &[(&str, &str)]) -> Result<Option<Tunnel>, String> {
        let find =
            |name: &str| variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
        Tunnel::from_variables(find)
    }

    #[test]
    fn base64_is_that_of_rfc_4648() {
        for (bytes, text) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
        assert_eq!(base64(&[0xfb, 0xff]), "+/8=");
    }

    #[test]
    fn the_environment_is_read_as_curl_reads_it() {
        assert!(from(&[("HTTP_PROXY", "http://a:1"), ("http_proxy", "http://a:1")]).unwrap().is_none());
        assert!(from(&[("https_proxy", " ")]).unwrap().is_none());
        let tunnel = from(&[("HTTPS_PROXY", "http://a:1"), ("https_proxy", "http://b:2")]).unwrap().unwrap();
        assert_eq!((tunnel.host.as_str(), tunnel.port), ("b", 2));
        let tunnel = from(&[("ALL_PROXY", "https://[::1]:8443")]).unwrap().unwrap();
        assert_eq!((tunnel.host.as_str(), tunnel.port, tunnel.secure), ("::1", 8443, true));
    }

    #[test]
    fn no_proxy_names_hosts_and_their_subdomains() {
        let hosts = "localhost, .example.com,*.dev 127.0.0.1";
        let tunnel = from(&[("ALL_PROXY", "http://p"), ("NO_PROXY", hosts)]).unwrap().unwrap();
        for host in ["localhost", "example.com", "API.Example.com", "a.dev", "127.0.0.1"] {
            assert!(tunnel.exempts(host), "{host}");
        }
        for host in ["notexample.com", "example.com.evil", "dev2", "27.0.0.1", "e"] {
            assert!(!tunnel.exempts(host), "{host}");
        }
        let all = from(&[("ALL_PROXY", "http://p"), ("NO_PROXY", "*")]).unwrap().unwrap();
        assert!(all.exempts("anything"));
    }

    #[test]
    fn refusals_name_the_option_and_no_password() {
        for (url, named) in [
            ("socks5://u:hunter2@h:1", "SOCKS"),
            ("ftp://u:hunter2@h", "not a proxy URL"),
            ("http://u:1/hunter2@h", "not a proxy URL"),
            ("", ""),
        ] {
            let error = Tunnel::new(&Proxy::Url(url.to_owned())).unwrap_err();
            assert!(error.starts_with("proxy is") && error.contains(named), "{error}");
            assert!(!error.contains("hunter2"), "{error}");
        }
        let proxy = Proxy::Url("http://u:hunter2@h:1".to_owned());
        let tunnel = Tunnel::new(&proxy).unwrap();
        assert!(!format!("{proxy:?} {tunnel:?}").contains("hunter2"));
    }
}
