//! Webhooks against signatures that were computed elsewhere and written down.

use nextgen::{ErrorKind, EventType, Object, Verifier, Webhook};

const SECRET: &str = "whsec_test_secret";
const PAYLOAD: &str = r#"{"id":"evt_1","object":"event","type":"charge.refunded","data":{"object":{"id":"ch_1","object":"charge","amount_refunded":500}},"request":"req_1"}"#;
const AT: u64 = 1_700_000_000;

/// `printf '%s' "1700000000.$PAYLOAD" | openssl dgst -sha256 -hmac whsec_test_secret`
const HEX: &str = "96fd78e5a8bcd5a8d03077da6c13d9b9861d43ba16a5486b54e7581dd5bce320";

fn verifier() -> Verifier {
    Verifier::new(SECRET).now(AT)
}

#[test]
fn a_signed_event_is_read() {
    let header = format!("t={AT},v1={HEX}");
    assert_eq!(Webhook::generate_test_header(PAYLOAD, SECRET, Some(AT)).unwrap(), header);
    let event = verifier().construct_event(PAYLOAD, &header).unwrap();
    assert_eq!(event.r#type, EventType::ChargeRefunded);
    assert_eq!(event.request.unwrap().id.as_deref(), Some("req_1"));
    let Object::Charge(charge) = event.data.object else { panic!("a charge") };
    assert_eq!(charge.amount_refunded, 500);
}

#[test]
fn any_secret_and_any_signature_may_match() {
    let header = format!(" v0=old , t = {AT} ,v1={}, v1={HEX} ,junk,=,x=y", "0".repeat(64));
    Verifier::new(["whsec_new", SECRET]).now(AT).verify_header(PAYLOAD, &header).unwrap();
    let refused = Verifier::new(["whsec_new", "whsec_other"]).now(AT).verify_header(PAYLOAD, &header);
    assert_eq!(refused.unwrap_err().code(), Some("mismatch"));
}

#[test]
fn every_other_header_is_refused_with_its_code() {
    let t = format!("t={AT}");
    let many = format!("{t},v1={HEX}{}", ",a=b".repeat(63));
    for (header, code) in [
        (String::new(), "malformed_header"),
        ("x".repeat(8193), "malformed_header"),
        (many, "malformed_header"),
        (format!("v1={HEX}"), "no_timestamp"),
        (format!("{t},{t},v1={HEX}"), "no_timestamp"),
        (format!("t=+{AT},v1={HEX}"), "no_timestamp"),
        (format!("t=0{AT},v1={HEX}"), "no_timestamp"),
        (format!("t=1234567890123,v1={HEX}"), "no_timestamp"),
        (t.clone(), "no_valid_signature"),
        (format!("{t},v0={HEX}"), "no_valid_signature"),
        (format!("{t},v1={}", HEX.to_uppercase()), "no_valid_signature"),
        (format!("{t},v1={}", &HEX[1..]), "no_valid_signature"),
        (format!("t={},v1={HEX}", AT + 1), "mismatch"),
    ] {
        let error = verifier().verify_header(PAYLOAD, &header).unwrap_err();
        assert_eq!((error.kind(), error.code()), (ErrorKind::SignatureVerification, Some(code)), "{header}");
    }
}

#[test]
fn the_time_counts_in_both_directions_unless_it_is_left_unchecked() {
    let header = format!("t={AT},v1={HEX}");
    let at = |now| verifier().now(now).verify_header(PAYLOAD, &header);
    assert!(at(AT + 300).is_ok() && at(AT - 300).is_ok());
    assert_eq!(at(AT + 301).unwrap_err().code(), Some("too_old"));
    assert_eq!(at(AT - 301).unwrap_err().code(), Some("in_future"));
    assert!(verifier().tolerance(None).now(1).verify_header(PAYLOAD, &header).is_ok());
    for tolerance in [0, 86_401] {
        let error = verifier().tolerance(Some(tolerance)).verify_header(PAYLOAD, &header).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
    }
}

#[test]
fn a_signed_body_that_is_no_event_is_a_payload_error() {
    for body in ["", "[]", "null", "{", r#"{"a":NaN}"#, r#"{"a":"\ud800"}"#, "\u{feff}{}"] {
        let header = Webhook::generate_test_header(body, SECRET, Some(AT)).unwrap();
        verifier().verify_header(body, &header).unwrap();
        let error = verifier().construct_event(body, &header).unwrap_err();
        assert_eq!(
            (error.kind(), error.code()),
            (ErrorKind::InvalidPayload, Some("invalid_payload")),
            "{body}"
        );
        assert!(error.kind().is_a(ErrorKind::SignatureVerification));
    }
}

#[test]
fn secrets_that_cannot_be_are_a_configuration_fault_that_shows_nothing() {
    let header = format!("t={AT},v1={HEX}");
    for secret in ["", " ", "whsec_hidden\n", " whsec_hidden"] {
        let error = Webhook::verify_header(PAYLOAD, &header, secret).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration, "{secret:?}");
        assert!(!error.message().contains("hidden"));
    }
    let many: Vec<String> = (0..6).map(|n| format!("whsec_{n}")).collect();
    assert!(Webhook::verify_header(PAYLOAD, &header, many).is_err());
    assert!(Webhook::verify_header(PAYLOAD, &header, Vec::new()).is_err());
    assert!(Webhook::verify_header(PAYLOAD, &header, ["", SECRET]).is_err());
}
