//! The operations on events.

use super::resource::resource;

resource! {
    /// Events: what happened in the account, as webhooks report it.
    Events "events"

    /// Retrieves the event of that id.
    retrieve[id](RetrieveEvent) Get "/events/{id}" => Object Event "event" {}

    /// Lists events, newest first.
    list(ListEvents) Get "/events" => List Event "event" {
        optional {
            /// How many objects a page holds, 1 to 100; 10 by default.
            limit: integer,
            /// The id after which the page begins; for going forward.
            starting_after: text,
            /// The id before which the page ends; for going backward.
            ending_before: text,
            /// Only objects created at that time, or within that range, in unix seconds.
            created: range,
            /// Only events of that type; `charge.*` takes all that begin so.
            r#type: text,
            /// Only events of any of these types.
            types: texts,
        }
    }
}
