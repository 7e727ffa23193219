//! Webhook endpoints: created, retrieved, updated, deleted, listed.

use super::{Answer, Call, events};
use crate::ids::{new_id, new_secret};
use crate::objects::{Deleted, Metadata, WebhookEndpoint};
use crate::refusal::{Refusal, clip};
use crate::store::objects::not_found;
use crate::values;

/// The most endpoints of an account.
const MOST: usize = 16;

pub(crate) fn create(call: &Call<'_>) -> Result<Answer, Refusal> {
    if call.tx.all::<WebhookEndpoint>()?.len() >= MOST {
        let message =
            format!("The account has {MOST} webhook endpoints, which is the most; delete one first.");
        return Err(Refusal::invalid(message));
    }
    let mut endpoint = WebhookEndpoint {
        id: new_id("we"),
        object: "webhook_endpoint".to_owned(),
        created: call.tx.now,
        enabled_events: Vec::new(),
        livemode: false,
        metadata: Metadata::new(),
        secret: None,
        status: "enabled".to_owned(),
        url: String::new(),
    };
    set_fields(call, &mut endpoint)?;
    call.tx.insert(&endpoint)?;
    let secret = new_secret("whsec_");
    call.tx.db.execute("INSERT INTO secrets (endpoint, secret) VALUES (?1, ?2)", [&endpoint.id, &secret])?;
    endpoint.secret = Some(secret);
    Ok(Answer::ok(serde_json::to_string(&endpoint)?))
}

pub(crate) fn retrieve(call: &Call<'_>) -> Result<Answer, Refusal> {
    call.retrieved::<WebhookEndpoint>()
}

pub(crate) fn update(call: &Call<'_>) -> Result<Answer, Refusal> {
    let mut endpoint: WebhookEndpoint = call.tx.at_path(call.id)?;
    set_fields(call, &mut endpoint)?;
    Ok(Answer::ok(call.tx.replace(&endpoint)?))
}

pub(crate) fn delete(call: &Call<'_>) -> Result<Answer, Refusal> {
    if call.tx.body::<WebhookEndpoint>(call.id)?.is_none() {
        return Err(not_found::<WebhookEndpoint>(call.id));
    }
    call.tx.delete::<WebhookEndpoint>(call.id)?;
    call.tx.db.execute("DELETE FROM secrets WHERE endpoint = ?1", [call.id])?;
    call.tx.db.execute("DELETE FROM deliveries WHERE destination = ?1", [call.id])?;
    call.tx.wake();
    let deleted = Deleted { id: call.id.to_owned(), object: "webhook_endpoint".to_owned(), deleted: true };
    Ok(Answer::ok(serde_json::to_string(&deleted)?))
}

pub(crate) fn list(call: &Call<'_>) -> Result<Answer, Refusal> {
    call.listed::<WebhookEndpoint>(None)
}

/// Says why text is no URL that events can be sent to; `None` where it is one.
pub(crate) fn url_fault(url: &str) -> Option<&'static str> {
    let Some((scheme, rest)) = url.split_once("://") else { return Some("it has no http:// or https://") };
    if !matches!(scheme, "http" | "https") {
        return Some("it begins with neither http:// nor https://");
    }
    if url.len() > 2048 || url.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Some("it is over 2048 bytes long, or has a blank in it");
    }
    let parsed = url.parse::<ureq::http::Uri>().ok().filter(|_| !rest.starts_with('/'));
    let Some(authority) = parsed.as_ref().and_then(|parsed| parsed.authority()) else {
        return Some("it is no well-formed URL with a host");
    };
    let behind_user = authority.as_str().rsplit('@').next().unwrap_or_default();
    let port = behind_user.rsplit_once(':').map(|(_, port)| port).filter(|port| !port.contains(']'));
    if authority.host().is_empty() {
        Some("it is no well-formed URL with a host")
    } else if port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| port > 0)) {
        None
    } else {
        Some("its port is not from 1 to 65535")
    }
}

fn set_fields(call: &Call<'_>, endpoint: &mut WebhookEndpoint) -> Result<(), Refusal> {
    if let Some(url) = call.params.given("url") {
        if url.is_empty() {
            return Err(values::empty("url"));
        }
        if let Some(fault) = url_fault(url) {
            let message = format!("'url' is '{}', but {fault}.", clip(url));
            return Err(Refusal::invalid(message).param("url"));
        }
        endpoint.url = url.to_owned();
    }
    if let Some(patterns) = call.params.texts("enabled_events") {
        for (number, pattern) in patterns.iter().enumerate() {
            if !events::TYPES.iter().any(|kind| events::matches(pattern, kind)) {
                let message = format!(
                    "'{}' is no type of event; give one such as charge.refunded, or charge.*, or * for all.",
                    clip(pattern)
                );
                return Err(Refusal::invalid(message).param(format!("enabled_events[{number}]")));
            }
        }
        endpoint.enabled_events = patterns.to_vec();
    }
    call.merge_metadata(&mut endpoint.metadata)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_need_a_host_and_a_port_that_can_be() {
        for good in ["http://a", "https://a:1/x?y=z", "http://[::1]/", "http://[::1]:8080", "http://u:p@a/"] {
            assert_eq!(url_fault(good), None, "{good}");
        }
        for bad in ["http://a:0", "http://a:65536", "http://[::1]:0", "http://u:p@a:x", "http://:80"] {
            assert!(url_fault(bad).is_some(), "{bad}");
        }
    }
}
