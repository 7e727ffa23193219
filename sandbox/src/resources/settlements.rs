//! Pending charges, which succeed by themselves a little later.

use std::time::Duration;

use rusqlite::{OptionalExtension, params};

use super::{Origin, events, payment};
use crate::cards::Fate;
use crate::clock;
use crate::objects::Charge;
use crate::refusal::Refusal;
use crate::store::Tx;

/// How long a charge of `tok_pending` stays pending.
const PENDING_FOR: Duration = Duration::from_secs(1);

/// Plans that a pending charge succeeds in a little while.
pub(crate) fn plan(tx: &Tx<'_>, charge: &str) -> Result<(), Refusal> {
    let due = clock::millis() + PENDING_FOR.as_millis() as i64;
    tx.db.execute("INSERT INTO settlements (charge, due) VALUES (?1, ?2)", params![charge, due])?;
    tx.wake();
    Ok(())
}

/// Lets the pending charges that are due by `time` (in unix milliseconds) succeed; returns how many.
pub(crate) fn settle(tx: &Tx<'_>, origin: &Origin<'_>, time: i64) -> Result<usize, Refusal> {
    let mut select =
        tx.db.prepare_cached("SELECT charge FROM settlements WHERE due <= ?1 ORDER BY due, charge")?;
    let due = select.query_map([time], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
    for id in &due {
        tx.db.execute("DELETE FROM settlements WHERE charge = ?1", [id])?;
        let Some(mut charge) = tx.find::<Charge>(id)? else { continue };
        charge.status = "succeeded".to_owned();
        charge.paid = true;
        charge.amount_captured = if charge.captured { charge.amount } else { 0 };
        charge.outcome = payment::outcome(Fate::Succeeds);
        let body = tx.replace(&charge)?;
        events::record(tx, origin, "charge.succeeded", &body, None)?;
    }
    Ok(due.len())
}

/// Returns when the next pending charge is due, in unix milliseconds.
pub(crate) fn next_due(tx: &Tx<'_>) -> rusqlite::Result<Option<i64>> {
    tx.db.query_row("SELECT min(due) FROM settlements", [], |row| row.get(0)).optional().map(Option::flatten)
}
