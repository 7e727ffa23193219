//! Ids in paths: what is an id goes out as it is, and nothing else goes out at all.

use nextgen::ErrorKind;

use crate::canned::Canned;

pub(crate) fn run(data: &[u8]) {
    let Ok(id) = std::str::from_utf8(data) else { return };
    let canned = Canned::new(200, Vec::new(), b"{}");
    let sent = canned.client().charges().retrieve(id);
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if (1..=255).contains(&id.len()) && id.chars().all(plain) {
        assert!(sent.is_ok(), "{id:?} was refused");
        assert_eq!(canned.seen()[0].url, format!("https://api.nextgen.tech/v1/charges/{id}"));
    } else {
        let error = sent.expect_err("no id");
        assert_eq!(error.kind(), ErrorKind::InvalidRequest);
        assert!(canned.seen().is_empty(), "{id:?} was sent");
    }
}
