//! From `host:port` to a connection: name, TCP, proxy, TLS, all within the connect limit.

use std::sync::Arc;

use rustls::ClientConfig;

use super::super::Authority;
use super::super::{Failure, Phase, Reason};
use super::exchange::Exchange;
use super::names::Names;
use super::proxy::Tunnel;
use super::stream::{Carrier, Stream, Wire};
use super::tcp::{Limited, Tcp};
use super::tls;

/// Makes connections.
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

    /// Makes a connection to `authority`.
    pub(super) fn connect(&self, authority: &str, exchange: &Exchange<'_>) -> Result<Stream, Failure> {
        let Some(Authority { host, port }) = Authority::parse(authority) else {
            // What stands before an @ may be a password.
            let shown = authority.rsplit('@').next().unwrap_or_default();
            let message = format!("the URL names no host, or no port from 1 to 65535: {shown:?}");
            return Err(exchange.failure(Reason::Unacceptable, message));
        };
        let port = port.unwrap_or(443);
        exchange.connecting();
        let carrier = match self.tunnel.as_ref().filter(|tunnel| !tunnel.exempts(host)) {
            None => Carrier::Tcp(self.dial(host, port, exchange)?),
            Some(tunnel) => self.dig(tunnel, host, port, exchange)?,
        };
        let mut wire = Wire::new(carrier);
        let mut limited = Limited { socket: &mut wire, exchange };
        let tls = tls::agree(&self.tls, host, &mut limited, exchange)?;
        let mut stream = Stream::new(tls, wire);
        if stream.has_spoken() {
            let message = "the server answered before it was asked";
            return Err(exchange.failure(Reason::Malformed, message));
        }
        exchange.connected();
        Ok(stream)
    }

    fn dig(
        &self,
        tunnel: &Tunnel,
        host: &str,
        port: u16,
        exchange: &Exchange<'_>,
    ) -> Result<Carrier, Failure> {
        let mut tcp = self.dial(&tunnel.host, tunnel.port, exchange)?;
        if !tunnel.secure {
            tunnel.open(&mut Limited { socket: &mut tcp, exchange }, host, port, exchange)?;
            return Ok(Carrier::Tcp(tcp));
        }
        let mut wire = Wire::new(tcp);
        let mut limited = Limited { socket: &mut wire, exchange };
        let mut outer = tls::agree(&self.tls, &tunnel.host, &mut limited, exchange)?;
        tunnel.open(&mut rustls::Stream::new(&mut outer, &mut limited), host, port, exchange)?;
        Ok(Carrier::Tls(Box::new((outer, wire))))
    }

    fn dial(&self, host: &str, port: u16, exchange: &Exchange<'_>) -> Result<Tcp, Failure> {
        let addresses = self.names.look_up(host, port, exchange)?;
        exchange.enter_phase(Phase::Connect);
        Tcp::connect(&addresses, exchange).inspect_err(|_| self.names.forget(host, port))
    }
}
