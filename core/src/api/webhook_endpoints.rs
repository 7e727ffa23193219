//! The operations on webhook endpoints.

use super::resource::resource;

resource! {
    /// Webhook endpoints: the URLs of yours that events are sent to.
    WebhookEndpoints "webhook_endpoints"

    /// Creates a webhook endpoint; only this answer holds its `secret`.
    create(CreateWebhookEndpoint) Post "/webhook_endpoints" => Object WebhookEndpoint "webhook_endpoint" {
        required {
            /// The URL that events are sent to.
            url: text,
            /// The types of event to send; `*` takes all, `charge.*` all that begin so.
            enabled_events: texts,
        }
        optional {
            /// Texts of your own by name; at most 50.
            metadata: metadata,
        }
    }

    /// Retrieves the webhook endpoint of that id, without its secret.
    retrieve[id](RetrieveWebhookEndpoint) Get "/webhook_endpoints/{id}" => Object WebhookEndpoint "webhook_endpoint" {}

    /// Updates a webhook endpoint; parameters left out stay as they are.
    update[id](UpdateWebhookEndpoint) Post "/webhook_endpoints/{id}" => Object WebhookEndpoint "webhook_endpoint" {
        optional {
            /// The URL that events are sent to.
            url: text,
            /// The types of event to send; `*` takes all, `charge.*` all that begin so.
            enabled_events: texts,
            /// Texts of your own by name; those given are merged in, an empty text removes its name.
            metadata: metadata,
        }
    }

    /// Deletes a webhook endpoint for good; nothing more is sent to it.
    delete[id](DeleteWebhookEndpoint) Delete "/webhook_endpoints/{id}" => Deleted Deleted "webhook_endpoint" {}

    /// Lists webhook endpoints, newest first.
    list(ListWebhookEndpoints) Get "/webhook_endpoints" => List WebhookEndpoint "webhook_endpoint" {
        optional {
            /// How many objects a page holds, 1 to 100; 10 by default.
            limit: integer,
            /// The id after which the page begins; for going forward.
            starting_after: text,
            /// The id before which the page ends; for going backward.
            ending_before: text,
            /// Only objects created at that time, or within that range, in unix seconds.
            created: range,
        }
    }
}
