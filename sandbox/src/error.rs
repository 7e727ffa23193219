//! Why a sandbox did not start.

use std::fmt;
use std::path::PathBuf;

/// Why a sandbox did not start. Its `Display` form is one plain sentence.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// Another program listens on the port.
    PortTaken {
        /// The address asked for.
        address: String,
    },
    /// The address cannot be listened on for another reason.
    Listen {
        /// The address asked for.
        address: String,
        /// What the system says.
        why: String,
    },
    /// The host is no IP address and not `localhost`.
    BadHost {
        /// The host as given.
        host: String,
    },
    /// The data file cannot be opened, read or written.
    DataUnreadable {
        /// The file asked for.
        path: PathBuf,
        /// What the system says.
        why: String,
    },
    /// The data file holds something other than a sandbox store of this version.
    DataForeign {
        /// The file asked for.
        path: PathBuf,
    },
    /// Another sandbox has the data file open.
    DataInUse {
        /// The file asked for.
        path: PathBuf,
    },
    /// An API key that the sandbox cannot have. The key itself is not shown.
    BadApiKey {
        /// What is wrong with it.
        why: &'static str,
    },
    /// A webhook secret that the sandbox cannot have. The secret itself is not shown.
    BadWebhookSecret,
    /// A URL for deliveries that is none.
    BadForwardUrl {
        /// The URL as given.
        url: String,
        /// What is wrong with it.
        why: String,
    },
    /// A fault rule that cannot be read.
    BadFault {
        /// What is wrong with it.
        why: String,
    },
    /// The certificates could not be made.
    Certificates(String),
    /// The store failed.
    Store(String),
    /// A file of the sandbox's own, such as the CA, could not be written.
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        why: String,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PortTaken { address } => write!(
                f,
                "{address} is taken by another program; choose another port, or 0 for any that is free."
            ),
            Self::Listen { address, why } => write!(f, "{address} cannot be listened on: {why}."),
            Self::BadHost { host } => {
                write!(f, "The host '{host}' is no IP address; give one, such as 127.0.0.1, or localhost.")
            }
            Self::DataUnreadable { path, why } => {
                write!(f, "The data file {} cannot be used: {why}.", path.display())
            }
            Self::DataForeign { path } => write!(
                f,
                "The file {} is not a sandbox store of this version; it is left as it is. Name another file.",
                path.display()
            ),
            Self::DataInUse { path } => write!(
                f,
                "The data file {} is in use by another sandbox; end that one, or name another file.",
                path.display()
            ),
            Self::BadApiKey { why } => write!(f, "The API key cannot be used: {why}."),
            Self::BadWebhookSecret => f.write_str(
                "The webhook secret cannot be used: it is 1 to 255 visible characters, whsec_… by custom.",
            ),
            Self::BadForwardUrl { url, why } => {
                write!(
                    f,
                    "Events cannot be forwarded to '{url}': {why}; give a URL such as http://127.0.0.1:3000/webhooks."
                )
            }
            Self::BadFault { why } => write!(f, "The fault rule cannot be read: {why}."),
            Self::Certificates(why) => write!(f, "The certificates could not be made: {why}."),
            Self::Store(why) => write!(f, "The store failed: {why}."),
            Self::File { path, why } => write!(f, "The file {} cannot be written: {why}.", path.display()),
        }
    }
}

impl std::error::Error for Error {}
