//! Holds what reads models in place against serde.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::*;
use crate::document::{self, Fill};

/// Checks that a text that is taken is taken by serde, and as the same.
fn hold<T: Fill + DeserializeOwned + PartialEq + std::fmt::Debug>(text: &[u8]) -> bool {
    let Some(filled) = std::str::from_utf8(text).ok().and_then(document::model::<T>) else { return false };
    let shown = String::from_utf8_lossy(text);
    assert!(document::head(text).is_ok(), "{shown}");
    let known: T = document::typed(text).unwrap_or_else(|fault| panic!("{fault}: {shown}"));
    assert_eq!(*filled, known, "{shown}");
    true
}

/// Makes a value that a field can have; `expanded` goes into objects as far as the API does.
fn sample(holds: Holds, expanded: bool) -> Value {
    match holds {
        Holds::Text => json!("te\"xt é"),
        Holds::Integer => json!(-20),
        Holds::Boolean => json!(true),
        Holds::Texts => json!(["a", "b"]),
        Holds::Metadata => json!({"order": "42", "é": ""}),
        Holds::Json => json!({"a": [1, 2.5, null], "amount": 7}),
        Holds::AnyObject => object("Card", false),
        Holds::Model(class) => object(class, false),
        Holds::List(class) if expanded => {
            json!({"object": "list", "data": [object(class, false)], "has_more": true})
        }
        Holds::Expandable(class) if expanded => object(class, false),
        Holds::List(_) => json!({"data": [], "new": 1}),
        Holds::Expandable(_) => json!("id_1"),
        Holds::Choice(class) => {
            let known = CHOICES.iter().find(|choice| choice.class == class).unwrap().known;
            json!(if expanded { known[0].0 } else { "something_new" })
        }
        Holds::Optional(holds) => sample(*holds, expanded),
    }
}

/// Makes an object with every field of its model, and one more.
fn object(class: &str, expanded: bool) -> Value {
    let model = MODELS.iter().find(|model| model.class == class).unwrap();
    let fields = model.fields.iter().map(|field| (field.name.to_owned(), sample(field.holds, expanded)));
    let mut fields: Map<String, Value> = fields.collect();
    if !model.object.is_empty() {
        fields.insert("object".to_owned(), json!(model.object));
    }
    fields.insert("new_field".to_owned(), json!({"a": [1.5, "b"]}));
    Value::Object(fields)
}

/// Checks a model with every field set, with each in turn null, of a wrong type, left out, and given twice.
fn hold_fields<T: Fill + DeserializeOwned + PartialEq + std::fmt::Debug>(class: &str) {
    for expanded in [false, true] {
        let whole = object(class, expanded);
        assert!(hold::<T>(whole.to_string().as_bytes()), "{whole}");
        for name in whole.as_object().unwrap().keys() {
            for value in [
                json!(null),
                json!(7),
                json!(-0.0),
                json!(u64::MAX),
                json!("x"),
                json!(false),
                json!([null]),
                json!({"a": null}),
            ] {
                let mut odd = whole.clone();
                odd[name] = value.clone();
                let taken = hold::<T>(odd.to_string().as_bytes());
                assert!(taken || !value.is_null(), "{odd}");
                let whole = whole.to_string();
                let twice = format!(r#"{{"{name}":{value},{}"#, &whole[1..]);
                assert!(!hold::<T>(twice.as_bytes()), "{twice}");
            }
            let mut fewer = whole.clone();
            fewer.as_object_mut().unwrap().remove(name);
            assert!(hold::<T>(fewer.to_string().as_bytes()), "{fewer}");
        }
    }
}

#[test]
fn every_field_of_every_model_is_read_as_serde_reads_it() {
    hold_fields::<Charge>("Charge");
    hold_fields::<Card>("Card");
    hold_fields::<Outcome>("Outcome");
    hold_fields::<Customer>("Customer");
    hold_fields::<Deleted>("Deleted");
    hold_fields::<Refund>("Refund");
    hold_fields::<Event>("Event");
    hold_fields::<EventData>("EventData");
    hold_fields::<WebhookEndpoint>("WebhookEndpoint");
}

#[test]
fn an_event_brings_each_kind_of_object() {
    for class in ["Charge", "Card", "Customer", "Refund", "WebhookEndpoint"] {
        let event = json!({"id": "evt_1", "type": "charge.failed", "data": {"object": object(class, true)}});
        assert!(hold::<Event>(event.to_string().as_bytes()), "{event}");
        let text = event.to_string().replace(r#""id":"id_1""#, r#""id":[7]"#);
        hold::<Event>(text.as_bytes());
    }
    for other in [json!({"object": "dispute", "id": 7}), json!({}), json!([1]), json!("x"), json!(null)] {
        hold::<Event>(json!({"data": {"object": other}}).to_string().as_bytes());
    }
}

#[test]
fn what_is_one_byte_away_is_read_as_serde_reads_it() {
    let texts = [
        r#"{"id":"ch_1","amount":-20,"paid":true,"customer":{"id":"é","balance":0},"metadata":{"a":"b"},"status":"failed"}"#,
        r#"{ "source":{"exp_year":2030,"funding":"debit","x":-0.5},"refunds":{"data":[{"reason":"\u0061"},{}]},"y":[1.5] }"#,
    ];
    for text in texts {
        assert!(hold::<Charge>(text.as_bytes()), "{text}");
        for at in 0..=text.len() {
            let (before, behind) = text.as_bytes().split_at(at);
            hold::<Charge>(before);
            for byte in 0..=255 {
                hold::<Charge>(&[before, &[byte], behind].concat());
                hold::<Charge>(&[before, &[byte], behind.get(1..).unwrap_or_default()].concat());
            }
        }
    }
}

#[test]
fn an_object_too_deep_is_left() {
    let nested = |levels: usize| format!(r#"{{"x":{}{}}}"#, "[".repeat(levels), "]".repeat(levels));
    assert!(hold::<Charge>(nested(127).as_bytes()) && !hold::<Charge>(nested(128).as_bytes()));
}
