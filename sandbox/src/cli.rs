//! The command line: what it takes, and what it means.

use std::path::PathBuf;

use lexopt::prelude::{Long, Short, Value};
use nextgen_sandbox::Options;

/// The port where none is given.
const PORT: u16 = 4243;

pub(crate) const HELP: &str = "\
The NextGen payments API in test mode, over HTTPS, on your own machine.

Usage: nextgen-sandbox [options]          run the server until Ctrl-C or SIGTERM
       nextgen-sandbox env [--port N]     print what a shell needs to use the running server:
                                          eval \"$(nextgen-sandbox env)\"

Options:
  --port N              the port to listen on; 0 takes any that is free (default 4243)
  --host ADDRESS        the address to listen on (default 127.0.0.1, this machine alone)
  --data FILE           keep the account in this file, an SQLite database (default: in memory)
  --forward-to URL      deliver every event to this URL, signed; may be given several times
  --api-key KEY         the secret test key, sk_test_… (default: made at the first start); may be given several times
  --webhook-secret S    what signs the events for --forward-to (default: made at the first start)
  --json                print one line of JSON once the server listens
  --until-eof           end when standard input ends, and so with the test run that started the server
  -h, --help            print this text
  -V, --version         print the version
";

/// What the command line asks for.
#[derive(Debug)]
pub(crate) enum Command {
    Help,
    Version,
    Env { port: Option<u16> },
    Serve(Box<Serve>),
}

/// How to run the server.
#[derive(Debug)]
pub(crate) struct Serve {
    pub(crate) options: Options,
    pub(crate) json: bool,
    pub(crate) until_eof: bool,
}

/// Reads the command line; the error is a sentence for the user.
pub(crate) fn parse(mut parser: lexopt::Parser) -> Result<Command, String> {
    let mut serve =
        Serve { options: Options { port: PORT, ..Options::default() }, json: false, until_eof: false };
    let options = &mut serve.options;
    let (mut env, mut port, mut first) = (false, None, true);
    while let Some(argument) = parser.next().map_err(|error| format!("{error}."))? {
        let text = |parser: &mut lexopt::Parser| -> Result<String, String> {
            let value = parser.value().map_err(|error| format!("{error}."))?;
            value.into_string().map_err(|_| "An option's value is not UTF-8.".to_owned())
        };
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Short('V') | Long("version") => return Ok(Command::Version),
            Value(word) if first && word == "env" => env = true,
            Long("port") => {
                let given = text(&mut parser)?;
                port =
                    Some(given.parse().map_err(|_| format!("--port is '{given}'; it must be 0 to 65535."))?);
            }
            Long(other) if env => return Err(format!("'env' takes --port alone, not --{other}.")),
            Long("host") => options.host = text(&mut parser)?,
            Long("data") => {
                options.data = Some(PathBuf::from(parser.value().map_err(|error| format!("{error}."))?));
            }
            Long("forward-to") => options.forward_to.push(text(&mut parser)?),
            Long("api-key") => options.api_keys.push(text(&mut parser)?),
            Long("webhook-secret") => options.webhook_secret = Some(text(&mut parser)?),
            Long("json") => serve.json = true,
            Long("until-eof") => serve.until_eof = true,
            other => return Err(format!("{}.", other.unexpected())),
        }
        first = false;
    }
    if env {
        return Ok(Command::Env { port });
    }
    options.port = port.unwrap_or(PORT);
    Ok(Command::Serve(Box::new(serve)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(arguments: &[&str]) -> Result<Command, String> {
        parse(lexopt::Parser::from_args(arguments))
    }

    #[test]
    fn reads_options() {
        let line = [
            "--port",
            "0",
            "--json",
            "--data=shop.db",
            "--forward-to",
            "http://a/b",
            "--forward-to",
            "http://c",
        ];
        let Ok(Command::Serve(serve)) = read(&line) else { panic!("no server") };
        assert_eq!((serve.options.port, serve.json, serve.options.forward_to.len()), (0, true, 2));
        assert_eq!(serve.options.data, Some(PathBuf::from("shop.db")));
        assert!(matches!(read(&["env", "--port", "5000"]), Ok(Command::Env { port: Some(5000) })));
        assert!(matches!(read(&["env"]), Ok(Command::Env { port: None })));
        let Ok(Command::Serve(serve)) = read(&[]) else { panic!("no server") };
        assert_eq!((serve.options.port, serve.options.host.as_str()), (4243, "127.0.0.1"));
    }

    #[test]
    fn refuses_what_it_does_not_know() {
        for line in [
            &["--port", "x"][..],
            &["--port"],
            &["--nope"],
            &["serve"],
            &["--json", "env"],
            &["env", "--json"],
        ] {
            assert!(read(line).is_err(), "{line:?}");
        }
    }
}
