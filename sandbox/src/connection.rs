//! One connection: requests read, answered, and where a fault says so, answered wrongly.

use std::io;
use std::net::TcpStream;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustls::ServerConfig;

use crate::faults::Fault;
use crate::http::{self, Request, Trouble};
use crate::refusal::Refusal;
use crate::reply::Reply;
use crate::server::Shared;
use crate::service::Exchange;
use crate::wire::{Wire, linger};

/// The first byte of every TLS connection.
const TLS_HANDSHAKE: u8 = 0x16;

/// Serves a connection to its end.
pub(crate) fn serve(shared: &Shared, tcp: Arc<TcpStream>, config: Arc<ServerConfig>, number: u64) {
    // The client has been told what it can be told, and has gone: there is no one left to report to.
    let _ = requests(shared, &tcp, config, number);
    shared.connections.remove(number);
}

fn requests(shared: &Shared, tcp: &Arc<TcpStream>, config: Arc<ServerConfig>, number: u64) -> io::Result<()> {
    tcp.set_nodelay(true)?;
    tcp.set_read_timeout(Some(shared.patience.request))?;
    let mut first = [0];
    if tcp.peek(&mut first)? == 0 {
        return Ok(());
    }
    if first[0] != TLS_HANDSHAKE {
        return refuse_plain(shared, tcp);
    }
    let mut wire = Wire::new(Arc::clone(tcp), config)?;
    let mut buffer = Vec::new();
    let mut patience = shared.patience;
    // A new connection has no reason to be idle: handshake and request must both come soon.
    patience.idle = patience.request;
    loop {
        let request =
            http::read(&mut wire, &mut buffer, patience, || shared.connections.set_idle(number, false));
        let request = match request {
            Ok(request) => request,
            Err(Trouble::Gone) => return Ok(()),
            Err(Trouble::Refused(refusal)) => {
                let mut reply = Reply::from(refusal);
                reply.headers.push(("Request-Id", crate::ids::new_id("req")));
                wire.send(&whole(&reply, true))?;
                wire.drain();
                return Ok(());
            }
        };
        let exchange = answer(shared, &request);
        match sent(shared, wire, exchange, request.last, number)? {
            Some(open) => wire = open,
            None => return Ok(()),
        }
        patience = shared.patience;
        shared.connections.set_idle(number, true);
    }
}

fn answer(shared: &Shared, request: &Request) -> Exchange {
    let mut exchange =
        catch_unwind(AssertUnwindSafe(|| shared.service.exchange(request))).unwrap_or_else(|_| {
            let refusal =
                Refusal::fault("The sandbox has a fault of its own; its log on standard error says more.");
            Exchange { reply: refusal.into(), fault: None }
        });
    if request.method == "HEAD" {
        exchange.reply.body.clear();
    }
    exchange
}

fn whole(reply: &Reply, last: bool) -> Vec<u8> {
    let mut bytes = reply.head(reply.body.len(), last);
    bytes.extend_from_slice(&reply.body);
    bytes
}

/// Sends an answer, by the fault if there is one; returns the connection if it goes on.
fn sent(
    shared: &Shared,
    mut wire: Wire,
    exchange: Exchange,
    last: bool,
    number: u64,
) -> io::Result<Option<Wire>> {
    let Exchange { reply, fault } = exchange;
    let half = reply.body.len() / 2;
    match fault {
        Some(Fault::ResetBefore | Fault::LostAnswer) => {
            shared.connections.remove(number);
            wire.reset();
        }
        Some(Fault::ResetBody) => {
            wire.send(&reply.head(reply.body.len(), last))?;
            shared.connections.remove(number);
            wire.reset();
        }
        Some(Fault::Timeout) => {
            // Nothing more is said; whatever the client sends is left unheard, until it leaves.
            let mut ignored = Vec::new();
            while wire.fill(&mut ignored, Instant::now() + Duration::from_secs(600))? > 0 {
                ignored.clear();
            }
        }
        Some(Fault::Truncate) => {
            wire.send(&[&reply.head(reply.body.len(), last), &reply.body[..half]].concat())?;
            wire.close();
        }
        Some(Fault::WrongLength(off)) => {
            let length = reply.body.len().saturating_add_signed(off as isize);
            wire.send(&[&reply.head(length, last), reply.body.as_slice()].concat())?;
            wire.close();
        }
        Some(Fault::Slow(pause)) => {
            wire.send(&reply.head(reply.body.len(), last))?;
            for byte in &reply.body {
                if !shared.service.bell.pause(pause) {
                    return Ok(None);
                }
                wire.send(&[*byte])?;
            }
            return Ok(Some(wire));
        }
        Some(Fault::CloseIdle) => {
            wire.send(&whole(&reply, false))?;
            wire.close();
        }
        Some(Fault::Status(_) | Fault::Html(_) | Fault::Delay(_) | Fault::Garbage) | None => {
            wire.send(&whole(&reply, last))?;
            if !last {
                return Ok(Some(wire));
            }
            wire.close();
        }
    }
    Ok(None)
}

/// Tells a client of plain HTTP why it is not served.
fn refuse_plain(shared: &Shared, tcp: &TcpStream) -> io::Result<()> {
    let message = format!("This is plain HTTP; the API speaks HTTPS alone, at {}.", shared.base_url);
    let reply = Reply::from(Refusal::invalid(message));
    io::Write::write_all(&mut &*tcp, &whole(&reply, true))?;
    linger(tcp);
    Ok(())
}
