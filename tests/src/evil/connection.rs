//! One connection of an evil server: handshake, requests, and the script's actions on them.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::Arc;
use std::time::{Duration, Instant};

use base64::Engine;
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::record::{Seen, Shared, until_peer_leaves};
use super::script::{Action, Drip, Fill};

type Tls = StreamOwned<ServerConnection, TcpStream>;

/// Serves one connection to its end and counts it as closed.
pub(super) fn serve(stream: TcpStream, number: usize, shared: &Shared, tls: Arc<ServerConfig>) {
    // An error here is the peer going away, or the script pulling the plug: both are the plan.
    let _ = converse(stream, number, shared, tls);
    shared.closed();
}

fn converse(mut stream: TcpStream, number: usize, shared: &Shared, tls: Arc<ServerConfig>) -> io::Result<()> {
    stream.set_nodelay(true)?;
    if let Some(act) = shared.next_on_accept() {
        for action in act.actions() {
            if play_bare(&mut stream, action)? == Next::Gone {
                break;
            }
        }
        shared.release(number);
        return Ok(());
    }
    let Ok(session) = ServerConnection::new(tls) else { return Ok(()) };
    let mut tls = StreamOwned::new(session, stream);
    let mut ahead = Vec::new();
    while let Some(seen) = read_request(&mut tls, &mut ahead, number)? {
        let Some(act) = shared.next_on_request(seen) else { break };
        for action in act.actions() {
            if play(&mut tls, action)? == Next::Gone {
                shared.release(number);
                return Ok(());
            }
        }
    }
    close(&mut tls)
}

/// What follows an action.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    More,
    Gone,
}

fn play_bare(stream: &mut TcpStream, action: Action) -> io::Result<Next> {
    match action {
        Action::Read => {
            let mut some = [0; 4096];
            let read = stream.read(&mut some)?;
            return Ok(if read == 0 { Next::Gone } else { Next::More });
        }
        Action::Reset => reset(stream)?,
        Action::Close | Action::Cut => stream.shutdown(Shutdown::Write)?,
        Action::Hang => until_peer_leaves(stream, None),
        Action::Drip(text) => {
            let peer = stream.try_clone()?;
            return drip(stream, &peer, &text);
        }
        other => return write(stream, other),
    }
    Ok(Next::Gone)
}

fn play(tls: &mut Tls, action: Action) -> io::Result<Next> {
    match action {
        Action::Reset => reset(&tls.sock)?,
        Action::Cut => cut(&tls.sock)?,
        Action::Close => close(tls)?,
        Action::Hang => until_peer_leaves(&tls.sock, None),
        Action::Wait(milliseconds) => {
            until_peer_leaves(&tls.sock, Some(Duration::from_millis(milliseconds)));
            return Ok(Next::More);
        }
        Action::Drip(text) => {
            let peer = tls.sock.try_clone()?;
            return drip(tls, &peer, &text);
        }
        other => return write(tls, other),
    }
    Ok(Next::Gone)
}

/// Sends a text byte by byte, to either kind of stream; `peer` is what is below it.
fn drip(stream: &mut impl Write, peer: &TcpStream, Drip { text, every }: &Drip) -> io::Result<Next> {
    for byte in text.as_bytes() {
        until_peer_leaves(peer, Some(Duration::from_millis(*every)));
        stream.write_all(&[*byte])?;
        stream.flush()?;
    }
    Ok(Next::More)
}

/// Plays the actions that only write, to either kind of stream.
fn write(stream: &mut impl Write, action: Action) -> io::Result<Next> {
    match action {
        Action::Send(text) => stream.write_all(text.as_bytes())?,
        Action::SendBase64(text) => {
            let bytes = base64::engine::general_purpose::STANDARD.decode(text).map_err(io::Error::other)?;
            stream.write_all(&bytes)?;
        }
        Action::Fill(Fill { text, times }) => fill(stream, &text, times)?,
        Action::Answer(answer) => stream.write_all(&answer.bytes())?,
        unplayable => return Err(io::Error::other(format!("{unplayable:?} cannot be played here"))),
    }
    stream.flush()?;
    Ok(Next::More)
}

fn fill(stream: &mut impl Write, text: &str, times: Option<usize>) -> io::Result<()> {
    let a_block = (16384 / text.len().max(1)).max(1);
    let mut left = times.unwrap_or(usize::MAX);
    let block = text.repeat(a_block.min(left));
    while left >= a_block {
        stream.write_all(block.as_bytes())?;
        left -= a_block;
    }
    stream.write_all(text.repeat(left).as_bytes())
}

/// Reads one request; `None` when the peer leaves instead.
fn read_request(tls: &mut Tls, ahead: &mut Vec<u8>, connection: usize) -> io::Result<Option<Seen>> {
    let head_end = loop {
        if let Some(at) = ahead.windows(4).position(|four| four == b"\r\n\r\n") {
            break at;
        }
        if !read_more(tls, ahead)? {
            return Ok(None);
        }
    };
    let head = String::from_utf8_lossy(&ahead[..head_end]).into_owned();
    let mut lines = head.split("\r\n");
    let line = lines.next().unwrap_or_default().to_owned();
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let length = length.and_then(|(_, value)| value.parse().ok()).unwrap_or(0);
    let body_start = head_end + 4;
    while ahead.len() < body_start + length {
        if !read_more(tls, ahead)? {
            return Ok(None);
        }
    }
    let body = ahead[body_start..body_start + length].to_vec();
    ahead.drain(..body_start + length);
    Ok(Some(Seen { at: Instant::now(), connection, line, headers, body }))
}

fn read_more(tls: &mut Tls, ahead: &mut Vec<u8>) -> io::Result<bool> {
    let mut some = [0; 16384];
    let read = tls.read(&mut some)?;
    ahead.extend_from_slice(&some[..read]);
    Ok(read > 0)
}

/// Ends the connection by a reset: with no linger time, the drop that follows sends RST.
fn reset(stream: &TcpStream) -> io::Result<()> {
    socket2::SockRef::from(stream).set_linger(Some(Duration::ZERO))
}

/// Sends FIN and nothing else, then waits for the peer, since closing at once could send RST.
fn cut(stream: &TcpStream) -> io::Result<()> {
    stream.shutdown(Shutdown::Write)?;
    until_peer_leaves(stream, Some(Duration::from_secs(2)));
    Ok(())
}

fn close(tls: &mut Tls) -> io::Result<()> {
    tls.conn.send_close_notify();
    tls.flush()?;
    cut(&tls.sock)
}
