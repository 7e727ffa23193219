//! The native part of `import nextgen`: Python's values in, the core's answers and errors out.
//!
//! `value` and `convert` translate between the two worlds, `object` is what every answer is made of,
//! `client` and `call` make calls, `pool` and `inbox` make them for asyncio, `webhook` verifies,
//! `threads` knows when Python may be entered, and `log` writes to the logger `nextgen`. No rule of
//! the API is here.

mod call;
mod classes;
mod client;
mod convert;
mod error;
mod field;
mod inbox;
mod log;
mod object;
mod origin;
mod pool;
mod seed;
mod signals;
mod threads;
mod value;
mod webhook;

use pyo3::prelude::*;

/// The native part of the NextGen SDK; use the package `nextgen`, which stands on it.
// Not declared to run without the GIL: there is no free-threaded interpreter to test that on yet.
#[pymodule(gil_used = true)]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", nextgen::VERSION)?;
    module.add_class::<client::Client>()?;
    module.add_class::<field::Field>()?;
    module.add_class::<inbox::Call>()?;
    module.add_class::<inbox::Inbox>()?;
    module.add_class::<object::Object>()?;
    module.add_class::<pool::Pool>()?;
    module.add_function(wrap_pyfunction!(classes::register, module)?)?;
    module.add_function(wrap_pyfunction!(error::panic, module)?)?;
    module.add_function(wrap_pyfunction!(error::refuse, module)?)?;
    module.add_function(wrap_pyfunction!(threads::at_exit, module)?)?;
    module.add_function(wrap_pyfunction!(threads::after_fork, module)?)?;
    module.add_function(wrap_pyfunction!(webhook::construct_event, module)?)?;
    module.add_function(wrap_pyfunction!(webhook::verify_header, module)?)?;
    module.add_function(wrap_pyfunction!(webhook::generate_test_header, module)?)?;
    Ok(())
}
