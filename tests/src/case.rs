//! Cases as they stand in `vectors/*.json`, read with their file's defaults.

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::evil::Identity;

/// One case, still with its `{{places}}`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// `group/name`, unique.
    pub name: String,
    /// What the client talks to.
    #[serde(default)]
    pub server: Server,
    /// What the evil server plays.
    #[serde(default)]
    pub script: Vec<Value>,
    /// Rules by which the sandbox goes wrong.
    #[serde(default)]
    pub faults: Vec<String>,
    /// Who the evil server says it is.
    #[serde(default)]
    pub tls: Identity,
    /// Client options over the defaults.
    #[serde(default)]
    pub client: Map<String, Value>,
    /// The error with which making the client must fail.
    pub refused: Option<Value>,
    /// Languages in which the refusal may come with the first call instead.
    #[serde(default)]
    pub late: Vec<String>,
    /// The environment of a driver of its own.
    #[serde(default)]
    pub env: BTreeMap<String, String>,
    /// Whether a proxy runs.
    #[serde(default)]
    pub proxy: bool,
    /// Messages to the driver, in order.
    #[serde(default)]
    pub steps: Vec<Value>,
    /// What the server must have seen.
    pub saw: Option<Value>,
    /// How long the steps may take, least and most.
    pub seconds: Option<(f64, f64)>,
    /// After how many seconds the case counts as hung.
    pub limit: Option<f64>,
}

/// What a case runs against.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Server {
    /// A raw server that plays the case's script.
    #[default]
    Evil,
    /// A fresh sandbox.
    Sandbox,
    /// Nothing: no client is made.
    None,
}

/// The keys of a case; any other key of a one-step case belongs to its step.
const OWN: [&str; 15] = [
    "name", "server", "script", "faults", "tls", "client", "refused", "late", "env", "proxy", "steps", "saw",
    "seconds", "limit", "golden",
];

impl Case {
    /// Returns the group, the part of the name before the slash.
    pub fn group(&self) -> &str {
        self.name.split('/').next().unwrap_or_default()
    }
}

/// Reads every file of `folder`/vectors, sorted by name.
///
/// # Errors
/// When a file cannot be read, is not what a vector file is, or names a case twice.
pub fn load(folder: &Path) -> io::Result<Vec<Case>> {
    let fixtures: Map<String, Value> = read(&folder.join("fixtures.json"))?;
    let mut files: Vec<_> = fs::read_dir(folder.join("vectors"))?
        .collect::<Result<Vec<_>, _>>()?
        .into_iter()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    files.sort();
    let mut cases: Vec<Case> = Vec::new();
    for path in files {
        let file: File = read(&path)?;
        for case in &file.cases {
            let case = case_of(&file, expand(case, &fixtures)).map_err(|error| wrong(&path, &error))?;
            if cases.iter().any(|other| other.name == case.name) {
                return Err(wrong(&path, &format!("the case «{}» is there twice", case.name)));
            }
            cases.push(case);
        }
    }
    Ok(cases)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    group: String,
    #[serde(rename = "about")]
    _about: String,
    server: Option<Value>,
    #[serde(default)]
    client: Map<String, Value>,
    #[serde(default)]
    step: Map<String, Value>,
    cases: Vec<Value>,
}

fn case_of(file: &File, case: Value) -> Result<Case, String> {
    let Value::Object(mut case) = case else { return Err("a case is no object".to_owned()) };
    let name = case.get("name").and_then(Value::as_str).ok_or("a case has no name")?;
    let full = format!("{}/{name}", file.group);
    case.insert("name".to_owned(), json!(full));
    if let (Some(server), false) = (&file.server, case.contains_key("server")) {
        case.insert("server".to_owned(), server.clone());
    }
    let loose: Vec<String> = case.keys().filter(|key| !OWN.contains(&key.as_str())).cloned().collect();
    let mut step: Map<String, Value> = loose.iter().filter_map(|key| case.remove_entry(key)).collect();
    if let Some(golden) = case.remove("golden") {
        step.insert("want".to_owned(), json!({"ok": {"$exact": &golden}}));
        case.insert("script".to_owned(), json!([{"status": 200, "json": golden}]));
    }
    match (step.is_empty(), case.contains_key("steps")) {
        (false, true) => return Err(format!("{full} has both steps and the loose keys {loose:?}")),
        (false, false) => drop(case.insert("steps".to_owned(), json!([step]))),
        (true, _) => {}
    }
    let mut case: Case =
        serde_json::from_value(Value::Object(case)).map_err(|error| format!("{full}: {error}"))?;
    case.client = over(&file.client, &case.client);
    for step in &mut case.steps {
        let own = step.as_object().ok_or_else(|| format!("{full}: a step is no object"))?;
        *step = Value::Object(over(&file.step, own));
    }
    Ok(case)
}

/// Returns `base` with the entries of `own` put over it.
pub fn over(base: &Map<String, Value>, own: &Map<String, Value>) -> Map<String, Value> {
    let mut all = base.clone();
    all.extend(own.iter().map(|(key, value)| (key.clone(), value.clone())));
    all
}

/// Puts fixtures in the place of `{"$fixture": name, …changes}`.
fn expand(value: &Value, fixtures: &Map<String, Value>) -> Value {
    match value {
        Value::Array(items) => items.iter().map(|item| expand(item, fixtures)).collect(),
        Value::Object(map) => {
            let fixture = map.get("$fixture").and_then(Value::as_str).and_then(|name| fixtures.get(name));
            let base = fixture.map(|fixture| expand(fixture, fixtures));
            let mut all = base.as_ref().and_then(Value::as_object).cloned().unwrap_or_default();
            for (key, value) in map.iter().filter(|(key, _)| *key != "$fixture") {
                all.insert(key.clone(), expand(value, fixtures));
            }
            Value::Object(all)
        }
        other => other.clone(),
    }
}

fn read<T: serde::de::DeserializeOwned>(path: &Path) -> io::Result<T> {
    let text = fs::read_to_string(path).map_err(|error| wrong(path, &error.to_string()))?;
    serde_json::from_str(&text).map_err(|error| wrong(path, &error.to_string()))
}

fn wrong(path: &Path, what: &str) -> io::Error {
    io::Error::other(format!("{}: {what}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vectors_load() {
        let cases = load(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
        assert!(cases.len() > 500, "{} cases", cases.len());
    }

    #[test]
    fn a_fixture_takes_changes() {
        let fixtures = json!({"card": {"id": "card_1", "brand": "Visa"}});
        let value =
            expand(&json!({"a": [{"$fixture": "card", "brand": "X"}]}), fixtures.as_object().unwrap());
        assert_eq!(value, json!({"a": [{"id": "card_1", "brand": "X"}]}));
    }
}
