//! Pages in rows: their objects, put together again, are those of the text.

use std::sync::Arc;

use nextgen::bridge::{CallOptions, Client, ClientOptions, Document, Item, Params, Scalar, Target};
use nextgen::transport::Transport;

use crate::canned::{Canned, KEY};

/// Checks a list's answer in rows against the same as text.
pub(crate) fn check(canned: &Arc<Canned>) {
    let transport: Arc<dyn Transport> = canned.clone();
    let options = ClientOptions::from_json(format!(r#"{{"api_key":"{KEY}","max_retries":0}}"#).as_bytes());
    let client = options.and_then(|options| Client::new(options, None, Some(transport)));
    let client = client.expect("the options are fine");
    let target = Target::Operation { name: "charges.list", id: None };
    let rows = client.call_rows(&target, &Params::new(), CallOptions::default(), None);
    let text = client.call_text(&target, &Params::new(), CallOptions::default(), None);
    assert_eq!(rows.as_ref().err().map(ToString::to_string), text.as_ref().err().map(ToString::to_string));
    let (Ok(rows), Ok(text)) = (rows, text) else { return };
    let (rows, in_rows) = rows.body;
    if !in_rows {
        assert_eq!(rows.as_bytes(), text.body);
        return;
    }
    let whole = Document::parse(text.body).expect("an answer is JSON");
    let rows = Document::parse(rows.into_bytes()).expect("rows are JSON");
    assert_eq!(joined(rows.root()), members(whole.root()), "{:?}", whole.text());
}

/// Returns the members of the page that came in rows, each as text.
fn joined(rows: Item<'_>) -> Vec<String> {
    let part = |name| rows.get(name).expect("rows have that part");
    let mut values = part("rows").items();
    let mut page = members(part("page"));
    let mut data: Vec<String> = part("page").get("data").expect("a page").items().map(text).collect();
    while let Some(kind) = values.next() {
        data.push(object(kind, part("members"), &mut values));
    }
    let last = page.iter().rposition(|member| member.starts_with("\"data\":")).expect("a page");
    page[last] = format!("\"data\":[{}]", data.join(","));
    page
}

fn object<'d>(kind: Item<'d>, names: Item<'d>, values: &mut dyn Iterator<Item = Item<'d>>) -> String {
    if kind.scalar() == Scalar::Integer(1) {
        return text(values.next().expect("a value follows"));
    }
    assert_eq!(kind.scalar(), Scalar::Integer(0));
    let members = names.members().map(|(name, inside)| {
        let value = values.next().expect("a value for each name");
        member(name, if inside.is_object() { object(value, inside, values) } else { text(value) })
    });
    let members: Vec<String> = members.collect();
    format!("{{{}}}", members.join(","))
}

fn members(item: Item<'_>) -> Vec<String> {
    item.members().map(|(name, item)| member(name, text(item))).collect()
}

fn member(name: &str, value: String) -> String {
    format!("{}:{value}", serde_json::Value::from(name))
}

fn text(item: Item<'_>) -> String {
    item.to_json(false)
}
