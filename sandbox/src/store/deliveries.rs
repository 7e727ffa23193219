//! Webhook deliveries that are due, and the log of attempts.

use rusqlite::{OptionalExtension, params};
use serde::Serialize;

use super::Tx;
use super::objects::Object;
use crate::clock;
use crate::refusal::Refusal;

/// How many attempts the log keeps.
const LOGGED: i64 = 10_000;

/// A delivery that waits for its next attempt.
pub(crate) struct Due {
    pub(crate) seq: i64,
    pub(crate) event: String,
    /// When it is to be made, in unix milliseconds.
    pub(crate) due: i64,
    /// How many attempts there were.
    pub(crate) attempts: u32,
}

/// One attempt to deliver an event, as the log keeps it.
#[derive(Clone, Debug, Serialize)]
pub struct Attempt {
    /// The id of the event.
    pub event: String,
    /// The endpoint's id, or `forward_to:` with the URL.
    pub destination: String,
    /// The URL that was tried.
    pub url: String,
    /// Which attempt at this delivery it was, from 1.
    pub number: u32,
    /// When it began, in unix milliseconds.
    pub at: i64,
    /// How long it took, in milliseconds.
    pub millis: i64,
    /// The status of the answer, where there was one.
    pub status: Option<u16>,
    /// Why there was no answer.
    pub error: Option<String>,
    /// The beginning of the answer's body.
    pub response: String,
}

impl Tx<'_> {
    /// Queues an event for a destination, at once.
    pub(crate) fn queue(&self, event: &str, destination: &str) -> rusqlite::Result<()> {
        let sql = "INSERT INTO deliveries (event, destination, due, attempts) VALUES (?1, ?2, ?3, 0)";
        self.db.prepare_cached(sql)?.execute(params![event, destination, clock::millis()])?;
        self.wake();
        Ok(())
    }

    /// Returns the destinations that deliveries wait for.
    pub(crate) fn destinations(&self) -> rusqlite::Result<Vec<String>> {
        // One look-up in the index for each, however many deliveries wait.
        let mut next =
            self.db.prepare_cached("SELECT min(destination) FROM deliveries WHERE destination > ?1")?;
        let mut found: Vec<String> = Vec::new();
        while let Some(destination) =
            next.query_row([found.last().map_or("", String::as_str)], |row| row.get::<_, Option<String>>(0))?
        {
            found.push(destination);
        }
        Ok(found)
    }

    /// Returns the delivery to a destination that is due first.
    pub(crate) fn first_due(&self, destination: &str) -> rusqlite::Result<Option<Due>> {
        let sql = "SELECT seq, event, due, attempts FROM deliveries WHERE destination = ?1 ORDER BY due, seq LIMIT 1";
        let mut select = self.db.prepare_cached(sql)?;
        select
            .query_row([destination], |row| {
                Ok(Due { seq: row.get(0)?, event: row.get(1)?, due: row.get(2)?, attempts: row.get(3)? })
            })
            .optional()
    }

    /// Puts a delivery off to `due`, or ends it.
    pub(crate) fn put_off(&self, delivery: &Due, due: Option<i64>) -> rusqlite::Result<()> {
        match due {
            Some(due) => {
                let sql = "UPDATE deliveries SET due = ?2, attempts = attempts + 1 WHERE seq = ?1";
                self.db.prepare_cached(sql)?.execute([delivery.seq, due])?;
            }
            None => {
                self.db.prepare_cached("DELETE FROM deliveries WHERE seq = ?1")?.execute([delivery.seq])?;
            }
        }
        Ok(())
    }

    /// Logs an attempt, and lets go of the oldest beyond what the log keeps.
    pub(crate) fn log_attempt(&self, attempt: &Attempt) -> rusqlite::Result<()> {
        let sql =
            "INSERT INTO attempts (event, destination, url, number, at, millis, status, error, response)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
        self.db.prepare_cached(sql)?.execute(params![
            attempt.event,
            attempt.destination,
            attempt.url,
            attempt.number,
            attempt.at,
            attempt.millis,
            attempt.status,
            attempt.error,
            attempt.response
        ])?;
        let newest = self.db.last_insert_rowid();
        self.db.prepare_cached("DELETE FROM attempts WHERE seq <= ?1")?.execute([newest - LOGGED])?;
        Ok(())
    }

    /// Returns the logged attempts, oldest first; of one event where it is given.
    pub(crate) fn attempts(&self, event: Option<&str>) -> rusqlite::Result<Vec<Attempt>> {
        let mut select = self.db.prepare_cached(
            "SELECT event, destination, url, number, at, millis, status, error, response FROM attempts
             WHERE ?1 IS NULL OR event = ?1 ORDER BY seq",
        )?;
        let rows = select.query_map([event], |row| {
            Ok(Attempt {
                event: row.get(0)?,
                destination: row.get(1)?,
                url: row.get(2)?,
                number: row.get(3)?,
                at: row.get(4)?,
                millis: row.get(5)?,
                status: row.get(6)?,
                error: row.get(7)?,
                response: row.get(8)?,
            })
        })?;
        rows.collect()
    }

    /// Returns the secret of a registered endpoint.
    pub(crate) fn secret(&self, endpoint: &str) -> rusqlite::Result<Option<String>> {
        let mut select = self.db.prepare_cached("SELECT secret FROM secrets WHERE endpoint = ?1")?;
        select.query_row([endpoint], |row| row.get(0)).optional()
    }

    /// Returns every object of a kind; only for kinds of which an account has few.
    pub(crate) fn all<T: Object>(&self) -> Result<Vec<T>, Refusal> {
        let mut select = self.db.prepare_cached(&format!("SELECT body FROM {} ORDER BY seq", T::TABLE))?;
        let bodies = select.query_map([], |row| row.get::<_, String>(0))?;
        let mut all = Vec::new();
        for body in bodies {
            all.push(serde_json::from_str(&body?)?);
        }
        Ok(all)
    }
}
