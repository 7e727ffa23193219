//! What an evil server saw, and what it still has to play.

use std::collections::{BTreeMap, VecDeque};
use std::io::Read;
use std::net::{Shutdown, TcpStream};
use std::sync::{Condvar, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use super::script::Act;

/// What a server saw up to now.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// How many TCP connections were accepted.
    pub connections: usize,
    /// How many of them have ended.
    pub closed: usize,
    /// Every request that was read whole, in order.
    pub requests: Vec<Seen>,
    /// Every request that came after the script had ended.
    pub surplus: usize,
}

/// One request as it came over the wire.
#[derive(Clone, Debug)]
pub struct Seen {
    /// When its last byte was read.
    pub at: Instant,
    /// The number of its connection, from 1.
    pub connection: usize,
    /// The first line, without its line break.
    pub line: String,
    /// The header names in lower case with their values, in the order sent.
    pub headers: Vec<(String, String)>,
    /// The body, as many bytes as `Content-Length` says.
    pub body: Vec<u8>,
}

impl Seen {
    /// Returns the value of the header `name`, which is given in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// The state that a server's threads share.
#[derive(Debug)]
pub(super) struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug)]
struct State {
    script: VecDeque<Act>,
    record: Record,
    open: BTreeMap<usize, TcpStream>,
}

impl Shared {
    pub(super) fn new(script: Vec<Act>) -> Shared {
        let state = State { script: script.into(), record: Record::default(), open: BTreeMap::new() };
        Shared { state: Mutex::new(state), changed: Condvar::new() }
    }

    /// Counts a connection and keeps a handle to it, so that `hang_up` can end it.
    pub(super) fn adopt(&self, stream: &TcpStream, number: usize) {
        let mut state = self.lock();
        state.record.connections += 1;
        if let Ok(handle) = stream.try_clone() {
            state.open.insert(number, handle);
        }
    }

    /// Gives the handle of a connection up: a reset goes out only when nobody holds the connection.
    pub(super) fn release(&self, number: usize) {
        self.lock().open.remove(&number);
    }

    /// Takes the next act when it belongs to accepting a connection.
    pub(super) fn next_on_accept(&self) -> Option<Act> {
        let mut state = self.lock();
        if state.script.front().is_some_and(Act::is_for_accept) { take(&mut state.script) } else { None }
    }

    /// Records a request and takes the act that answers it.
    pub(super) fn next_on_request(&self, seen: Seen) -> Option<Act> {
        let mut state = self.lock();
        state.record.requests.push(seen);
        let act = take(&mut state.script);
        if act.is_none() {
            state.record.surplus += 1;
        }
        self.changed.notify_all();
        act
    }

    pub(super) fn closed(&self) {
        self.lock().record.closed += 1;
        self.changed.notify_all();
    }

    pub(super) fn record(&self) -> Record {
        self.lock().record.clone()
    }

    pub(super) fn finished(&self) -> bool {
        self.lock().script.is_empty()
    }

    pub(super) fn wait_closed(&self, count: usize) -> bool {
        let limit = Duration::from_secs(10);
        let state = self.lock();
        let (state, _) = self
            .changed
            .wait_timeout_while(state, limit, |state| state.record.closed < count)
            .expect("no thread panics while it holds the state");
        state.record.closed >= count
    }

    pub(super) fn hang_up(&self) {
        for stream in std::mem::take(&mut self.lock().open).into_values() {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("no thread panics while it holds the state")
    }
}

/// Waits until the peer goes away, or for `limit` where one is given.
pub(super) fn until_peer_leaves(stream: &TcpStream, limit: Option<Duration>) {
    let end = limit.map(|limit| Instant::now() + limit);
    let mut stream = stream;
    let mut rest = [0; 4096];
    loop {
        let left = end.map(|end| end.saturating_duration_since(Instant::now()));
        if left.is_some_and(|left| left.is_zero()) || stream.set_read_timeout(left).is_err() {
            break;
        }
        match stream.read(&mut rest) {
            Ok(0) => break,
            Ok(_) => {}
            Err(error) if is_timeout(&error) => {}
            Err(_) => break,
        }
    }
    let _ = stream.set_read_timeout(None);
}

fn is_timeout(error: &std::io::Error) -> bool {
    matches!(error.kind(), std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut)
}

/// Takes the first act; one that is to be played several times stays until its last.
fn take(script: &mut VecDeque<Act>) -> Option<Act> {
    let first = script.front_mut()?;
    if first.times > 1 {
        first.times -= 1;
        return Some(first.clone());
    }
    script.pop_front()
}
