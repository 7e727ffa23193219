//! Answers on their way to an event loop: threads put them in, the loop takes them out in batches.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use nextgen::bridge::{self, Document, Reply};
use nextgen::{Error, ErrorKind, Stop};
use pyo3::prelude::*;

use crate::call::Ask;
use crate::error::{guard, wrong_type};
use crate::log::Wanted;
use crate::pool::{Busy, Pool};
use crate::threads;

/// The inbox of one event loop.
#[pyclass(frozen, module = "nextgen._native")]
pub(crate) struct Inbox {
    event_loop: Py<PyAny>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    answers: Vec<Delivery>,
    /// Whether the loop was told that there is something in the box.
    told: bool,
}

/// A call that ended, and the future that waits for it.
struct Delivery {
    future: Py<PyAny>,
    client: bridge::Client,
    ask: Ask,
    result: Result<Reply<Document>, Error>,
}

/// A call under way for an event loop.
#[pyclass(frozen, module = "nextgen._native")]
pub(crate) struct Call(Arc<AtomicBool>);

#[pymethods]
impl Call {
    /// Ends the call, within a few dozen milliseconds; nothing is delivered for it.
    fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[pymethods]
impl Inbox {
    #[new]
    fn new(event_loop: Py<PyAny>) -> Self {
        Inbox { event_loop, state: Mutex::default() }
    }

    /// Settles the futures of all calls that ended; run by the loop, on its thread.
    fn deliver(&self, py: Python<'_>) -> PyResult<()> {
        let answers = {
            let mut state = self.lock();
            state.told = false;
            std::mem::take(&mut state.answers)
        };
        // What one future has against its answer must not cost the others theirs.
        let mut faults = Vec::new();
        for delivery in answers {
            faults.extend(delivery.settle(py).err());
        }
        faults.into_iter().next().map_or(Ok(()), Err)
    }
}

impl Delivery {
    fn settle(self, py: Python<'_>) -> PyResult<()> {
        let Delivery { future, client, ask, result } = self;
        let future = future.bind(py);
        if future.call_method0("done")?.is_truthy()? {
            return Ok(());
        }
        match guard(py, || ask.answer(py, client, result)) {
            Ok(answer) => future.call_method1("set_result", (answer,))?,
            Err(fault) => future.call_method1("set_exception", (fault.into_value(py),))?,
        };
        Ok(())
    }
}

/// Where the answer to a call goes: made by a pool, delivered by an inbox, to a future.
pub(crate) type To<'py> = (Bound<'py, Pool>, Bound<'py, Inbox>, Bound<'py, PyAny>);

/// Begins a call on a thread of the pool.
pub(crate) fn start((pool, inbox, future): To<'_>, client: bridge::Client, ask: Ask) -> PyResult<Call> {
    let cancelled = Arc::new(AtomicBool::new(false));
    let seen = Arc::clone(&cancelled);
    let py = inbox.py();
    let wanted = Wanted::now(py)?;
    let (inbox, future) = (inbox.unbind(), future.unbind());
    let job = move |busy: Busy<'_>| {
        // Called off while it waited for a thread.
        if seen.load(Ordering::Relaxed) {
            return;
        }
        let stop: Stop = Arc::new(move || seen.load(Ordering::Relaxed));
        let logging = wanted.on_this_thread();
        let result = ask.run(&client, stop);
        drop(logging);
        Inbox::put(inbox, Delivery { future, client, ask, result }, busy);
    };
    pool.get().run(Box::new(job)).map_err(|_| {
        let text = "The system gives no thread to make the call on. Nothing was sent.";
        wrong_type(py, ErrorKind::Configuration, "client", text)
    })?;
    Ok(Call(cancelled))
}

impl Inbox {
    /// Puts an answer in; the loop is told unless it was already. Before the loop can see the answer, the
    /// thread lets go of `busy`: it may be wanted as soon as that.
    fn put(inbox: Py<Inbox>, delivery: Delivery, busy: Busy<'_>) {
        let untold = {
            let mut state = inbox.get().lock();
            state.answers.push(delivery);
            // Where the loop was told it may come at any moment: `busy` ends here, under the lock.
            (!std::mem::replace(&mut state.told, true)).then_some(busy)
        };
        let Some(busy) = untold else { return };
        threads::attach(|py| {
            // Not sooner: until Python lets this thread in, it cannot come to another call.
            drop(busy);
            let bound = inbox.bind(py);
            let deliver = bound.getattr("deliver");
            let event_loop = inbox.get().event_loop.bind(py);
            let tell =
                deliver.and_then(|deliver| event_loop.call_method1("call_soon_threadsafe", (deliver,)));
            if tell.is_err() {
                // The loop is closed: nobody waits for the answers any more.
                let dropped = {
                    let mut state = inbox.get().lock();
                    state.told = false;
                    std::mem::take(&mut state.answers)
                };
                drop(dropped);
            }
        });
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
