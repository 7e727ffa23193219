//! Answers kept by idempotency key, in the transaction that did what they tell.

use rusqlite::{OptionalExtension, params};

use super::Tx;

/// How long answers are kept at least, in seconds.
const KEPT: i64 = 48 * 3600;

/// An answer kept for a key.
pub(crate) struct Kept {
    /// What the key was used for: a digest of path and parameters.
    pub(crate) fingerprint: Vec<u8>,
    /// The id of the request that was answered.
    pub(crate) request: String,
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
}

impl Tx<'_> {
    /// Looks up the answer kept for a key.
    pub(crate) fn kept(&self, key: &str) -> rusqlite::Result<Option<Kept>> {
        let sql = "SELECT fingerprint, request, status, body FROM idempotency WHERE key = ?1";
        let mut select = self.db.prepare_cached(sql)?;
        select
            .query_row([key], |row| {
                Ok(Kept {
                    fingerprint: row.get(0)?,
                    request: row.get(1)?,
                    status: row.get(2)?,
                    body: row.get(3)?,
                })
            })
            .optional()
    }

    /// Keeps an answer for a key, and lets go of one that is older than need be.
    pub(crate) fn keep(&self, key: &str, kept: &Kept) -> rusqlite::Result<()> {
        // A few for each that comes keeps the table small without ever pausing to clean it.
        let sql = "DELETE FROM idempotency WHERE key IN
            (SELECT key FROM idempotency WHERE created < ?1 ORDER BY created LIMIT 4)";
        self.db.prepare_cached(sql)?.execute([self.now - KEPT])?;
        let sql = "INSERT INTO idempotency (key, created, fingerprint, request, status, body)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let mut insert = self.db.prepare_cached(sql)?;
        insert.execute(params![key, self.now, kept.fingerprint, kept.request, kept.status, kept.body])?;
        Ok(())
    }
}
