//! A network that goes wrong: a relay below TLS that resets, cuts, delays and loses what it carries.

use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use socket2::SockRef;

use super::dice::Dice;
use crate::evil::Listening;

/// What goes wrong with one turn: what a client sends until the server speaks, and what it answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Reset before the server sees anything of it.
    LoseRequest,
    /// The server gets a part, then the connection is reset.
    CutRequest,
    /// The server did as asked; its answer is lost by a reset.
    LoseAnswer,
    /// The client gets a part of the answer, then the end of the stream.
    CutAnswer,
    /// The answer is late.
    DelayAnswer(Duration),
    /// The answer never comes, and the connection stays open.
    Silence,
    /// After the answer the connection closes without having said so.
    CloseAfter,
}

const NAMES: [&str; 7] =
    ["lost request", "cut request", "lost answer", "cut answer", "late answer", "silence", "closed after"];

/// How long a silence lasts where nobody hangs up before.
const LONGEST: Duration = Duration::from_secs(20);

/// A running relay.
#[derive(Debug)]
pub struct Rough {
    target: Arc<Mutex<SocketAddr>>,
    counts: Arc<[AtomicUsize; 7]>,
    listening: Listening,
}

impl Rough {
    /// Starts a relay to `target` that spoils `percent` of all turns, by the dice of `seed`.
    ///
    /// # Errors
    /// When no port can be had.
    pub fn start(target: SocketAddr, percent: u64, seed: u64) -> io::Result<Rough> {
        let target = Arc::new(Mutex::new(target));
        let counts: Arc<[AtomicUsize; 7]> = Arc::default();
        let (to, seen) = (Arc::clone(&target), Arc::clone(&counts));
        let listening = Listening::start(move |client, number| {
            let to = *to.lock().expect("no thread panics while it holds the address");
            let turns = Turns::new(percent, Dice::of_part(seed, number as u64), Arc::clone(&seen));
            thread::spawn(move || {
                // While the server is down, a client sees its connection close.
                if let Ok(server) = TcpStream::connect(to) {
                    relay(client, server, turns);
                }
            });
        })?;
        Ok(Rough { target, counts, listening })
    }

    /// Returns the port that the relay listens on.
    pub fn port(&self) -> u16 {
        self.listening.port
    }

    /// Sends connections from now on to `target`.
    pub fn aim(&self, target: SocketAddr) {
        *self.target.lock().expect("no thread panics while it holds the address") = target;
    }

    /// Returns how often each fault was played.
    pub fn played(&self) -> Vec<(&'static str, usize)> {
        NAMES.into_iter().zip(self.counts.iter().map(|count| count.load(Ordering::Relaxed))).collect()
    }
}

impl Drop for Rough {
    fn drop(&mut self) {
        self.listening.stop();
    }
}

/// Which turn a connection is in, and what goes wrong in it.
struct Turns {
    state: Mutex<(bool, Option<Fault>, Dice)>,
    percent: u64,
    counts: Arc<[AtomicUsize; 7]>,
}

impl Turns {
    fn new(percent: u64, dice: Dice, counts: Arc<[AtomicUsize; 7]>) -> Turns {
        // As if the server had spoken: the first bytes of the client begin a turn.
        Turns { state: Mutex::new((true, None, dice)), percent, counts }
    }

    /// Notes that the client spoke; returns the fault of the turn.
    fn asked(&self) -> Option<Fault> {
        let mut state = self.state.lock().expect("no thread panics while it holds the turn");
        let (spoken, fault, dice) = &mut *state;
        if std::mem::take(spoken) {
            *fault = (dice.below(100) < self.percent).then(|| roll(dice));
        }
        *fault
    }

    /// Notes that the server spoke; returns the fault of the turn, which is played once.
    fn answered(&self) -> Option<Fault> {
        let mut state = self.state.lock().expect("no thread panics while it holds the turn");
        state.0 = true;
        state.1.take()
    }

