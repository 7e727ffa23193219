//! The sandbox as a process of its own, which is killed without warning and started again on its data.

use std::fs;
use std::io::{self, BufRead, BufReader};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::{Map, Value, json};

/// A folder that goes when this value goes.
#[derive(Debug)]
pub(super) struct Folder(pub(super) PathBuf);

/// A running sandbox process, and the file that outlives it.
#[derive(Debug)]
pub struct Server {
    program: PathBuf,
    folder: Folder,
    child: Child,
    told: Value,
}

impl Server {
    /// Starts `nextgen-sandbox`, found beside this program, on a free port and a data file of its own.
    ///
    /// # Errors
    /// When it is not built or does not start.
    pub fn start() -> io::Result<Server> {
        let beside = std::env::current_exe()?.parent().map(Path::to_owned).unwrap_or_default();
        let program = beside.join("nextgen-sandbox");
        let folder = Folder::create()?;
        let (child, told) = spawn(&program, &folder.0)?;
        Ok(Server { program, folder, child, told })
    }

    /// Kills the process as `kill -9` does, and starts another on the same data.
    ///
    /// # Errors
    /// When the other does not start: its data are broken.
    pub fn kill_and_restart(&mut self) -> io::Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        (self.child, self.told) = spawn(&self.program, &self.folder.0)?;
        Ok(())
    }

    /// Returns where the process listens now.
    pub fn address(&self) -> SocketAddr {
        let port = self.text("base_url").trim_end_matches("/v1").rsplit(':').next().map(str::parse);
        SocketAddr::from((Ipv4Addr::LOCALHOST, port.and_then(Result::ok).unwrap_or(0)))
    }

    /// Returns the options of a client that reaches the server by `port`.
    pub fn options(&self, port: u16) -> Map<String, Value> {
        let options = json!({
            "api_key": self.text("api_key"), "ca_bundle": self.text("ca_bundle"),
            "base_url": format!("https://127.0.0.1:{port}/v1"),
        });
        options.as_object().cloned().unwrap_or_default()
    }

    fn text(&self, name: &str) -> &str {
        self.told[name].as_str().unwrap_or_default()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Folder {
    /// Makes a new folder among the temporary ones.
    pub(super) fn create() -> io::Result<Folder> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("nextgen-torture-{}-{number}", std::process::id()));
        fs::create_dir_all(&folder)?;
        Ok(Folder(folder))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Returns id, description and amount of every charge in the store that `options` reach.
/// Asked by the Rust SDK, whatever language is under test.
///
/// # Errors
/// A sentence when the server does not answer.
pub fn stored(options: &Map<String, Value>) -> Result<Vec<(String, String, i64)>, String> {
    let text = |name: &str| options[name].as_str().unwrap_or_default().to_owned();
    let client = nextgen::Client::builder()
        .api_key(text("api_key"))
        .base_url(text("base_url"))
        .ca_bundle(text("ca_bundle"))
        .build()
        .map_err(|error| error.to_string())?;
    let charges = client.charges().list(nextgen::ListCharges::new().limit(100));
    let row = |charge: nextgen::Charge| (charge.id, charge.description.unwrap_or_default(), charge.amount);
    charges.auto_paging().map(|charge| charge.map(row).map_err(|error| error.to_string())).collect()
}

fn spawn(program: &Path, folder: &Path) -> io::Result<(Child, Value)> {
    let mut command = Command::new(program);
    // It ends when this program does, however that ends.
    command.args(["--port", "0", "--json", "--until-eof", "--data"]).arg(folder.join("shop.db"));
    command.env("XDG_RUNTIME_DIR", folder).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child =
        command.spawn().map_err(|error| io::Error::other(format!("{}: {error}", program.display())))?;
    let mut line = String::new();
    if let Some(output) = child.stdout.take() {
        BufReader::new(output).read_line(&mut line)?;
    }
    let told = serde_json::from_str(&line).map_err(|_| io::Error::other("the sandbox did not start"))?;
    Ok((child, told))
}
