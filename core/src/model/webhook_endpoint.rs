//! Webhook endpoints.

use super::Metadata;
use super::describe::model;

model! {
    /// A webhook endpoint: a URL of yours that events are sent to.
    WebhookEndpoint "webhook_endpoint" {
        /// The unique id, `we_…`.
        id: String,
        /// Always `webhook_endpoint`.
        object: String,
        /// When the endpoint was created, in unix seconds.
        created: i64,
        /// The types of event that are sent.
        enabled_events: Vec<String>,
        /// Whether it takes events with a live key, or in test mode.
        livemode: bool,
        /// Texts of your own by name.
        metadata: Metadata,
        /// The secret that signs what is sent, `whsec_…`; only in the answer to `create`.
        secret: Option<String> as secret,
        /// Whether events are sent: `enabled` or `disabled`.
        status: String,
        /// The URL that events are sent to.
        url: String,
    }
}
