//! What the sandbox's tests share: a client that trusts it, answers easy to look into.
#![allow(dead_code, reason = "each test file uses a part")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

pub(crate) mod raw;

use std::sync::Arc;

use nextgen_sandbox::{Options, Sandbox};
use serde_json::Value;
use ureq::Agent;
use ureq::tls::{PemItem, RootCerts, TlsConfig, parse_pem};

/// A sandbox and a client of it.
pub(crate) struct Client {
    pub(crate) agent: Agent,
    pub(crate) base: String,
    pub(crate) key: String,
}

/// An answer, read whole.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) text: String,
    pub(crate) json: Value,
}

pub(crate) fn start() -> (Sandbox, Client) {
    start_with(Options::default())
}

pub(crate) fn start_with(options: Options) -> (Sandbox, Client) {
    let sandbox = Sandbox::start(options).unwrap();
    let client = Client::of(&sandbox);
    (sandbox, client)
}

/// Makes an agent that trusts the CA in `pem` alone.
pub(crate) fn agent(pem: &str) -> Agent {
    let roots = parse_pem(pem.as_bytes()).filter_map(|item| match item {
        Ok(PemItem::Certificate(certificate)) => Some(certificate),
        _ => None,
    });
    let tls = TlsConfig::builder().root_certs(RootCerts::Specific(Arc::new(roots.collect()))).build();
    Agent::config_builder()
        .tls_config(tls)
        .http_status_as_error(false)
        .max_redirects(0)
        .timeout_global(Some(std::time::Duration::from_secs(20)))
        .build()
        .into()
}

impl Client {
    pub(crate) fn of(sandbox: &Sandbox) -> Self {
        Self {
            agent: agent(sandbox.ca_pem()),
            base: sandbox.base_url().into(),
            key: sandbox.api_key().into(),
        }
    }

    pub(crate) fn post(&self, path: &str, form: &str) -> Answer {
        self.try_send("POST", path, form, &[]).unwrap()
    }

    pub(crate) fn post_with(&self, path: &str, form: &str, headers: &[(&str, &str)]) -> Answer {
        self.try_send("POST", path, form, headers).unwrap()
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.try_send("GET", path, "", &[]).unwrap()
    }

    pub(crate) fn delete(&self, path: &str) -> Answer {
        self.try_send("DELETE", path, "", &[]).unwrap()
    }

    /// Sends a request; `path` is below the API's base, or begins with `/_sandbox`.
    pub(crate) fn try_send(
        &self,
        method: &str,
        path: &str,
        form: &str,
        headers: &[(&str, &str)],
    ) -> Result<Answer, ureq::Error> {
        let base = if path.starts_with("/_sandbox") { self.base.trim_end_matches("/v1") } else { &self.base };
        let mut request = ureq::http::Request::builder().method(method).uri(format!("{base}{path}"));
        if !headers.iter().any(|(name, _)| *name == "Authorization") {
            request = request.header("Authorization", format!("Bearer {}", self.key));
        }
        if method == "POST" && !headers.iter().any(|(name, _)| *name == "Content-Type") {
            request = request.header("Content-Type", "application/x-www-form-urlencoded");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut answer = if method == "POST" {
            self.agent.run(request.body(form.to_owned()).unwrap())?
        } else {
            self.agent.run(request.body(()).unwrap())?
        };
        let headers = answer.headers().iter();
        let headers =
            headers.map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned())).collect();
        let text = answer.body_mut().read_to_string()?;
        let json = serde_json::from_str(&text).unwrap_or(Value::Null);
        Ok(Answer { status: answer.status().as_u16(), headers, text, json })
    }

    /// Charges 20 dollars to tok_visa, and returns the charge's id.
    pub(crate) fn charge(&self) -> String {
        let answer = self.post("/charges", "amount=2000&currency=usd&source=tok_visa");
        assert_eq!(answer.status, 200, "{}", answer.text);
        answer.id()
    }
}

impl Answer {
    pub(crate) fn id(&self) -> String {
        self.json["id"].as_str().unwrap().to_owned()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Checks that this is the refusal of that status, code and parameter; returns its message.
    #[track_caller]
    pub(crate) fn refused(&self, status: u16, code: &str, param: &str) -> &str {
        let error = &self.json["error"];
        let got = (self.status, error["code"].as_str().unwrap_or(""), error["param"].as_str().unwrap_or(""));
        assert_eq!(got, (status, code, param), "{}", self.text);
        let message = error["message"].as_str().unwrap();
        assert!(message.len() > 10, "{message}");
        message
    }
}
