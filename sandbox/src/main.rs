//! The sandbox on the command line.

mod cli;
mod ending;
mod running;

use std::io::Write;
use std::process::ExitCode;

use nextgen_sandbox::Sandbox;

use cli::Command;
use ending::Ending;
use running::Running;

fn main() -> ExitCode {
    let outcome = match cli::parse(lexopt::Parser::from_env()) {
        Ok(Command::Help) => {
            say(cli::HELP);
            Ok(())
        }
        Ok(Command::Version) => {
            say(concat!("nextgen-sandbox ", env!("CARGO_PKG_VERSION"), "\n"));
            Ok(())
        }
        Ok(Command::Env { port }) => running::find(port).map(|running| say(&running.exports())),
        Ok(Command::Serve(serve)) => run(*serve),
        Err(message) => {
            eprintln!("nextgen-sandbox: {message}\nTry 'nextgen-sandbox --help'.");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("nextgen-sandbox: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(serve: cli::Serve) -> Result<(), String> {
    // Listened to from here on, so that a signal during the start ends the program cleanly too.
    let ending =
        Ending::listen(serve.until_eof).map_err(|error| format!("Signals cannot be waited for: {error}."))?;
    let data = serve.options.data.clone();
    let sandbox = Sandbox::start(serve.options).map_err(|error| error.to_string())?;
    let running = Running::of(&sandbox);
    if !sandbox.is_local() {
        eprintln!(
            "Warning: the sandbox can be reached from other machines; anyone with its key can use it. \
             Leave --host out to keep it to this one."
        );
    }
    // Without the note all works but `env`, and the user should know why that does not.
    let note = running
        .note()
        .map_err(|why| eprintln!("Warning: 'nextgen-sandbox env' will not find this server: {why}."));
    if serve.json {
        say(&format!("{}\n", running.json()));
    } else {
        let data = data.map_or("in memory, gone when it ends".to_owned(), |path| path.display().to_string());
        say(&running.account(&data));
    }
    ending.wait();
    if let Ok(note) = note {
        note.remove();
    }
    sandbox.stop();
    Ok(())
}

/// Prints text; a reader that has gone does not end the server.
fn say(text: &str) {
    let mut out = std::io::stdout();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}
