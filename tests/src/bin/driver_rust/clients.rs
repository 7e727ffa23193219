//! Clients by name: the public one, and the door for what the public types cannot say.

use std::collections::BTreeMap;
use std::time::Duration;

use nextgen::bridge::{self, ClientOptions};
use nextgen::{AppInfo, Builder, Client, RequestOptions};
use serde_json::{Value, json};

use crate::{Refused, values};

/// The clients made so far.
#[derive(Default)]
pub(crate) struct Clients(BTreeMap<String, Entry>);

/// One client in both forms.
pub(crate) struct Entry {
    /// The client that Rust programs use, where its options could be typed.
    pub(crate) public: Option<Client>,
    /// The client that bindings use.
    pub(crate) door: bridge::Client,
}

impl Clients {
    /// Makes a client; what the builder's types cannot take goes to the door, which must refuse it.
    pub(crate) fn make(&mut self, message: &Value) -> Result<Value, Refused> {
        let options = &message["options"];
        let from_env = message["from_env"] == json!(true);
        let public = match (from_env, builder(options)) {
            (true, _) => Some(Client::from_env()?),
            (false, Some(builder)) => Some(builder.build()?),
            (false, None) => None,
        };
        let mut pairs = vec![("env".to_owned(), bridge::Value::Boolean(from_env))];
        for (name, value) in options.as_object().into_iter().flatten() {
            pairs.push((name.clone(), values::door(value)?));
        }
        let door = bridge::Client::new(ClientOptions::new(pairs), None, None)?;
        let name = message["client"].as_str().unwrap_or_default().to_owned();
        self.0.insert(name, Entry { public, door });
        Ok(json!({"ok": null}))
    }

    /// Returns the client that a message names.
    pub(crate) fn get(&self, message: &Value) -> Result<&Entry, Refused> {
        let name = message["client"].as_str().unwrap_or_default();
        self.0.get(name).ok_or_else(|| Refused::Crash(format!("there is no client {name:?}")))
    }
}

impl Entry {
    /// Returns the client as Rust prints it.
    pub(crate) fn shown(&self) -> String {
        format!("{:?}\n{:#?}\n{:?}", self.public, self.public, self.door)
    }
}

/// Returns a builder with the options, if their types are those that the builder takes.
fn builder(options: &Value) -> Option<Builder> {
    let mut builder = Client::builder();
    for (name, value) in options.as_object()? {
        builder = match name.as_str() {
            "api_key" => builder.api_key(value.as_str()?),
            "base_url" => builder.base_url(value.as_str()?),
            "ca_bundle" => builder.ca_bundle(value.as_str()?),
            "proxy" => builder.proxy(value.as_str()?),
            "timeout" => builder.timeout(duration(value)?),
            "connect_timeout" => builder.connect_timeout(duration(value)?),
            "deadline" => builder.deadline(duration(value)?),
            "max_retries" => builder.max_retries(u32::try_from(value.as_u64()?).ok()?),
            "app_info" => builder.app_info(app_info(value)?),
            _ => return None,
        };
    }
    Some(builder)
}

/// Returns the options of a call, if their types are those that [`RequestOptions`] takes.
pub(crate) fn request_options(options: &Value) -> Option<RequestOptions> {
    let mut all = RequestOptions::new();
    for (name, value) in options.as_object().into_iter().flatten() {
        all = match name.as_str() {
            "idempotency_key" => all.idempotency_key(value.as_str()?),
            "api_key" => all.api_key(value.as_str()?),
            "timeout" => all.timeout(duration(value)?),
            "deadline" => all.deadline(duration(value)?),
            "max_retries" => all.max_retries(u32::try_from(value.as_u64()?).ok()?),
            "extra_headers" => {
                let mut all = all;
                for (name, value) in value.as_object()? {
                    all = all.extra_header(name, value.as_str()?);
                }
                all
            }
            "extra_params" => all,
            _ => return None,
        };
    }
    Some(all)
}

fn duration(value: &Value) -> Option<Duration> {
    Duration::try_from_secs_f64(value.as_f64()?).ok()
}

fn app_info(value: &Value) -> Option<AppInfo> {
    let text = |name: &str| value[name].as_str().map(str::to_owned);
    Some(AppInfo { name: text("name")?, version: text("version"), url: text("url") })
}
