use super::strict::Head;
use super::*;

fn read(text: &str) -> Document {
    Document::parse(text.as_bytes().to_vec()).unwrap()
}

#[test]
fn values_are_found_and_converted() {
    let text = r#"{"a":{"b":[1,-2,{"c":null}]},"t":true,"f":1.5,"s":"é\n😀","big":18446744073709551615,"a\"":"","z":{}}"#;
    let document = read(text);
    let root = document.root();
    assert_eq!(document.text(), text);
    assert_eq!(root.scalar(), Scalar::Map(7));
    let list = root.get("a").and_then(|a| a.get("b")).unwrap();
    let items: Vec<_> = list.items().map(Item::scalar).collect();
    assert_eq!(items, [Scalar::Integer(1), Scalar::Integer(-2), Scalar::Map(1)]);
    assert_eq!(root.get("s").unwrap().text(), Some("é\n😀"));
    assert_eq!(root.get("big").unwrap().scalar(), Scalar::Large(u64::MAX));
    assert_eq!(root.get("a\"").unwrap().text(), Some(""));
    let names: Vec<_> = root.members().map(|(name, _)| name).collect();
    assert_eq!(names, ["a", "t", "f", "s", "big", "a\"", "z"]);
    let place = root.get("f").unwrap().place();
    assert_eq!(document.at(place).unwrap().scalar(), Scalar::Float(1.5));
    assert!(document.at(10_000).is_none() && root.get("q").is_none());
}

#[test]
fn an_id_alone_makes_an_object() {
    for id in ["req_1", "a\"\\\n\u{2028}é", ""] {
        assert_eq!(Document::of_id(id).root().get("id").and_then(Item::text), Some(id));
    }
}

#[test]
fn the_last_of_several_members_counts() {
    let document = read(r#"{"a":1,"\u0061":[{"a":3}],"b":4,"a":2,"a\u0301":5}"#);
    let found = |name| document.root().get(name).map(Item::scalar);
    assert_eq!(found("a"), Some(Scalar::Integer(2)));
    assert_eq!((found("a\u{301}"), found("á"), found("")), (Some(Scalar::Integer(5)), None, None));
    assert_eq!(read(r#"{"a":1,"\u0061":2}"#).root().get("a").unwrap().scalar(), Scalar::Integer(2));
    assert!(read(r#"["a",1]"#).root().get("a").is_none());
}

#[test]
fn what_is_not_strict_json_is_refused_alike_by_both_readers() {
    let nested = |levels: usize| format!("{{\"a\":{}{}}}", "[".repeat(levels), "]".repeat(levels));
    let (deepest, deep) = (nested(127), nested(128));
    assert!(Document::parse(deepest.clone().into_bytes()).is_ok() && head(deepest.as_bytes()).is_ok());
    for text in [
        "",
        "{",
        "{}x",
        r#"{"a":NaN}"#,
        r#"{"a":"\ud800"}"#,
        r#"{"\ud800":1}"#,
        r#"{"a":01}"#,
        r#"{"a":1,}"#,
        "{\"a\":\"\n\"}",
        &deep,
    ] {
        assert!(Document::parse(text.as_bytes().to_vec()).is_err(), "{text}");
        assert!(head(text.as_bytes()).is_err(), "{text}");
    }
    assert!(Document::parse(vec![b'{', b'"', 0xff, b'"', b':', b'1', b'}']).is_err());
    assert_eq!(head(br#"{"a":[{"object":"x"}],"object":"charge"}"#).unwrap().name.as_deref(), Some("charge"));
    assert_eq!(head(br#"{"object":{"object":"x"}}"#).unwrap(), Head::default());
}
