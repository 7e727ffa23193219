//! Plays one case to one driver.

use std::time::{Duration, Instant};

use serde_json::{Map, Value, json};

use crate::case::{Case, Server, over};
use crate::check;
use crate::driver::Driver;
use crate::fill::{fill, fill_text};
use crate::languages::Language;
use crate::leaks;
use crate::saw;
use crate::stage::{House, Stage};

/// Begins every line about a time that was missed: on a busy machine that may be the machine's fault.
pub const LATE: &str = "time: ";

/// How a case ended in one language.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// What was wrong; empty when nothing was.
    pub wrong: Vec<String>,
    /// The driver's reason for not being able to express the case.
    pub unsupported: Option<String>,
    /// The errors that came back, for comparing languages: step, class, code, message.
    pub errors: Vec<[String; 4]>,
}

impl Outcome {
    /// Says whether nothing was wrong but times.
    pub fn is_only_late(&self) -> bool {
        !self.wrong.is_empty() && self.wrong.iter().all(|line| line.starts_with(LATE))
    }
}

/// Plays `case` on the driver in `kept`, which is started where there is none, or on a driver of its
/// own where the case sets the environment. A driver that broke is not kept.
pub fn run(
    house: &House,
    case: &Case,
    language: &Language,
    kept: &mut Option<Driver>,
    verbose: bool,
) -> Outcome {
    let mut outcome = Outcome { wrong: Vec::new(), unsupported: None, errors: Vec::new() };
    let mut driver = if case.env.is_empty() { kept.take() } else { None };
    let result = Stage::set(house, case, language.agent).and_then(|stage| {
        let env = case.env.iter().map(|(name, text)| Ok((name.clone(), fill_text(text, &stage.places)?)));
        let env = env.collect::<Result<_, String>>()?;
        let driver = match &mut driver {
            Some(driver) => driver,
            none => none.insert(Driver::start(language, &env, verbose).map_err(|error| error.to_string())?),
        };
        let deadline = Instant::now() + Duration::from_secs_f64(case.limit.unwrap_or(15.0));
        let mut play = Play { case, stage, driver, deadline, secrets: Vec::new(), outcome: &mut outcome };
        play.all(language)
    });
    let broken = result.is_err();
    outcome.wrong.extend(result.err());
    // An SDK prints nothing, so a line on standard error is wrong whatever else happened.
    let printed = match driver {
        Some(driver) if !broken && case.env.is_empty() => kept.insert(driver).complaints(),
        Some(driver) => driver.end(),
        None => Vec::new(),
    };
    outcome.wrong.extend(printed.into_iter().map(|line| format!("stderr: {line}")));
    outcome
}

struct Play<'a> {
    case: &'a Case,
    stage: Stage,
    driver: &'a mut Driver,
    deadline: Instant,
    secrets: Vec<String>,
    outcome: &'a mut Outcome,
}

