//! Lists: a page at a time, or object by object over all pages.

use std::marker::PhantomData;

use serde::de::DeserializeOwned;

use crate::answer::Answer;
use crate::api::Ask;
use crate::client::Client;
use crate::error::{Error, ErrorKind};
use crate::model::{Identified, List};
use crate::params::Params;
use crate::trail::Trail;
use crate::value::Value;

/// A list that was asked for; nothing is sent until a page is wanted.
#[derive(Clone, Debug)]
pub struct Listing<T> {
    client: Client,
    params: Params,
    fetch: Fetch<T>,
}

/// Fetches the page that the parameters ask for.
type Fetch<T> = fn(&Client, &Params) -> Result<Answer<List<T>>, Error>;

impl<T: DeserializeOwned + Identified> Listing<T> {
    pub(crate) fn new<A: Ask<Answer = List<T>>>(client: Client, ask: A) -> Self {
        let fetch: Fetch<T> = |client, params| client.ask_with::<A>(None, params);
        Listing { client, params: ask.into_params(), fetch }
    }

    /// Fetches one page.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn page(&self) -> Result<Answer<List<T>>, Error> {
        (self.fetch)(&self.client, &self.params)
    }

    /// Goes through all objects, fetching page after page: newest first, or, when only
    /// `ending_before` was given, backward from there, oldest first.
    ///
    /// After an error the iterator ends.
    pub fn auto_paging(self) -> AutoPaging<T> {
        let direction = Direction::of(&self.params);
        AutoPaging { listing: Some(self), direction, ready: Vec::new().into_iter(), _object: PhantomData }
    }
}

/// The objects of all pages of a list.
#[derive(Debug)]
pub struct AutoPaging<T> {
    /// The page to fetch next; `None` once there is none.
    listing: Option<Listing<T>>,
    direction: Direction,
    ready: std::vec::IntoIter<T>,
    _object: PhantomData<T>,
}

impl<T: DeserializeOwned + Identified> Iterator for AutoPaging<T> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(object) = self.ready.next() {
                return Some(Ok(object));
            }
            let mut listing = self.listing.take()?;
            let page = match listing.page() {
                Ok(page) => page.into_inner(),
                Err(error) => return Some(Err(error)),
            };
            let ids = (page.data.first().map(Identified::id), page.data.last().map(Identified::id));
            match self.direction.next(&listing.params, page.has_more, ids) {
                Ok(None) => {}
                Ok(Some(params)) => {
                    listing.params = params;
                    self.listing = Some(listing);
                }
                // The objects of this page are good; the error follows them.
                Err(_) if !page.data.is_empty() => self.listing = Some(stuck(listing)),
                Err(error) => return Some(Err(error)),
            }
            let mut data = page.data;
            if self.direction == Direction::Backward {
                data.reverse();
            }
            self.ready = data.into_iter();
        }
    }
}

/// Makes a listing whose next page is the error that paging does not move.
fn stuck<T>(listing: Listing<T>) -> Listing<T> {
    Listing { fetch: |_, _| Err(stuck_error()), ..listing }
}

/// Which way auto-paging goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    Forward,
    Backward,
}

impl Direction {
    /// Backward when only `ending_before` is given; a cursor that is an empty text is none, as to the server.
    pub(crate) fn of(params: &Params) -> Direction {
        let given = |name| match params.get(name) {
            None | Some(Value::Null) => false,
            Some(Value::Text(cursor)) => !cursor.is_empty(),
            Some(_) => true,
        };
        if given("ending_before") && !given("starting_after") {
            Direction::Backward
        } else {
            Direction::Forward
        }
    }

    /// Returns the parameters of the page that follows one with those first and last ids.
    ///
    /// # Errors
    /// When the server says that there is more but the cursor does not move, or leads back to a page that
    /// was passed: asking on would go round for ever.
    pub(crate) fn next(
        self,
        params: &Params,
        has_more: bool,
        (first, last): (Option<&str>, Option<&str>),
    ) -> Result<Option<Params>, Error> {
        let trail = params.trail.clone().unwrap_or_default();
        let Some((cursor, trail)) = self.step(params, &trail, has_more, (first, last))? else {
            return Ok(None);
        };
        let mut next = params.clone();
        // Both cursors at once mean a range, of which the other end has done its work.
        next.remove(self.name());
        next.set(self.name(), cursor);
        next.trail = Some(trail);
        Ok(Some(next))
    }

    /// Returns the cursor of the page that follows one to which `trail` led, and the trail that leads there.
    pub(crate) fn step<'p>(
        self,
        params: &Params,
        trail: &Trail,
        has_more: bool,
        (first, last): (Option<&'p str>, Option<&'p str>),
    ) -> Result<Option<(&'p str, Trail)>, Error> {
        if !has_more {
            return Ok(None);
        }
        let cursor = match self {
            Direction::Forward => last,
            Direction::Backward => first,
        };
        let Some(cursor) = cursor.filter(|cursor| !cursor.is_empty()) else { return Err(stuck_error()) };
        if params.get(self.name()) == Some(&Value::from(cursor)) {
            return Err(stuck_error());
        }
        trail.to(cursor).map(|trail| Some((cursor, trail))).ok_or_else(stuck_error)
    }

    /// Returns the parameter that moves.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Direction::Forward => "starting_after",
            Direction::Backward => "ending_before",
        }
    }
}

fn stuck_error() -> Error {
    Error::new(
        ErrorKind::Api,
        "The list says that there is more, but its page does not move on from the one before; paging ends here.",
    )
    .with_code("paging_stuck")
}
