//! Pages of lists: newest first, by keyset, each found in the time its own length takes.

use rusqlite::{OptionalExtension, params};

use super::Tx;
use super::objects::Object;
use crate::params::{Params, Range};
use crate::refusal::Refusal;

/// The most objects on a page.
const MOST: i64 = 100;
const DEFAULT: i64 = 10;

/// A page of objects as JSON texts, newest first.
pub(crate) struct Page {
    pub(crate) bodies: Vec<String>,
    pub(crate) has_more: bool,
}

/// Which part of the order a page takes.
struct Span {
    above: i64,
    below: i64,
    /// Taken from the old end upwards, for `ending_before`.
    upwards: bool,
    limit: i64,
}

impl Tx<'_> {
    /// Finds the page that the list parameters ask for.
    ///
    /// `filters` are the values that the kind's filter may have; `None` takes all objects.
    pub(crate) fn page<T: Object>(&self, params: &Params, filters: Option<&[&str]>) -> Result<Page, Refusal> {
        let span = self.span::<T>(params)?;
        let mut rows = Vec::new();
        match filters {
            None => self.rows::<T>(&span, None, &mut rows)?,
            Some(values) => {
                for value in values {
                    self.rows::<T>(&span, Some(value), &mut rows)?;
                }
            }
        }
        let limit = usize::try_from(span.limit).unwrap_or_default();
        rows.sort_by_key(|(seq, _)| if span.upwards { *seq } else { -*seq });
        let has_more = rows.len() > limit;
        rows.truncate(limit);
        if span.upwards {
            rows.reverse();
        }
        Ok(Page { bodies: rows.into_iter().map(|(_, body)| body).collect(), has_more })
    }

    fn rows<T: Object>(
        &self,
        span: &Span,
        filter: Option<&str>,
        rows: &mut Vec<(i64, String)>,
    ) -> Result<(), Refusal> {
        let filtered = if filter.is_some() { "filter = ?4" } else { "?4 IS NULL" };
        let order = if span.upwards { "ASC" } else { "DESC" };
        let sql = format!(
            "SELECT seq, body FROM {} WHERE {filtered} AND seq > ?1 AND seq < ?2 ORDER BY seq {order} LIMIT ?3",
            T::TABLE
        );
        let mut select = self.db.prepare_cached(&sql)?;
        let found = select.query_map(params![span.above, span.below, span.limit + 1, filter], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
        for row in found {
            rows.push(row?);
        }
        Ok(())
    }

    fn span<T: Object>(&self, params: &Params) -> Result<Span, Refusal> {
        let limit = params.integer("limit").unwrap_or(DEFAULT);
        if !(1..=MOST).contains(&limit) {
            let message = format!("'limit' is {limit}; a page holds 1 to {MOST} objects.");
            return Err(Refusal::invalid(message).code("parameter_invalid_integer").param("limit"));
        }
        let (after, before) = (params.text("starting_after"), params.text("ending_before"));
        if after.is_some() && before.is_some() {
            let message = "'starting_after' and 'ending_before' are both given; a page has one cursor.";
            return Err(Refusal::invalid(message).param("ending_before"));
        }
        let mut span = Span { above: 0, below: i64::MAX, upwards: before.is_some(), limit };
        if let Some(id) = after {
            span.below = self.place::<T>(id, "starting_after")?;
        }
        if let Some(id) = before {
            span.above = self.place::<T>(id, "ending_before")?;
        }
        if let Some(Range { from, to }) = params.range("created") {
            span.above = span.above.max(self.first_since::<T>(from)?.saturating_sub(1));
            span.below = span.below.min(self.first_since::<T>(to.saturating_add(1))?);
        }
        Ok(span)
    }

    /// Finds the place of the object a cursor names; a deleted one still has its place.
    fn place<T: Object>(&self, id: &str, param: &str) -> Result<i64, Refusal> {
        let sql = format!(
            "SELECT seq FROM {} WHERE id = ?1 UNION ALL SELECT seq FROM deleted WHERE id = ?1 LIMIT 1",
            T::TABLE
        );
        // One table holds the deleted of all kinds.
        let of_this_kind = id.starts_with(T::PREFIX);
        let mut select = self.db.prepare_cached(&sql)?;
        let place = of_this_kind.then(|| select.query_row([id], |row| row.get(0)).optional()).transpose()?;
        place.flatten().ok_or_else(|| Refusal::missing(T::NAME, id, param))
    }

    /// Finds the place of the first object created at `time` or later; behind all where there is none.
    ///
    /// Times never go back along the order, so a range of times is a range of places.
    fn first_since<T: Object>(&self, time: i64) -> Result<i64, Refusal> {
        if time == i64::MAX {
            return Ok(i64::MAX);
        }
        let sql = format!("SELECT seq FROM {} WHERE created >= ?1 ORDER BY created, seq LIMIT 1", T::TABLE);
        let place = self.db.prepare_cached(&sql)?.query_row([time], |row| row.get(0)).optional()?;
        Ok(place.unwrap_or(i64::MAX))
    }
}
