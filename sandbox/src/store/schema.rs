//! The tables, and the mark by which a file is known as a sandbox store.

use rusqlite::Connection;

/// The mark of a sandbox store in SQLite's header ("NGSB").
const APPLICATION: i32 = 0x4e47_5342;
/// The version of the tables below.
const VERSION: i32 = 1;

/// Tables that hold objects of the API, all of one shape.
///
/// `seq` is the order of creation and never used again, so it serves as the cursor of lists. `filter`
/// is what lists of the kind are filtered by: a charge's customer, an event's type.
const OBJECTS: &[&str] = &["charges", "customers", "refunds", "disputes", "events", "webhook_endpoints"];

const OTHERS: &str = "
    CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    -- Where deleted objects stood, for cursors that name them and for notices of deletion.
    CREATE TABLE deleted (id TEXT PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE secrets (endpoint TEXT PRIMARY KEY, secret TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE settlements (charge TEXT PRIMARY KEY, due INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE idempotency (
        key TEXT PRIMARY KEY, created INTEGER NOT NULL, fingerprint BLOB NOT NULL,
        request TEXT NOT NULL, status INTEGER NOT NULL, body BLOB NOT NULL
    );
    CREATE INDEX idempotency_created ON idempotency (created);
    CREATE TABLE deliveries (
        seq INTEGER PRIMARY KEY AUTOINCREMENT, event TEXT NOT NULL, destination TEXT NOT NULL,
        due INTEGER NOT NULL, attempts INTEGER NOT NULL
    );
    CREATE INDEX deliveries_due ON deliveries (destination, due);
    CREATE TABLE attempts (
        seq INTEGER PRIMARY KEY AUTOINCREMENT, event TEXT NOT NULL, destination TEXT NOT NULL, url TEXT NOT NULL,
        number INTEGER NOT NULL, at INTEGER NOT NULL, millis INTEGER NOT NULL, status INTEGER, error TEXT,
        response TEXT NOT NULL
    );
";

/// What an opened database turned out to be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// A store of this version.
    Store,
    /// Nothing yet.
    Empty,
    /// Something else, or a store of a version that this program does not know.
    Other,
}

/// Looks at a database without changing it.
pub(super) fn recognise(db: &Connection) -> rusqlite::Result<Found> {
    let pragma = |name: &str| db.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    let tables: i64 = db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    Ok(match (pragma("application_id")?, pragma("user_version")?) {
        (APPLICATION, VERSION) => Found::Store,
        (0, 0) if tables == 0 => Found::Empty,
        _ => Found::Other,
    })
}

/// Lays out the tables in an empty database.
pub(super) fn lay_out(db: &Connection) -> rusqlite::Result<()> {
    let mut script = String::from("BEGIN IMMEDIATE;");
    for table in OBJECTS {
        script += &format!(
            "CREATE TABLE {table} (
                seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, created INTEGER NOT NULL,
                filter TEXT, body TEXT NOT NULL
             );
             CREATE INDEX {table}_created ON {table} (created);
             CREATE INDEX {table}_filter ON {table} (filter) WHERE filter IS NOT NULL;"
        );
    }
    script += OTHERS;
    script += &format!("PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION}; COMMIT;");
    db.execute_batch(&script)
}
