//! Where an answer came from: its response, and for a page what was asked for.

use nextgen::bridge::{LastResponse, Params};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::call::Ask;

/// Where an answer came from.
pub(crate) struct Origin {
    pub(crate) last_response: LastResponse,
    /// What was asked for, if the answer is a page.
    pub(crate) listing: Option<Listing>,
}

/// A page's client and question, from which the next page's is made.
pub(crate) struct Listing {
    pub(crate) client: nextgen::bridge::Client,
    pub(crate) ask: Ask,
}

impl Listing {
    pub(crate) fn params(&self) -> &Params {
        &self.ask.params
    }
}

/// A response as it is pickled: status, headers, idempotency key, attempts.
pub(crate) type Parts = (u16, Vec<(String, String)>, Option<String>, u32);

/// Takes a response apart, for pickling.
pub(crate) fn parts(last: &LastResponse) -> Parts {
    (last.status, last.headers.clone(), last.idempotency_key.clone(), last.attempts)
}

/// Makes the origin of an object that was pickled.
pub(crate) fn unpickled((status, headers, idempotency_key, attempts): Parts) -> Origin {
    let last_response = LastResponse { status, headers, idempotency_key, attempts };
    Origin { last_response, listing: None }
}

/// Returns headers as a dict; of a header that came twice, the first.
pub(crate) fn headers_dict<'py>(
    py: Python<'py>,
    headers: &[(String, String)],
) -> PyResult<Bound<'py, PyDict>> {
    let dict = PyDict::new(py);
    for (name, value) in headers.iter().rev() {
        dict.set_item(name, value)?;
    }
    Ok(dict)
}