impl Play<'_> {
    fn all(&mut self, language: &Language) -> Result<(), String> {
        if let Some(key) = self.case.env.get("NEXTGEN_API_KEY") {
            self.secrets.push(key.clone());
        }
        let refused =
            self.case.refused.as_ref().map(|refused| fill(refused, &self.stage.places)).transpose()?;
        if self.case.server != Server::None {
            let made = self.ask(self.client(&json!({"op": "client", "options": self.case.client}))?)?;
            match refused {
                _ if self.outcome.unsupported.is_some() => return Ok(()),
                Some(want) => self.refusal(&want, &made, language)?,
                None => check::reply(&json!({"ok": null}), &made, "client", &mut self.outcome.wrong),
            }
        }
        let began = Instant::now();
        for (index, step) in self.case.steps.iter().enumerate() {
            self.step(step, index)?;
            if self.outcome.unsupported.is_some() {
                return Ok(());
            }
        }
        let took = began.elapsed().as_secs_f64();
        if let Some((least, most)) = self.case.seconds
            && !(least..=most).contains(&took)
        {
            self.outcome.wrong.push(format!("{LATE}took {took:.2} s, expected {least} to {most} s"));
        }
        let saw = self.case.saw.clone().unwrap_or(json!({}));
        let saw = fill(&saw, &self.stage.places)?;
        saw::check(&saw, &self.stage, &mut self.outcome.wrong);
        Ok(())
    }

    /// Checks that a client was refused: at once, or at its first call where the language is late.
    fn refusal(&mut self, want: &Value, made: &Value, language: &Language) -> Result<(), String> {
        let late = self.case.late.iter().any(|name| name == language.name);
        let reply = if late && made.get("ok").is_some() {
            self.ask(json!({"op": "charges.list", "client": "c1"}))?
        } else {
            made.clone()
        };
        check::reply(&json!({"error": want}), &reply, "client", &mut self.outcome.wrong);
        self.remember(0, &reply);
        Ok(())
    }

    fn step(&mut self, step: &Value, index: usize) -> Result<(), String> {
        let step = fill(step, &self.stage.places)?;
        let Value::Object(mut message) = step else { return Err("a step is no object".to_owned()) };
        if let Some(count) = message.remove("await_closed") {
            let count = count.as_u64().and_then(|count| usize::try_from(count).ok()).unwrap_or(1);
            let closed = self.stage.evil.as_ref().is_some_and(|evil| evil.wait_closed(count));
            return if closed { Ok(()) } else { Err("the server did not close in time".to_owned()) };
        }
        let mut want = message.remove("want").unwrap_or(json!({}));
        let keep = message.remove("keep");
        let repeat = message.remove("repeat").and_then(|repeat| repeat.as_u64()).unwrap_or(1);
        if let Some(Value::Object(reads)) = message.remove("reads") {
            let paths: Vec<Vec<&str>> = reads.keys().map(|path| path.split('.').collect()).collect();
            message.insert("read".to_owned(), json!(paths));
            want["read"] = reads.values().cloned().collect();
        }
        let message = self.message(message)?;
        for _ in 0..repeat {
            let reply = self.ask(message.clone())?;
            if self.outcome.unsupported.is_some() {
                return Ok(());
            }
            check::reply(&want, &reply, &format!("step {index}"), &mut self.outcome.wrong);
            self.remember(index, &reply);
            self.keep(keep.as_ref(), &reply);
        }
        Ok(())
    }

    /// Turns a step into what goes to the driver.
    fn message(&self, mut step: Map<String, Value>) -> Result<Value, String> {
        let op = step.get("op").and_then(Value::as_str).unwrap_or_default().to_owned();
        if op.starts_with("webhook.") {
            if let Some(Value::String(payload)) = step.remove("payload") {
                step.entry("payload_base64").or_insert_with(|| json!(check::base64(payload.as_bytes())));
            }
        } else if op == "client" {
            return self.client(&Value::Object(step));
        } else {
            step.entry("client").or_insert(json!("c1"));
        }
        Ok(Value::Object(step))
    }

    /// Returns the message that makes a client, the stage's defaults under its options.
    fn client(&self, step: &Value) -> Result<Value, String> {
        let step = fill(step, &self.stage.places)?;
        let own = step["options"].as_object().cloned().unwrap_or_default();
        let from_env = own.get("from_env").is_some_and(|value| value == &json!(true));
        let mut options = if from_env { Map::new() } else { over(&self.stage.defaults, &own) };
        options.retain(|_, value| *value != json!({"$unset": true}));
        let name = step.get("client").cloned().unwrap_or(json!("c1"));
        Ok(json!({"op": "client", "client": name, "from_env": from_env, "options": options}))
    }

    fn ask(&mut self, message: Value) -> Result<Value, String> {
        leaks::collect(&message, &mut self.secrets);
        let reply = self.driver.ask(message, self.deadline)?;
        if let Some(reason) = reply.get("unsupported").and_then(Value::as_str) {
            self.outcome.unsupported = Some(reason.to_owned());
        }
        self.outcome.wrong.extend(leaks::find(&reply, &self.secrets));
        Ok(reply)
    }

    fn remember(&mut self, index: usize, reply: &Value) {
        if let Some(error) = reply.get("error") {
            let text = |name: &str| error[name].as_str().unwrap_or_default().to_owned();
            self.outcome.errors.push([index.to_string(), text("class"), text("code"), text("message")]);
        }
    }

    /// Puts values of the answer where later steps find them.
    fn keep(&mut self, keep: Option<&Value>, reply: &Value) {
        for (name, path) in keep.and_then(Value::as_object).into_iter().flatten() {
            let mut value = &reply["ok"];
            for part in path.as_str().unwrap_or_default().split('.') {
                value = part.parse::<usize>().map_or(&value[part], |index| &value[index]);
            }
            self.stage.places.insert(name.clone(), value.as_str().unwrap_or_default().to_owned());
        }
    }
}
