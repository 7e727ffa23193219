//! Auto-paging: which page follows one.

use std::collections::HashMap;

use napi::bindgen_prelude::Result;
use napi_derive::napi;
use nextgen::bridge;

use crate::refusal::exception;

/// What auto-paging does behind a page.
#[napi(object)]
pub struct Step {
    /// Whether the list is gone through backward, each page from its end.
    pub backward: bool,
    /// What to set among the parameters for the next page; none when this page is the last.
    pub next: Option<HashMap<String, String>>,
    /// Where paging has been, to be given behind the next page.
    pub trail: Option<String>,
    /// Why paging ends here, as an error's JSON text.
    pub fault: Option<String>,
}

/// Says how auto-paging goes on behind a page that was asked for with `params` (JSON text), and
/// to which `trail` led, unless it is the first.
#[napi(catch_unwind)]
pub fn next_page(
    params: String,
    trail: Option<String>,
    has_more: bool,
    first: Option<String>,
    last: Option<String>,
) -> Result<Step> {
    let params = bridge::params_from_json(params.as_bytes()).map_err(|error| exception(&error))?;
    let mut step = Step { backward: bridge::goes_backward(&params), next: None, trail: None, fault: None };
    match bridge::next_cursor(&params, trail.as_deref(), has_more, first.as_deref(), last.as_deref()) {
        Ok(None) => {}
        Ok(Some(cursor)) => {
            step.next = Some(HashMap::from([(cursor.name.to_owned(), cursor.value)]));
            step.trail = Some(cursor.trail);
        }
        Err(error) => step.fault = Some(bridge::error_json(&error)),
    }
    Ok(step)
}
