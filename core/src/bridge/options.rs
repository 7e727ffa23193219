//! Options as bindings hand them over: JSON objects, each member checked and none ignored.

use super::{AppInfo, Builder, Error, Host, RequestOptions, Value};

/// The options of a client, as a JSON object. Times are in seconds, or in milliseconds where the
/// member `milliseconds` is true.
///
/// Members: `api_key`, `base_url`, `ca_bundle` (a PEM file's path), `proxy`, `timeout`,
/// `connect_timeout`, `deadline`, `max_retries`, `api_version`, `app_info` (`name`, `version`, `url`),
/// `key_may_follow` (no error for a missing key until the first call), `env` (fill what is missing
/// from `NEXTGEN_…`), `host` (`lang`, `lang_version`, `bindings_version`).
#[derive(Clone, Debug)]
pub struct ClientOptions(Vec<(String, Value)>);

/// The options of a call, as a JSON object. Times are in seconds, or in milliseconds where the member
/// `milliseconds` is true.
///
/// Members: `idempotency_key`, `api_key`, `timeout`, `connect_timeout`, `deadline`, `max_retries`,
/// `extra_headers` (texts by name).
#[derive(Clone, Debug, Default)]
pub struct CallOptions(Vec<(String, Value)>);

impl ClientOptions {
    /// Takes options that the binding collected.
    pub fn new(pairs: Vec<(String, Value)>) -> Self {
        ClientOptions(pairs)
    }

    /// Reads options from JSON text.
    ///
    /// # Errors
    /// A configuration error when the text is no JSON object.
    pub fn from_json(text: &[u8]) -> Result<Self, Error> {
        object(text).map(ClientOptions)
    }

    pub(super) fn into_builder(self) -> Result<Builder, Error> {
        let mut builder = Builder::default();
        let mut from_env = false;
        let unit = Unit::of(&self.0);
        for (name, value) in self.0 {
            if value == Value::Null {
                continue;
            }
            match name.as_str() {
                "api_key" => builder.api_key = Some(secret_text(&name, value)?),
                "base_url" => builder.base_url = Some(text(&name, value)?),
                "ca_bundle" => builder.ca_bundle = Some(text(&name, value)?.into()),
                "proxy" => builder.proxy = Some(secret_text(&name, value)?),
                "timeout" => builder.timeout = unit.seconds(&name, value)?,
                "connect_timeout" => builder.connect_timeout = unit.seconds(&name, value)?,
                "deadline" => builder.deadline = Some(unit.seconds(&name, value)?),
                "max_retries" => builder.max_retries = integer(&name, value)?,
                "api_version" => builder.api_version = Some(text(&name, value)?),
                "app_info" => builder.app_info = Some(app_info(value)?),
                "key_may_follow" => builder.key_may_follow = value == Value::Boolean(true),
                MILLISECONDS => {}
                "env" => from_env = value == Value::Boolean(true),
                "host" => builder.host = Some(host(value)?),
                _ => return Err(unknown(&name)),
            }
        }
        Ok(if from_env { builder.or_env() } else { builder })
    }
}

impl CallOptions {
    /// The names of the options that users give, for hosts where they stand beside the parameters.
    pub const NAMES: &[&str] = &[
        "idempotency_key",
        "api_key",
        "timeout",
        "connect_timeout",
        "deadline",
        "max_retries",
        "extra_headers",
    ];

    /// Takes options that the binding collected.
    pub fn new(pairs: Vec<(String, Value)>) -> Self {
        CallOptions(pairs)
    }

    /// Reads options from JSON text.
    ///
    /// # Errors
    /// A configuration error when the text is no JSON object.
    pub fn from_json(text: &[u8]) -> Result<Self, Error> {
        object(text).map(CallOptions)
    }

    pub(super) fn into_options(self) -> Result<RequestOptions, Error> {
        let mut options = RequestOptions::new();
        let unit = Unit::of(&self.0);
        for (name, value) in self.0 {
            if value == Value::Null {
                continue;
            }
            match name.as_str() {
                "idempotency_key" => options.idempotency_key = Some(key_text(value)?),
                "api_key" => options.api_key = Some(secret_text(&name, value)?),
                "timeout" => options.timeout = Some(unit.seconds(&name, value)?),
                "connect_timeout" => options.connect_timeout = Some(unit.seconds(&name, value)?),
                "deadline" => options.deadline = Some(unit.seconds(&name, value)?),
                "max_retries" => options.max_retries = Some(integer(&name, value)?),
                "extra_headers" => options.extra_headers = texts_by_name(&name, value)?,
                MILLISECONDS => {}
                _ => return Err(unknown(&name)),
            }
        }
        Ok(options)
    }
}

