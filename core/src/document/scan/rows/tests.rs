use serde_json::Value;

use super::super::super::{Document, Item, Scalar};
use super::*;

#[test]
fn the_objects_of_a_page_come_in_rows_where_they_have_the_members_of_the_first() {
    let rows = |data: &str| page(&format!(r#"{{"data":{data},"x":7}}"#)).unwrap().1;
    let cases = [
        (r#"[{"a":1},{"a":2}]"#, r#"{"rows":[0,2],"members":{"a":0},"page":{"data":[{"a":1}],"x":7}}"#),
        (
            r#"[{"a":{"b":1,"c":[]},"d":2},{"a":{"b":3,"c":[{}]},"d":{}},{"a":null,"d":4},{"d":5}]"#,
            concat!(
                r#"{"rows":[0,0,3,[{}],{},0,1,null,4,1,{"d":5}],"members":{"a":{"b":0,"c":0},"d":0},"#,
                r#""page":{"data":[{"a":{"b":1,"c":[]},"d":2}],"x":7}}"#
            ),
        ),
        // A member that only looks like the first's, and deeper objects, are values.
        (
            r#"[{"a":{"b":{"c":{"d":1}}}},{"a":{"b":{"c":{"d":2}}}}, "a"]"#,
            r#"{"rows":[0,0,0,{"d":2},1,"a"],"members":{"a":{"b":{"c":0}}},"page":{"data":[{"a":{"b":{"c":{"d":1}}}}],"x":7}}"#,
        ),
        (r#"[{"a":{}},{"a":{}}]"#, r#"{"rows":[0,{}],"members":{"a":0},"page":{"data":[{"a":{}}],"x":7}}"#),
    ];
    for (data, wanted) in cases {
        assert_eq!(rows(data).as_deref(), Some(wanted), "{data}");
    }
    let none = [
        "[]",
        r#"[{"a":1}]"#,
        r#"[1,{"a":1},{"a":1}]"#,
        "[{},{}]",
        // Readers differ in what becomes of such members, or of their order.
        r#"[{"a":1,"a":2},{"a":3,"a":4}]"#,
        r#"[{"a":1,"7":2},{"a":3,"7":4}]"#,
        r#"[{"a":1,"\u0061":2},{"a":3,"\u0061":4}]"#,
        r#"[{"__proto__":1},{"__proto__":2}]"#,
        "{}",
        "null",
    ];
    for data in none {
        assert_eq!(rows(data), None, "{data}");
    }
    let wide = |members: usize| {
        let members: Vec<String> = (0..members).map(|at| format!(r#""m{at}":1"#)).collect();
        let object = format!("{{{}}}", members.join(","));
        rows(&format!("[{object},{object}]"))
    };
    assert!(wide(100).is_some() && wide(101).is_none());
    let twice = |other: &str| page(&format!(r#"{{"data":[{{"a":1}},{{"a":2}}],"data":{other}}}"#)).unwrap().1;
    assert_eq!(twice("7"), None);
    let other = twice(r#"[{"b":1},{"b":2}]"#).unwrap();
    assert_eq!(
        other,
        r#"{"rows":[0,2],"members":{"b":0},"page":{"data":[{"a":1},{"a":2}],"data":[{"b":1}]}}"#
    );
}

/// Checks that a text is taken as a page if it is taken as an object, as the same, and that its rows are its objects.
pub(in super::super) fn hold(text: &str, head: Option<&Head<'_>>) {
    let taken = page(text);
    assert_eq!(taken.as_ref().map(|(head, _)| head), head, "{text}");
    let Some((_, Some(rows))) = taken else { return };
    let parse = |text: &str| Document::parse(text.as_bytes().to_vec()).unwrap();
    let (whole, rows) = (parse(text), parse(&rows));
    let part = |name| rows.root().get(name).unwrap();
    let mut values = part("rows").items();
    let list = part("page").get("data").unwrap();
    let mut items: Vec<String> = list.items().map(|item| item.to_json(false)).collect();
    while let Some(kind) = values.next() {
        items.push(joined(kind, part("members"), &mut values));
    }
    assert_eq!(format!("[{}]", items.join(",")), whole.root().get("data").unwrap().to_json(false), "{text}");
    let others = |page: Item<'_>| -> Vec<String> {
        page.members()
            .map(|(name, item)| {
                format!("{name}{}", if name == "data" { String::new() } else { item.to_json(false) })
            })
            .collect()
    };
    assert_eq!(others(part("page")), others(whole.root()), "{text}");
}

/// Returns an object that comes in a row, as its text.
fn joined<'d>(kind: Item<'d>, members: Item<'d>, values: &mut dyn Iterator<Item = Item<'d>>) -> String {
    if kind.scalar() == Scalar::Integer(1) {
        return values.next().unwrap().to_json(false);
    }
    assert_eq!(kind.scalar(), Scalar::Integer(0));
    let mut texts = Vec::new();
    for (name, inside) in members.members() {
        let value = values.next().unwrap();
        let text = if inside.is_object() { joined(value, inside, values) } else { value.to_json(false) };
        texts.push(format!("{}:{text}", Value::from(name)));
    }
    format!("{{{}}}", texts.join(","))
}
