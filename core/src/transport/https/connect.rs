//! From a URL to a connection: name, TCP, proxy, TLS, all within the connect limit.

use std::sync::Arc;

use rustls::ClientConfig;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{ConnectionDetails, Connector, NextTimeout};

use super::super::{Phase, Reason};
use super::exchange::Exchange;
use super::names::Names;
use super::proxy::Tunnel;
use super::stream::{Stream, Wire};
use super::tcp::Tcp;
use super::tls;

/// Makes the connections that ureq asks for.
#[derive(Debug)]
pub(super) struct Connect {
    tls: Arc<ClientConfig>,
    tunnel: Option<Arc<Tunnel>>,
    names: Names,
}

impl Connect {
    pub(super) fn new(tls: Arc<ClientConfig>, tunnel: Option<Arc<Tunnel>>) -> Connect {
        Connect { tls, tunnel, names: Names::default() }
    }

    fn dial(&self, host: &str, port: u16) -> Result<Tcp, ureq::Error> {
        let addresses = self.names.look_up(host, port)?;
        let exchange = Exchange::current();
        exchange.enter_phase(Phase::Connect);
        Tcp::connect(&addresses).map_err(|error| {
            self.names.forget(host, port);
            exchange.fail_io(&error)
        })
    }
}

impl Connector for Connect {
    type Out = Stream;

    fn connect(&self, details: &ConnectionDetails, _: Option<()>) -> Result<Option<Stream>, ureq::Error> {
        let exchange = Exchange::current();
        exchange.connecting();
        let Some(host) = details.uri.host() else {
            return Err(exchange.fail(Reason::Unacceptable, "the URL has no host"));
        };
        let host = host.trim_start_matches('[').trim_end_matches(']');
        let port = details.uri.port_u16().unwrap_or(443);
        let wire = match self.tunnel.as_ref().filter(|tunnel| !tunnel.exempts(host)) {
            None => Wire::Tcp(self.dial(host, port)?),
            Some(tunnel) => {
                let mut tcp = self.dial(&tunnel.host, tunnel.port)?;
                if tunnel.secure {
                    let mut outer = tls::agree(&self.tls, &tunnel.host, tcp)?;
                    tunnel.open(&mut outer, host, port)?;
                    Wire::Tls(Box::new(outer))
                } else {
                    tunnel.open(&mut tcp, host, port)?;
                    Wire::Tcp(tcp)
                }
            }
        };
        let stream = tls::agree(&self.tls, host, wire)?;
        exchange.connected();
        Ok(Some(Stream::new(stream)))
    }
}

/// Answers ureq's question for addresses, which it puts on every call, with none: [`Connect`] looks
/// them up when it needs them.
#[derive(Debug)]
pub(super) struct NoAddresses;

impl Resolver for NoAddresses {
    fn resolve(&self, _: &Uri, _: &Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        Ok(self.empty())
    }
}
