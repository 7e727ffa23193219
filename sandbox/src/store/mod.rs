//! The account's state: SQLite, in memory or in a file.
//!
//! One connection serves all threads, one at a time: a write takes some tens of microseconds, and a
//! commit is done before its answer goes out. A file is locked while it is open.

pub(crate) mod deliveries;
pub(crate) mod idempotency;
pub(crate) mod objects;
pub(crate) mod pages;
mod schema;

use std::cell::Cell;
use std::fs::OpenOptions;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, ErrorCode, OptionalExtension, TransactionBehavior, params};

use crate::clock::Clock;
use crate::error::Error;
use schema::Found;

/// The state behind the API.
pub(crate) struct Store {
    db: Mutex<Connection>,
    clock: Clock,
}

/// One transaction, as handlers see it.
pub(crate) struct Tx<'a> {
    pub(crate) db: &'a Connection,
    /// The time of everything that this transaction creates.
    pub(crate) now: i64,
    woken: Cell<bool>,
}

impl Tx<'_> {
    /// Notes that the threads behind the API have new work once this transaction is committed.
    pub(crate) fn wake(&self) {
        self.woken.set(true);
    }
}

/// What came of a transaction that was committed.
pub(crate) struct Committed<T> {
    pub(crate) value: T,
    /// Whether the threads behind the API have new work.
    pub(crate) woken: bool,
}

impl Store {
    /// Opens a store that lasts as long as this value.
    pub(crate) fn in_memory() -> Result<Self, Error> {
        let opened = Connection::open_in_memory().and_then(|db| {
            // In memory, a commit behind certain page splits looks through SQLite's whole page cache. Larger
            // pages make splits rare and the cache short: with the usual 4 KiB, charges slow down as they grow.
            db.pragma_update(None, "page_size", 16 << 10)?;
            schema::lay_out(&db)?;
            Self::over(db)
        });
        opened.map_err(|error| Error::Store(error.to_string()))
    }

    /// Opens the store in a file, made where there is none.
    pub(crate) fn in_file(path: &Path) -> Result<Self, Error> {
        let unreadable = |why: String| Error::DataUnreadable { path: path.to_owned(), why };
        // Made here and not by SQLite, so that others on the machine cannot read the account.
        let mut file = OpenOptions::new();
        file.read(true).append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut file, 0o600);
        file.open(path).map_err(|e| unreadable(e.to_string()))?;
        let opened = Connection::open(path).and_then(|db| {
            // The lock is taken by the first access and kept to the end: a second server is refused.
            db.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
            db.execute_batch("BEGIN EXCLUSIVE; COMMIT;")?;
            let found = schema::recognise(&db)?;
            if found == Found::Other {
                return Ok(None);
            }
            db.pragma_update(None, "journal_mode", "WAL")?;
            // In WAL mode this loses nothing when the process dies, at any point.
            db.pragma_update(None, "synchronous", "NORMAL")?;
            if found == Found::Empty {
                schema::lay_out(&db)?;
            }
            Self::over(db).map(Some)
        });
        match opened {
            Ok(Some(store)) => Ok(store),
            Ok(None) => Err(Error::DataForeign { path: path.to_owned() }),
            Err(error) => Err(match error.sqlite_error_code() {
                Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                    Error::DataInUse { path: path.to_owned() }
                }
                Some(ErrorCode::NotADatabase) => Error::DataForeign { path: path.to_owned() },
                _ => unreadable(error.to_string()),
            }),
        }
    }

    fn over(db: Connection) -> rusqlite::Result<Self> {
        db.set_prepared_statement_cache_capacity(128);
        let latest =
            db.query_row("SELECT max(created) FROM events", [], |row| row.get::<_, Option<i64>>(0))?;
        Ok(Self { db: Mutex::new(db), clock: Clock::starting_at(latest.unwrap_or(0)) })
    }

    /// Runs `work` in a transaction that is committed if it succeeds, and rolled back if it fails.
    pub(crate) fn write<T, E: From<rusqlite::Error>>(
        &self,
        work: impl FnOnce(&Tx<'_>) -> Result<T, E>,
    ) -> Result<Committed<T>, E> {
        let mut db = self.lock();
        let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let tx = Tx { db: &transaction, now: self.clock.now(), woken: Cell::new(false) };
        let value = work(&tx)?;
        let woken = tx.woken.get();
        transaction.commit()?;
        Ok(Committed { value, woken })
    }

    /// Runs `work`, which changes nothing.
    pub(crate) fn read<T>(&self, work: impl FnOnce(&Tx<'_>) -> T) -> T {
        let db = self.lock();
        work(&Tx { db: &db, now: self.clock.now(), woken: Cell::new(false) })
    }

    /// Returns the setting of that name, made and kept by `make` where there is none.
    pub(crate) fn setting(&self, name: &str, make: impl FnOnce() -> String) -> Result<String, Error> {
        let db = self.lock();
        let known =
            db.query_row("SELECT value FROM meta WHERE name = ?1", [name], |row| row.get(0)).optional();
        match known.map_err(|e| Error::Store(e.to_string()))? {
            Some(value) => Ok(value),
            None => {
                let value = make();
                put(&db, name, &value).map(|_| value).map_err(|e| Error::Store(e.to_string()))
            }
        }
    }

    /// Keeps a setting, in place of the one of that name.
    pub(crate) fn set(&self, name: &str, value: &str) -> Result<(), Error> {
        put(&self.lock(), name, value).map_err(|e| Error::Store(e.to_string()))
    }

    /// A panic elsewhere has left no open transaction behind, since unwinding rolled it back.
    fn lock(&self) -> MutexGuard<'_, Connection> {
        self.db.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn put(db: &Connection, name: &str, value: &str) -> rusqlite::Result<()> {
    db.execute("INSERT OR REPLACE INTO meta (name, value) VALUES (?1, ?2)", params![name, value]).map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_write_changes_nothing() {
        let store = Store::in_memory().unwrap();
        let failed = store.write(|tx| -> rusqlite::Result<()> {
            put(tx.db, "name", "value")?;
            Err(rusqlite::Error::InvalidQuery)
        });
        assert!(failed.is_err());
        assert_eq!(store.setting("name", || "other".into()).unwrap(), "other");
    }

    #[test]
    fn settings_are_made_once() {
        let store = Store::in_memory().unwrap();
        assert_eq!(store.setting("key", || "a".into()).unwrap(), "a");
        assert_eq!(store.setting("key", || "b".into()).unwrap(), "a");
    }
}
