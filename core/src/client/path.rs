//! Paths and URLs: ids put in their place, and what could mean another resource refused.

use std::borrow::Cow;

use super::call::Ask;
use crate::error::Error;

/// The longest URL of a request whose parameters go into it.
const MAX_URL: usize = 16_000;

/// Returns the path below the base, with the id in its place.
pub(super) fn filled<'a>(ask: &Ask<'a>) -> Result<Cow<'a, str>, Error> {
    if ask.operation.is_none() {
        check_path(ask.path)?;
        return Ok(ask.path.into());
    }
    let Some((before, after)) = ask.path.split_once("{id}") else { return Ok(ask.path.into()) };
    let id = ask.id.unwrap_or_default();
    check_id("id", id)?;
    Ok([before, id, after].concat().into())
}

/// Checks that a URL is one that servers take; what is longer would be refused on its way.
pub(super) fn check_length(url: &str) -> Result<(), Error> {
    if url.len() <= MAX_URL {
        return Ok(());
    }
    let text = format!(
        "The parameters make a URL of {} bytes; at most {MAX_URL} can be sent. Nothing was sent.",
        url.len()
    );
    Err(Error::refused("parameter_invalid", "params", text))
}

fn check_id(param: &str, id: &str) -> Result<(), Error> {
    let plain = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
    if plain && (1..=255).contains(&id.len()) {
        return Ok(());
    }
    let shown: String = id.chars().take(40).collect();
    let text = format!(
        "{param} must be 1 to 255 letters, digits, _ or - (such as ch_…); got {shown:?}. Nothing was sent."
    );
    Err(Error::refused("parameter_invalid", param, text))
}

/// Checks a path that the caller wrote: every segment must be what an id may be.
fn check_path(path: &str) -> Result<(), Error> {
    let segments = path.strip_prefix('/').map(|rest| rest.split('/'));
    let plain = |segment: &str| check_id("path", segment).is_ok();
    if segments.is_some_and(|mut segments| segments.all(plain)) {
        return Ok(());
    }
    let shown: String = path.chars().take(80).collect();
    let text = format!(
        "path must be a path below the API base such as /charges, of letters, digits, _ and -, with parameters apart; got {shown:?}. Nothing was sent."
    );
    Err(Error::refused("parameter_invalid", "path", text))
}