    fn count(&self, fault: Fault) {
        let index = match fault {
            Fault::LoseRequest => 0,
            Fault::CutRequest => 1,
            Fault::LoseAnswer => 2,
            Fault::CutAnswer => 3,
            Fault::DelayAnswer(_) => 4,
            Fault::Silence => 5,
            Fault::CloseAfter => 6,
        };
        self.counts[index].fetch_add(1, Ordering::Relaxed);
    }
}

/// Losing the answer after the commit is what costs money, so it is the most frequent.
fn roll(dice: &mut Dice) -> Fault {
    match dice.below(20) {
        0..=2 => Fault::LoseRequest,
        3..=4 => Fault::CutRequest,
        5..=10 => Fault::LoseAnswer,
        11..=13 => Fault::CutAnswer,
        14..=15 => Fault::DelayAnswer(Duration::from_millis(5 + dice.below(60))),
        16 => Fault::Silence,
        _ => Fault::CloseAfter,
    }
}

/// Carries both directions; the end of one ends both, and both connections close when both threads let go.
fn relay(client: TcpStream, server: TcpStream, turns: Turns) {
    let _ = client.set_nodelay(true);
    let _ = server.set_nodelay(true);
    let ends = Arc::new((client, server, turns));
    let back = Arc::clone(&ends);
    let backward = thread::spawn(move || {
        let _ = carry_answers(&back.0, &back.1, &back.2);
        wake(&back.0, &back.1);
    });
    let _ = carry_requests(&ends.0, &ends.1, &ends.2);
    wake(&ends.0, &ends.1);
    let _ = backward.join();
}

fn carry_requests(mut client: &TcpStream, mut server: &TcpStream, turns: &Turns) -> io::Result<()> {
    let mut buffer = vec![0; 32 << 10];
    loop {
        let read = client.read(&mut buffer)?;
        if read == 0 {
            return Ok(());
        }
        match turns.asked() {
            Some(fault @ Fault::LoseRequest) => {
                turns.count(fault);
                return reset(client, server);
            }
            Some(fault @ Fault::CutRequest) => {
                turns.count(fault);
                server.write_all(&buffer[..read / 2])?;
                return reset(client, server);
            }
            _ => server.write_all(&buffer[..read])?,
        }
    }
}

fn carry_answers(mut client: &TcpStream, mut server: &TcpStream, turns: &Turns) -> io::Result<()> {
    let mut buffer = vec![0; 32 << 10];
    loop {
        let read = server.read(&mut buffer)?;
        if read == 0 {
            return Ok(());
        }
        let fault = turns.answered();
        if let Some(fault) = fault {
            turns.count(fault);
        }
        match fault {
            Some(Fault::LoseAnswer) => return reset(client, server),
            Some(Fault::CutAnswer) => {
                return client.write_all(&buffer[..read / 2]);
            }
            Some(Fault::DelayAnswer(by)) => {
                thread::sleep(by);
                client.write_all(&buffer[..read])?;
            }
            Some(Fault::Silence) => return silence(server),
            Some(Fault::CloseAfter) => {
                return client.write_all(&buffer[..read]);
            }
            _ => client.write_all(&buffer[..read])?,
        }
    }
}

/// Carries nothing until the client hangs up, which ends the server's side too.
fn silence(mut server: &TcpStream) -> io::Result<()> {
    server.set_read_timeout(Some(LONGEST))?;
    let mut rest = [0; 1024];
    while server.read(&mut rest)? > 0 {}
    Ok(())
}

/// Makes both connections end by a reset, once both threads have let go of them.
fn reset(client: &TcpStream, server: &TcpStream) -> io::Result<()> {
    SockRef::from(client).set_linger(Some(Duration::ZERO))?;
    SockRef::from(server).set_linger(Some(Duration::ZERO))
}

/// Wakes the thread that reads from the other end; this direction of a shutdown sends nothing.
fn wake(client: &TcpStream, server: &TcpStream) {
    let _ = client.shutdown(Shutdown::Read);
    let _ = server.shutdown(Shutdown::Read);
}
