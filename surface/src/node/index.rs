//! The package's main types: the client, with every class and type under its one name `NextGen`.

use nextgen::ErrorKind;
use nextgen::api::operations;
use nextgen::model::{CHOICES, MODELS};

use super::models::{EVENT_TYPE, is_event_part};
use super::params;

/// Renders the client and its namespace.
pub(super) fn types() -> String {
    let mut text = String::from(HEAD);
    text += &section("Errors", "errors", ErrorKind::ALL.iter().map(|kind| kind.class().to_owned()));
    let objects = MODELS.iter().filter(|model| !is_event_part(model)).map(|model| model.class);
    let sets = CHOICES.iter().map(|choice| choice.class).filter(|class| *class != EVENT_TYPE);
    let others = ["ApiObject", "List", "Metadata", "UnknownObject"];
    text += &section("Objects", "models", objects.chain(sets).chain(others).map(str::to_owned));
    let parts = ["Event", "EventData", "EventOf", "EventRequest", "EventType", "UnknownEventType"];
    text += &section("Events", "events", parts.into_iter().map(str::to_owned));
    let with_params = operations().filter(|operation| !operation.params.is_empty()).map(params::name);
    text += &section(
        "Parameters",
        "params",
        with_params.chain(["MetadataParam".to_owned(), "RangeParam".to_owned()]),
    );
    let own = [
        "Answer",
        "AppInfo",
        "ClientOptions",
        "LastResponse",
        "Listing",
        "Notice",
        "Page",
        "RequestOptions",
        "SharedOptions",
    ];
    text += &section("The SDK's own", "types", own.into_iter().map(str::to_owned));
    text += &section(
        "Webhooks",
        "hooks",
        ["TestHeaderOptions", "VerifyOptions", "Webhooks"].into_iter().map(str::to_owned),
    );
    text.trim_end().to_owned() + "\n}\n\nexport default NextGen;\n"
}

fn section(title: &str, module: &str, names: impl Iterator<Item = String>) -> String {
    let lines: String = names.map(|name| format!("  export import {name} = {module}.{name};\n")).collect();
    format!("  // {title}\n{lines}\n")
}

const HEAD: &str = r#"import { Client } from "./client.js";
import * as errors from "./generated/errors.js";
import * as events from "./generated/events.js";
import * as models from "./generated/models.js";
import * as params from "./generated/params.js";
import type { Resources } from "./generated/resources.js";
import * as types from "./types.js";
import * as hooks from "./webhooks.js";

/** A client of the NextGen API. */
export declare class NextGen extends Client {}

export interface NextGen extends Resources {}

/** The classes of errors, and the types of all that is given and returned. */
export declare namespace NextGen {
"#;
