//! The threads of a sandbox, so that its end can wait for each.

use std::io;
use std::sync::{Mutex, PoisonError};
use std::thread::{Builder, JoinHandle};

/// Handles of the threads that may still run.
#[derive(Default)]
pub(crate) struct Threads(Mutex<Vec<JoinHandle<()>>>);

impl Threads {
    /// Starts a thread.
    pub(crate) fn spawn(&self, name: &str, work: impl FnOnce() + Send + 'static) -> io::Result<()> {
        let handle = Builder::new().name(name.to_owned()).stack_size(512 << 10).spawn(work)?;
        let mut handles = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        handles.retain(|handle| !handle.is_finished());
        handles.push(handle);
        Ok(())
    }

    /// Waits for every thread to end; they have been told to.
    pub(crate) fn join(&self) {
        loop {
            let handle = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop();
            match handle {
                // A panic was reported when it happened, and the thread is over either way.
                Some(handle) => drop(handle.join()),
                None => return,
            }
        }
    }
}
