//! Auto-paging: which page follows one.

use napi::bindgen_prelude::Result;
use napi_derive::napi;
use nextgen::bridge;

use crate::refusal::exception;

/// What auto-paging does behind a page.
#[napi(object)]
pub struct Step {
    /// The parameter that moves: `ending_before` when the list is gone through backward.
    pub name: String,
    /// Its value for the next page; none when this page is the last.
    pub cursor: Option<String>,
    /// Why paging ends here, as an error's JSON text.
    pub fault: Option<String>,
}

/// Says how auto-paging goes on behind a page that was asked for with `params` (JSON text).
#[napi(catch_unwind)]
pub fn next_page(
    params: String,
    has_more: bool,
    first: Option<String>,
    last: Option<String>,
) -> Result<Step> {
    let params = bridge::params_from_json(params.as_bytes()).map_err(|error| exception(&error))?;
    let name = if bridge::goes_backward(&params) { "ending_before" } else { "starting_after" };
    let (next, fault) = match bridge::next_page(&params, has_more, first.as_deref(), last.as_deref()) {
        Ok(next) => (next, None),
        Err(error) => (None, Some(bridge::error_json(&error))),
    };
    let cursor = next.and_then(|next| match next.get(name) {
        Some(bridge::Value::Text(cursor)) => Some(cursor.clone()),
        _ => None,
    });
    Ok(Step { name: name.to_owned(), cursor, fault })
}
