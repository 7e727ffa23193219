//! What ends the server on the command line.

use std::io::{self, Read};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use signal_hook::consts::{SIGINT, SIGTERM};

/// Waited for by the server: Ctrl-C, SIGTERM, or the end of what started it.
pub(crate) struct Ending(Receiver<()>);

impl Ending {
    /// Begins to listen, so that a signal from here on ends the program cleanly. With `until_eof` also the
    /// end of standard input counts, which comes however the program at its other end has ended.
    pub(crate) fn listen(until_eof: bool) -> io::Result<Self> {
        let (tell, told) = channel();
        signals(tell.clone())?;
        if until_eof {
            thread::Builder::new().name("standard input".to_owned()).spawn(move || {
                let mut ignored = [0; 1024];
                let mut input = io::stdin().lock();
                while input.read(&mut ignored).is_ok_and(|length| length > 0) {}
                let _ = tell.send(());
            })?;
        }
        Ok(Self(told))
    }

    pub(crate) fn wait(&self) {
        // The sender in the thread of signals lives as long as the program.
        let _ = self.0.recv();
    }
}

#[cfg(unix)]
fn signals(tell: Sender<()>) -> io::Result<()> {
    let mut signals = signal_hook::iterator::Signals::new([SIGINT, SIGTERM])?;
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for _ in signals.forever() {
            let _ = tell.send(());
        }
    })?;
    Ok(())
}

/// Where signals cannot be waited for they leave a mark, which is looked at now and then.
#[cfg(not(unix))]
fn signals(tell: Sender<()>) -> io::Result<()> {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::time::Duration;

    let marked = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        signal_hook::flag::register(signal, Arc::clone(&marked))?;
    }
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        while !marked.load(Ordering::Relaxed) {
            thread::sleep(Duration::from_millis(100));
        }
        let _ = tell.send(());
    })?;
    Ok(())
}