fn object(text: &[u8]) -> Result<Vec<(String, Value)>, Error> {
    match serde_json::from_slice(text) {
        Ok(Value::Map(pairs)) => Ok(pairs),
        // The text may hold a key, so nothing of it is shown.
        _ => Err(Error::configuration("options", "Options must be a JSON object.")),
    }
}

fn unknown(name: &str) -> Error {
    let shown: String = name.chars().take(40).collect();
    Error::configuration(name, format!("There is no option {shown:?}."))
}

fn wrong(name: &str, wanted: &str, value: &Value) -> Error {
    Error::configuration(name, format!("{name} must be {wanted}; got {value}."))
}

fn text(name: &str, value: Value) -> Result<String, Error> {
    match value {
        Value::Text(text) => Ok(text),
        other => Err(wrong(name, "text", &other)),
    }
}

/// Takes a text that an error must not show, not even a part of it.
fn secret_text(name: &str, value: Value) -> Result<String, Error> {
    match value {
        Value::Text(text) => Ok(text),
        _ => Err(Error::configuration(name, format!("{name} must be text; got a value of another type."))),
    }
}

fn key_text(value: Value) -> Result<String, Error> {
    match value {
        Value::Text(text) => Ok(text),
        other => {
            let text = format!("idempotency_key must be text; got {other}. Nothing was sent.");
            Err(Error::refused("parameter_invalid", "idempotency_key", text))
        }
    }
}

/// The member that says in which unit a host gives times.
const MILLISECONDS: &str = "milliseconds";

/// The unit in which a host gives times, and in which messages speak of them.
#[derive(Clone, Copy)]
enum Unit {
    Seconds,
    Milliseconds,
}

impl Unit {
    fn of(pairs: &[(String, Value)]) -> Unit {
        let asked = |(name, value): &(String, Value)| name == MILLISECONDS && *value == Value::Boolean(true);
        if pairs.iter().any(asked) { Unit::Milliseconds } else { Unit::Seconds }
    }

    /// Reads a time; the client checks the range of seconds, so here only that of milliseconds is.
    fn seconds(self, name: &str, value: Value) -> Result<f64, Error> {
        let number = match value {
            Value::Integer(number) => number as f64,
            Value::Float(number) => number,
            other => return Err(wrong(name, self.wanted(), &other)),
        };
        match self {
            Unit::Seconds => Ok(number),
            Unit::Milliseconds if number > 0.0 && number <= MAX_MILLISECONDS => Ok(number / 1000.0),
            Unit::Milliseconds => Err(Error::configuration(
                name,
                format!(
                    "{name} must be {} above 0 and at most {MAX_MILLISECONDS}; got {number}.",
                    self.wanted()
                ),
            )),
        }
    }

    fn wanted(self) -> &'static str {
        match self {
            Unit::Seconds => "a number of seconds",
            Unit::Milliseconds => "a number of milliseconds",
        }
    }
}

/// The longest time limit that may be asked for: a day.
const MAX_MILLISECONDS: f64 = 86_400_000.0;

fn integer(name: &str, value: Value) -> Result<i128, Error> {
    match value {
        Value::Integer(number) => Ok(number),
        other => Err(wrong(name, "an integer", &other)),
    }
}

fn texts_by_name(name: &str, value: Value) -> Result<Vec<(String, String)>, Error> {
    let Value::Map(pairs) = value else { return Err(wrong(name, "texts by name", &value)) };
    pairs.into_iter().map(|(member, value)| Ok((member, text(name, value)?))).collect()
}

fn app_info(value: Value) -> Result<AppInfo, Error> {
    let mut app = AppInfo::default();
    for (member, text) in texts_by_name("app_info", without_nulls(value))? {
        match member.as_str() {
            "name" => app.name = text,
            "version" => app.version = Some(text),
            "url" => app.url = Some(text),
            _ => return Err(unknown(&format!("app_info.{member}"))),
        }
    }
    Ok(app)
}

fn host(value: Value) -> Result<Host, Error> {
    let members = texts_by_name("host", value)?;
    let find = |wanted: &str| {
        let found = members.iter().find(|(member, _)| member == wanted);
        found.map(|(_, text)| text.clone()).unwrap_or_default()
    };
    Ok(Host {
        lang: find("lang"),
        lang_version: find("lang_version"),
        bindings_version: find("bindings_version"),
    })
}

fn without_nulls(value: Value) -> Value {
    match value {
        Value::Map(pairs) => {
            Value::Map(pairs.into_iter().filter(|(_, value)| *value != Value::Null).collect())
        }
        other => other,
    }
}
