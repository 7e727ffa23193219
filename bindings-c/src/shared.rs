//! Clients that outlive their handles: one for each text of options, for the life of the process.
//!
//! A host that begins anew with every web request, as PHP does, makes its client anew too. With the
//! option `shared` it gets the one made before, with its open connections and its retry budget.

use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use nextgen::Error;
use nextgen::bridge::{Client, Value};

/// The most clients that are kept; beyond it the one unused for longest goes.
const MOST: usize = 64;

static SHARED: Mutex<Vec<Shared>> = Mutex::new(Vec::new());

struct Shared {
    /// The whole text of the options.
    options: Vec<u8>,
    /// What the options read beside their text, as it was.
    read: Read,
    client: Client,
}

/// What a client read when it was made: a change of it asks for a new client.
#[derive(PartialEq)]
struct Read {
    environment: Option<Vec<(OsString, OsString)>>,
    ca_bundle: Option<(PathBuf, Option<(SystemTime, u64)>)>,
}

/// Returns the client that was made from the same text, if it is still as the text would make it.
pub(crate) fn find(options: &[u8]) -> Option<Client> {
    let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
    let place = shared.iter().position(|known| known.options == options)?;
    let found = shared.remove(place);
    if found.read != found.read.again() {
        return None;
    }
    let client = found.client.clone();
    shared.push(found);
    Some(client)
}

/// Makes a client that later handles of the same options share.
pub(crate) fn make(
    options: &[u8],
    pairs: &[(String, Value)],
    make: impl FnOnce() -> Result<Client, Error>,
) -> Result<Client, Error> {
    // Read before the client is made: should it change in between, the next handle sees the change.
    let read = Read::of(pairs);
    let client = make()?;
    let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
    shared.retain(|known| known.options != options);
    if shared.len() >= MOST {
        shared.remove(0);
    }
    shared.push(Shared { options: options.to_vec(), read, client: client.clone() });
    Ok(client)
}

impl Read {
    fn of(pairs: &[(String, Value)]) -> Read {
        let given = |wanted: &str| pairs.iter().find(|(name, _)| name == wanted).map(|(_, value)| value);
        let env = given("env") == Some(&Value::Boolean(true));
        let ca_bundle = match given("ca_bundle") {
            Some(Value::Text(path)) => Some(PathBuf::from(path)),
            _ if env => std::env::var_os("NEXTGEN_CA_BUNDLE").map(PathBuf::from),
            _ => None,
        };
        let asks = env || given("proxy") == Some(&Value::from("env"));
        Read {
            environment: asks.then(environment),
            ca_bundle: ca_bundle.map(|path| (path.clone(), stamp(&path))),
        }
    }

    /// Reads the same again.
    fn again(&self) -> Read {
        Read {
            environment: self.environment.as_ref().map(|_| environment()),
            ca_bundle: self.ca_bundle.as_ref().map(|(path, _)| (path.clone(), stamp(path))),
        }
    }
}

/// Returns the variables that a client may read.
fn environment() -> Vec<(OsString, OsString)> {
    let ours = |name: &str| name.starts_with("NEXTGEN_") || name.to_ascii_uppercase().ends_with("_PROXY");
    std::env::vars_os().filter(|(name, _)| name.to_str().is_some_and(ours)).collect()
}

fn stamp(path: &PathBuf) -> Option<(SystemTime, u64)> {
    let about = std::fs::metadata(path).ok()?;
    Some((about.modified().ok()?, about.len()))
}
