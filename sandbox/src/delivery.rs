//! Webhook deliveries: events sent to those who want them, signed, again and again until they are taken.

use std::io::Read;
use std::sync::Arc;
use std::time::{Duration, Instant};

use ureq::Agent;
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem};

use crate::clock;
use crate::objects::{Event, WebhookEndpoint};
use crate::pretty;
use crate::refusal::Refusal;
use crate::server::Shared;
use crate::store::deliveries::{Attempt, Due};

/// How long an endpoint may take to answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// How much of its answer is read, and how much of that is logged.
const MOST_READ: u64 = 64 << 10;
const MOST_LOGGED: usize = 1 << 10;
/// The pauses between attempts, in milliseconds; behind the last a delivery is given up.
const PAUSES: &[i64] = &[250, 500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000];
/// What marks a destination given at start rather than registered.
pub(crate) const FORWARD: &str = "forward_to:";

/// What sends deliveries.
#[derive(Clone)]
pub(crate) struct Deliverer {
    agent: Agent,
    /// Signs what goes to the URLs given at start.
    secret: String,
}

/// Where a delivery goes now.
struct Target {
    url: String,
    secret: String,
}

impl Deliverer {
    /// Makes a sender that trusts public certificates and those of the sandbox's own CA.
    pub(crate) fn new(ca_pem: &str, secret: String) -> Self {
        let own = parse_pem(ca_pem.as_bytes()).filter_map(|item| match item {
            Ok(PemItem::Certificate(certificate)) => Some(certificate),
            _ => None,
        });
        let public =
            webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter().map(|der| Certificate::from_der(der).to_owned());
        let roots: Vec<Certificate<'static>> = own.chain(public).collect();
        let tls = TlsConfig::builder().root_certs(RootCerts::Specific(Arc::new(roots))).build();
        let config = Agent::config_builder()
            .tls_config(tls)
            .timeout_global(Some(PATIENCE))
            .max_redirects(0)
            .http_status_as_error(false)
            .proxy(None)
            .user_agent(concat!("NextGen/v1 Sandbox/", env!("CARGO_PKG_VERSION")))
            .build();
        Self { agent: config.into(), secret }
    }

    /// Ends what is being sent.
    pub(crate) fn stop(&self) {
        self.agent.clone().shutdown();
    }

    /// Makes the deliveries to one destination, in their order, until none waits.
    pub(crate) fn work(&self, shared: &Shared, destination: &str) -> Result<(), Refusal> {
        let service = &shared.service;
        while !service.bell.is_stopped() {
            let heard = service.bell.rings();
            let Some(delivery) = service.store.read(|tx| tx.first_due(destination))? else { return Ok(()) };
            let wait = delivery.due - clock::millis();
            if wait > 0 {
                // A new event may be due before this one's next attempt.
                service.bell.wait(heard, Some(Instant::now() + Duration::from_millis(wait.unsigned_abs())));
                continue;
            }
            self.deliver(shared, destination, &delivery)?;
        }
        Ok(())
    }

    fn deliver(&self, shared: &Shared, destination: &str, delivery: &Due) -> Result<(), Refusal> {
        let store = &shared.service.store;
        let event: Option<String> = store.read(|tx| tx.body::<Event>(&delivery.event))?;
        let (Some(event), Some(target)) = (event, self.target(shared, destination)?) else {
            store.write(|tx| -> Result<(), Refusal> { Ok(tx.put_off(delivery, None)?) })?;
            return Ok(());
        };
        let attempt = self.attempt(destination, delivery, &target, &pretty::pretty(&event));
        if shared.service.bell.is_stopped() {
            // Cut off by the sandbox's own end: the attempt is made anew when it runs again.
            return Ok(());
        }
        let taken = attempt.status.is_some_and(|status| (200..300).contains(&status));
        let pause = if taken { None } else { PAUSES.get(delivery.attempts as usize) };
        store.write(|tx| -> Result<(), Refusal> {
            tx.log_attempt(&attempt)?;
            tx.put_off(delivery, pause.map(|pause| clock::millis() + pause))?;
            if taken && let Some(mut event) = tx.find::<Event>(&delivery.event)? {
                event.pending_webhooks -= 1;
                tx.replace(&event)?;
            }
            Ok(())
        })?;
        Ok(())
    }

    fn target(&self, shared: &Shared, destination: &str) -> Result<Option<Target>, Refusal> {
        if let Some(url) = destination.strip_prefix(FORWARD) {
            return Ok(Some(Target { url: url.to_owned(), secret: self.secret.clone() }));
        }
        shared.service.store.read(|tx| {
            let endpoint: Option<WebhookEndpoint> = tx.find(destination)?;
            let secret = tx.secret(destination)?;
            Ok(endpoint.zip(secret).map(|(endpoint, secret)| Target { url: endpoint.url, secret }))
        })
    }

    fn attempt(&self, destination: &str, delivery: &Due, target: &Target, body: &str) -> Attempt {
        let (at, begun) = (clock::millis(), Instant::now());
        let signature = nextgen::webhook::sign(body.as_bytes(), &target.secret, at.unsigned_abs() / 1000);
        let sent = self
            .agent
            .post(&target.url)
            .header("Content-Type", "application/json; charset=utf-8")
            .header("NextGen-Signature", &signature)
            .send(body.as_bytes());
        let (status, error, response) = match sent {
            Ok(mut answer) => {
                let mut read = Vec::new();
                // The status is what counts; a body that breaks off is logged as far as it came.
                let _ = answer.body_mut().as_reader().take(MOST_READ).read_to_end(&mut read);
                read.truncate(MOST_LOGGED);
                (Some(answer.status().as_u16()), None, String::from_utf8_lossy(&read).into_owned())
            }
            Err(error) => (None, Some(error.to_string()), String::new()),
        };
        Attempt {
            event: delivery.event.clone(),
            destination: destination.to_owned(),
            url: target.url.clone(),
            number: delivery.attempts + 1,
            at,
            millis: begun.elapsed().as_millis() as i64,
            status,
            error,
            response,
        }
    }
}
