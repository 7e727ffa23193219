//! The languages of the suite: how to start each one's driver.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The settings that an SDK may read from the environment; a case sets its own.
const SETTINGS: [&str; 5] =
    ["NEXTGEN_API_KEY", "NEXTGEN_BASE_URL", "NEXTGEN_CA_BUNDLE", "NEXTGEN_PROXY", "NEXTGEN_WEBHOOK_SECRET"];

/// Exits by 0 when the library behind the PHP package was built, or another is named.
const PHP_LIBRARY: &str =
    "exit(getenv('NEXTGEN_LIBRARY') || glob('bindings-php/lib/*/libnextgen.*') ? 0 : 1);";

/// A language and its driver.
#[derive(Clone, Debug)]
pub struct Language {
    /// The name on the command line and in the matrix.
    pub name: &'static str,
    /// The name in `User-Agent: NextGen/v1 <name>Bindings/…`.
    pub agent: &'static str,
    program: PathBuf,
    arguments: Vec<PathBuf>,
    /// Arguments with which the program says by its exit status whether the package is there.
    probe: &'static [&'static str],
    /// A variable by which the program finds the package of this repository, unless it is set already.
    search: Option<(&'static str, PathBuf)>,
}

/// Returns every language, the ones whose driver is not built included. `tests` is the folder of
/// this crate; `programs` are replacements given as `name=path`.
pub fn all(tests: &Path, programs: &[String]) -> Vec<Language> {
    let beside =
        std::env::current_exe().ok().and_then(|path| path.parent().map(Path::to_owned)).unwrap_or_default();
    let scripts = tests.join("drivers");
    let script = |name: &'static str, agent, program: &str, file: &str, probe| Language {
        name,
        agent,
        program: chosen(programs, name).unwrap_or_else(|| PathBuf::from(program)),
        arguments: vec![scripts.join(file)],
        probe,
        search: None,
    };
    let ruby = script("ruby", "Ruby", "ruby", "ruby/driver.rb", &["-e", "require 'nextgen'"]);
    vec![
        Language {
            name: "rust",
            agent: "Rust",
            program: chosen(programs, "rust").unwrap_or_else(|| beside.join("nextgen-driver-rust")),
            arguments: Vec::new(),
            probe: &[],
            search: None,
        },
        Language { search: Some(("RUBYLIB", tests.join("../bindings-ruby/lib"))), ..ruby },
        script("python", "Python", "python3", "python/driver.py", &["-c", "import nextgen"]),
        script("php", "PHP", "php", "php/driver.php", &["-r", PHP_LIBRARY]),
        script("node", "Node", "node", "node/driver.js", &["-e", "require('./bindings-node')"]),
    ]
}

impl Language {
    /// Returns the command that starts the driver.
    pub fn command(&self) -> Command {
        let mut command = self.interpreter();
        command.args(&self.arguments);
        command
    }

    /// Returns the command that runs a program of the language from its standard input, its
    /// environment free of the settings of an SDK.
    pub fn interpreter(&self) -> Command {
        let mut command = Command::new(&self.program);
        let ours = |name: &str| SETTINGS.contains(&name) || name.to_ascii_uppercase().ends_with("_PROXY");
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_str().is_some_and(ours)) {
            command.env_remove(name);
        }
        if let Some((name, folder)) =
            self.search.as_ref().filter(|(name, _)| std::env::var_os(name).is_none())
        {
            command.env(name, folder);
        }
        command
    }

    /// Says whether the driver and its package are there.
    pub fn is_built(&self) -> bool {
        let scripts_there = self.arguments.iter().all(|path| path.exists());
        if self.probe.is_empty() {
            return scripts_there && self.program.exists();
        }
        let answers = || self.interpreter().args(self.probe).output();
        scripts_there && answers().is_ok_and(|output| output.status.success())
    }
}

fn chosen(programs: &[String], name: &str) -> Option<PathBuf> {
    programs.iter().find_map(|program| program.strip_prefix(name)?.strip_prefix('=')).map(PathBuf::from)
}
