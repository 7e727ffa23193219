//! Which operation a request asks for, by the core's table.

use nextgen::api::{self, Operation};

use crate::refusal::{Refusal, clip};

/// Finds the operation, and the id in the path where it has one.
pub(crate) fn find<'a>(method: &str, path: &'a str) -> Result<(&'static Operation, &'a str), Refusal> {
    let Some(below) = path.strip_prefix("/v1") else { return Err(unknown(path)) };
    let mut verbs = Vec::new();
    for operation in api::operations() {
        let Some(id) = fits(operation.path, below) else { continue };
        if operation.method.as_str() == method {
            return Ok((operation, id));
        }
        verbs.push(operation.method.as_str());
    }
    if verbs.is_empty() {
        return Err(unknown(path));
    }
    let verbs = verbs.join(", ");
    let message = format!("{} does not apply to '{}'; it takes {verbs}.", clip(method), clip(path));
    let mut refusal = Refusal::invalid(message).status(405);
    refusal.header = Some(Box::new(("Allow", verbs)));
    Err(refusal)
}

fn unknown(path: &str) -> Refusal {
    let message = format!("There is nothing at '{}'; paths begin with /v1, as in /v1/charges.", clip(path));
    Refusal::invalid(message).code("resource_missing").status(404)
}

/// Matches a path with a pattern such as `/charges/{id}/capture`; returns the id, empty without one.
fn fits<'a>(pattern: &str, path: &'a str) -> Option<&'a str> {
    let Some((before, after)) = pattern.split_once("{id}") else { return (pattern == path).then_some("") };
    let id = path.strip_prefix(before)?.strip_suffix(after)?;
    let well_formed = (1..=255).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    well_formed.then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_operations_and_ids() {
        let found = |method, path| find(method, path).map(|(operation, id)| (operation.name, id)).unwrap();
        assert_eq!(found("POST", "/v1/charges"), ("charges.create", ""));
        assert_eq!(found("GET", "/v1/charges/ch_1"), ("charges.retrieve", "ch_1"));
        assert_eq!(found("POST", "/v1/charges/ch_1/capture"), ("charges.capture", "ch_1"));
        assert_eq!(found("DELETE", "/v1/customers/cus_1"), ("customers.delete", "cus_1"));
    }

    #[test]
    fn tells_a_wrong_verb_from_a_wrong_path() {
        let refused = find("PUT", "/v1/charges/ch_1").unwrap_err();
        assert_eq!(
            (refused.status, refused.header),
            (405, Some(Box::new(("Allow", "GET, POST".to_owned()))))
        );
        for path in [
            "/",
            "/v1",
            "/v1/",
            "/v1/charge",
            "/v1/charges/",
            "/v1/charges/..",
            "/v1/charges/a%2Fb",
            "/v2/charges",
        ] {
            assert_eq!(find("GET", path).unwrap_err().status, 404, "{path}");
        }
    }
}
