//! A driver as a child process that is asked line by line, with a time limit.

use std::collections::{BTreeMap, VecDeque};
use std::io::{self, BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Instant;

use serde_json::{Value, json};

use crate::languages::Language;

/// How many lines of a driver's standard error are kept.
const LAST_LINES: usize = 30;

/// One running driver.
#[derive(Debug)]
pub struct Driver {
    child: Child,
    input: Option<ChildStdin>,
    lines: Receiver<String>,
    complaints: Arc<Mutex<VecDeque<String>>>,
    listening: Option<JoinHandle<()>>,
    seq: u64,
    verbose: bool,
}

impl Driver {
    /// Starts the driver of `language` with `env` over its environment.
    ///
    /// # Errors
    /// When the program cannot be started.
    pub fn start(language: &Language, env: &BTreeMap<String, String>, verbose: bool) -> io::Result<Driver> {
        let mut command = language.command();
        command.envs(env).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn()?;
        let input = child.stdin.take();
        let (output, errors) = (child.stdout.take(), child.stderr.take());
        let (sender, lines) = channel();
        thread::spawn(move || {
            for line in
                output.into_iter().flat_map(|output| BufReader::new(output).lines()).map_while(Result::ok)
            {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        let complaints = Arc::new(Mutex::new(VecDeque::new()));
        let heard = Arc::clone(&complaints);
        let listening = thread::spawn(move || {
            for line in
                errors.into_iter().flat_map(|errors| BufReader::new(errors).lines()).map_while(Result::ok)
            {
                let mut heard = heard.lock().expect("no thread panics while it holds the lines");
                heard.push_back(line);
                if heard.len() > LAST_LINES {
                    heard.pop_front();
                }
            }
        });
        Ok(Driver { child, input, lines, complaints, listening: Some(listening), seq: 0, verbose })
    }

    /// Sends one message and returns the answer to it.
    ///
    /// # Errors
    /// A sentence when the driver ends, says something else, or has not answered at `deadline`.
    pub fn ask(&mut self, mut message: Value, deadline: Instant) -> Result<Value, String> {
        self.seq += 1;
        message["seq"] = json!(self.seq);
        let line = message.to_string();
        self.tell('>', &line);
        let input = self.input.as_mut().ok_or("the driver has ended")?;
        let sent = input
            .write_all(line.as_bytes())
            .and_then(|()| input.write_all(b"\n"))
            .and_then(|()| input.flush());
        let limit = deadline.saturating_duration_since(Instant::now());
        let answer = match (sent, self.lines.recv_timeout(limit)) {
            (Ok(()), Ok(answer)) => answer,
            (Ok(()), Err(RecvTimeoutError::Timeout)) => {
                return Err(format!("no answer in time to {}", start(&line)));
            }
            _ => return Err(format!("the driver ended at {}", start(&line))),
        };
        self.tell('<', &answer);
        let answer: Value = serde_json::from_str(&answer)
            .map_err(|error| format!("no JSON ({error}): {}", start(&answer)))?;
        if answer["seq"] != message["seq"] {
            return Err(format!("expected seq {}, got {}", message["seq"], start(&answer.to_string())));
        }
        Ok(answer)
    }

    /// Returns the id of the driver's process.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Takes the last lines that the driver wrote to its standard error.
    pub fn complaints(&self) -> Vec<String> {
        self.complaints.lock().expect("no thread panics while it holds the lines").drain(..).collect()
    }

    /// Ends the driver and returns the last lines that it wrote to its standard error.
    pub fn end(mut self) -> Vec<String> {
        self.kill();
        if let Some(listening) = self.listening.take() {
            let _ = listening.join();
        }
        self.complaints()
    }

    fn kill(&mut self) {
        drop(self.input.take());
        // A driver that hangs would not see its input end.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    fn tell(&self, direction: char, line: &str) {
        if self.verbose {
            eprintln!("{direction} {}", start(line));
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.kill();
    }
}

fn start(text: &str) -> String {
    text.chars().take(2000).collect()
}
