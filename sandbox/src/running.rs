//! What other programs need to know of a running server, and the note by which `env` finds it.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use nextgen_sandbox::Sandbox;
use serde::{Deserialize, Serialize};
use ureq::Agent;
use ureq::tls::{PemItem, RootCerts, TlsConfig, parse_pem};

/// What a client needs to use a running server.
#[derive(Deserialize, Serialize)]
pub(crate) struct Running {
    base_url: String,
    api_key: String,
    ca_bundle: PathBuf,
    webhook_secret: String,
    pid: u32,
}

/// The note left for `env`.
pub(crate) struct Note(PathBuf);

impl Running {
    pub(crate) fn of(sandbox: &Sandbox) -> Self {
        Self {
            base_url: sandbox.base_url().to_owned(),
            api_key: sandbox.api_key().to_owned(),
            ca_bundle: sandbox.ca_path().to_owned(),
            webhook_secret: sandbox.webhook_secret().to_owned(),
            pid: std::process::id(),
        }
    }

    /// Returns one line of JSON, for scripts.
    pub(crate) fn json(&self) -> String {
        serde_json::to_string(self).expect("texts and a number serialise")
    }

    /// Returns the same for people.
    pub(crate) fn account(&self, data: &str) -> String {
        format!(
            "NextGen sandbox {}, test mode, at {}\n  API key         {}\n  CA bundle       {}\n  \
             webhook secret  {}\n  data            {data}\nSet a shell up with: eval \"$(nextgen-sandbox env)\"\n",
            env!("CARGO_PKG_VERSION"),
            self.base_url,
            self.api_key,
            self.ca_bundle.display(),
            self.webhook_secret
        )
    }

    /// Returns the lines that set a shell's environment.
    pub(crate) fn exports(&self) -> String {
        let quoted = |text: &str| format!("'{}'", text.replace('\'', r"'\''"));
        let ca_bundle = self.ca_bundle.display().to_string();
        [
            ("NEXTGEN_API_KEY", &self.api_key),
            ("NEXTGEN_BASE_URL", &self.base_url),
            ("NEXTGEN_CA_BUNDLE", &ca_bundle),
            ("NEXTGEN_WEBHOOK_SECRET", &self.webhook_secret),
        ]
        .map(|(name, value)| format!("export {name}={}\n", quoted(value)))
        .concat()
    }

    /// Leaves a note for `env`, readable by this user alone.
    pub(crate) fn note(&self) -> Result<Note, String> {
        let directory = directory().ok_or("none of XDG_RUNTIME_DIR, HOME and LOCALAPPDATA is set")?;
        let path = directory.join(format!("{}.json", self.pid));
        let (mut folder, mut file) = (DirBuilder::new(), OpenOptions::new());
        folder.recursive(true);
        file.write(true).create(true).truncate(true);
        #[cfg(unix)]
        {
            std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
            std::os::unix::fs::OpenOptionsExt::mode(&mut file, 0o600);
        }
        let written = folder
            .create(&directory)
            .and_then(|()| file.open(&path))
            .and_then(|mut file| file.write_all(self.json().as_bytes()));
        written
            .map(|()| Note(path.clone()))
            .map_err(|error| format!("{} cannot be written: {error}", path.display()))
    }

    fn port(&self) -> Option<u16> {
        self.base_url.trim_end_matches("/v1").rsplit(':').next()?.parse().ok()
    }

    /// Asks the server itself whether it runs: only it has the key that its CA vouches for.
    fn answers(&self) -> bool {
        let Ok(pem) = fs::read(&self.ca_bundle) else { return false };
        let roots = parse_pem(&pem).filter_map(|item| match item {
            Ok(PemItem::Certificate(certificate)) => Some(certificate),
            _ => None,
        });
        let tls = TlsConfig::builder().root_certs(RootCerts::Specific(Arc::new(roots.collect()))).build();
        let agent: Agent = Agent::config_builder()
            .tls_config(tls)
            .proxy(None)
            .timeout_global(Some(Duration::from_secs(5)))
            .build()
            .into();
        let url = format!("{}/_sandbox", self.base_url.trim_end_matches("/v1"));
        agent.get(&url).header("Authorization", &format!("Bearer {}", self.api_key)).call().is_ok()
    }
}

impl Note {
    pub(crate) fn remove(self) {
        // A note that stays is known by its server not answering.
        let _ = fs::remove_file(self.0);
    }
}

/// Finds the running server: the one on `port`, or the one started last.
pub(crate) fn find(port: Option<u16>) -> Result<Running, String> {
    let mut notes = directory().map(|directory| notes(&directory)).unwrap_or_default();
    notes.sort_by_key(|(written, ..)| std::cmp::Reverse(*written));
    for (_, note, running) in notes {
        if port.is_some() && running.port() != port {
            continue;
        }
        if running.answers() {
            return Ok(running);
        }
        // Its server died without taking the note away.
        note.remove();
    }
    Err(match port {
        Some(port) => {
            format!("No sandbox runs on port {port}; start one with 'nextgen-sandbox --port {port}'.")
        }
        None => "No sandbox runs; start one with 'nextgen-sandbox'.".to_owned(),
    })
}

fn notes(directory: &Path) -> Vec<(SystemTime, Note, Running)> {
    let files = fs::read_dir(directory).into_iter().flatten().flatten();
    let read = files.filter_map(|file| {
        let written = file.metadata().ok()?.modified().ok()?;
        let running = serde_json::from_str(&fs::read_to_string(file.path()).ok()?).ok()?;
        Some((written, Note(file.path()), running))
    });
    read.collect()
}

/// Returns this user's own directory for what lasts as long as a program runs.
fn directory() -> Option<PathBuf> {
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    set("XDG_RUNTIME_DIR")
        .or_else(|| set("HOME").map(|home| home.join(".cache")))
        .or_else(|| set("LOCALAPPDATA"))
        .map(|d| d.join("nextgen-sandbox"))
}
