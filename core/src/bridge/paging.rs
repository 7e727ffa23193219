//! Which page of a list follows one, for bindings that fetch the pages.

use super::guard;
use crate::error::Error;
use crate::page::Direction;
use crate::params::Params;
use crate::trail::Trail;

/// Returns the parameters of the page behind this one, for auto-paging; `None` at the end.
///
/// # Errors
/// When the list says that there is more but does not move on.
pub fn next_page(
    params: &Params,
    has_more: bool,
    first: Option<&str>,
    last: Option<&str>,
) -> Result<Option<Params>, Error> {
    guard(|| Direction::of(params).next(params, has_more, (first, last)))
}

/// The way to the next page, for hosts that keep the parameters themselves.
#[derive(Clone, Debug)]
pub struct Cursor {
    /// The parameter to set, and the value to set it to.
    pub name: &'static str,
    /// The id that the next page begins or ends at.
    pub value: String,
    /// Where paging has been: no parameter, but to be given to [`next_cursor`] behind the next page.
    pub trail: String,
}

/// Returns the way to the page behind this one, to which `trail` led; `None` for a first page.
///
/// # Errors
/// As [`next_page`]; and a configuration error where `trail` was never a [`Cursor`]'s.
pub fn next_cursor(
    params: &Params,
    trail: Option<&str>,
    has_more: bool,
    first: Option<&str>,
    last: Option<&str>,
) -> Result<Option<Cursor>, Error> {
    guard(|| {
        let trail = trail.map_or(Some(Trail::default()), Trail::read).ok_or_else(|| {
            Error::configuration(
                "trail",
                "trail must be the text that came with the parameters of this page.",
            )
        })?;
        let direction = Direction::of(params);
        let step = direction.step(params, &trail, has_more, (first, last))?;
        Ok(step.map(|(cursor, trail)| Cursor {
            name: direction.name(),
            value: cursor.to_owned(),
            trail: trail.text(),
        }))
    })
}

/// Says whether auto-paging with those parameters goes backward, so that pages are read from their end.
pub fn goes_backward(params: &Params) -> bool {
    Direction::of(params) == Direction::Backward
}
