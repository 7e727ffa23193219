//! Reads the body of a success: always a JSON object, whole and strict, of the kind asked for.

use crate::api::Ask;
use crate::document::{self, Document, Form, Head, Item, Scalar};
use crate::model::Named;

const NOT_JSON: &str = "its body is not whole, valid JSON";

/// A body that is not what was asked for, with a clause that says in what way.
pub(crate) type Unreadable = (Vec<u8>, String);

/// Takes the text of any object, or only of that kind.
pub(crate) fn text(wanted: Option<&str>) -> impl Fn(Vec<u8>) -> Result<Vec<u8>, Unreadable> {
    move |body| match check(&body, wanted, document::head) {
        Ok(()) => Ok(body),
        Err(fault) => Err((body, fault)),
    }
}

/// Does the same, and writes it in a form of a binding's.
pub(crate) fn written<F: Form>(
    wanted: Option<&str>,
    begin: fn() -> F,
) -> impl Fn(Vec<u8>) -> Result<F, Unreadable> {
    move |body| {
        let mut form = begin();
        match check(&body, wanted, |body| document::written(body, &mut form)) {
            Ok(()) => Ok(form),
            Err(fault) => Err((body, fault)),
        }
    }
}

/// Takes the text of any object, or only of that kind; a page's in rows, if it comes to some, which the truth
/// beside it tells.
pub(crate) fn rows(wanted: Option<&str>) -> impl Fn(Vec<u8>) -> Result<(String, bool), Unreadable> {
    move |body| {
        let mut rows = None;
        let read = |body| {
            if wanted != Some("list") {
                return document::head(body);
            }
            let (head, found) = document::page(body)?;
            rows = found;
            Ok(head)
        };
        match (check(&body, wanted, read), rows) {
            (Ok(()), Some(rows)) => Ok((rows, true)),
            (Ok(()), None) => match String::from_utf8(body) {
                Ok(text) => Ok((text, false)),
                Err(fault) => Err((fault.into_bytes(), NOT_JSON.to_owned())),
            },
            (Err(fault), _) => Err((body, fault)),
        }
    }
}

/// Takes what an operation answers with.
pub(crate) fn typed<A: Ask>(body: Vec<u8>) -> Result<Box<A::Answer>, Unreadable> {
    let wanted = A::OPERATION.answer.object_name();
    // Reading the model is all that a good answer costs; any other is looked at for its fault.
    if let Ok(text) = std::str::from_utf8(&body)
        && let Some(model) = A::read(text)
        && (model.object().is_empty() || model.object() == wanted)
    {
        return Ok(model);
    }
    let read = check(&body, Some(wanted), document::head).and_then(|()| {
        document::typed(&body).map_err(|fault| format!("a field is not what the API says: {fault}"))
    });
    read.map(Box::new).map_err(|fault| (body, fault))
}

/// Takes a document, for hosts that read field by field.
pub(crate) fn indexed(wanted: Option<&str>) -> impl Fn(Vec<u8>) -> Result<Document, Unreadable> {
    move |body| {
        if let Some(fault) = shape_fault(&body) {
            return Err((body, fault.to_owned()));
        }
        let document = Document::read(body).map_err(|(body, _)| (body, NOT_JSON.to_owned()))?;
        let given = document.root().get("object").and_then(Item::text);
        let checked = check_name(given, wanted).and_then(|()| {
            check_page(wanted, || {
                let data = document.root().get("data").map_or(Scalar::Null, Item::scalar);
                !matches!(data, Scalar::Null | Scalar::List(_))
            })
        });
        match checked {
            Ok(()) => Ok(document),
            Err(fault) => Err((document.text().as_bytes().to_vec(), fault)),
        }
    }
}

fn check<'b>(
    body: &'b [u8],
    wanted: Option<&str>,
    head: impl FnOnce(&'b [u8]) -> Result<Head<'b>, serde_json::Error>,
) -> Result<(), String> {
    if let Some(fault) = shape_fault(body) {
        return Err(fault.to_owned());
    }
    let head = head(body).map_err(|_| NOT_JSON.to_owned())?;
    check_name(head.name.as_deref(), wanted)?;
    check_page(wanted, || head.odd_data)
}

fn check_name(given: Option<&str>, wanted: Option<&str>) -> Result<(), String> {
    match (given, wanted) {
        (Some(given), Some(wanted)) if given != wanted => {
            let given: String = given.chars().take(40).collect();
            Err(format!("it is a {given:?} where a {wanted:?} was asked for"))
        }
        _ => Ok(()),
    }
}

/// Checks that a page holds its objects in a list.
fn check_page(wanted: Option<&str>, odd_data: impl FnOnce() -> bool) -> Result<(), String> {
    if wanted == Some("list") && odd_data() { Err("its data is not a list".to_owned()) } else { Ok(()) }
}

/// Says what is wrong with a body at first sight.
fn shape_fault(body: &[u8]) -> Option<&'static str> {
    match body.iter().find(|byte| !byte.is_ascii_whitespace()) {
        None => Some("its body is empty"),
        Some(b'{') => None,
        Some(_) => Some("its body is not a JSON object"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_whose_data_is_no_list_is_refused() {
        let read = |body: &str, wanted| {
            let as_text = text(wanted)(body.as_bytes().to_vec()).map(|_| ());
            let as_index = indexed(wanted)(body.as_bytes().to_vec()).map(|_| ());
            let in_rows = rows(wanted)(body.as_bytes().to_vec()).map(|_| ());
            assert_eq!((&as_text, &in_rows), (&as_index, &as_index));
            as_index.map_err(|(_, fault)| fault)
        };
        assert_eq!(read(r#"{"object":"list","data":[]}"#, Some("list")), Ok(()));
        assert_eq!(read(r#"{"object":"list"}"#, Some("list")), Ok(()));
        assert_eq!(
            read(r#"{"object":"list","data":{}}"#, Some("list")),
            Err("its data is not a list".to_owned())
        );
        assert_eq!(read(r#"{"object":"event","data":{}}"#, Some("event")), Ok(()));
        let broken = r#"{"data":[{"a":1},{"a":2}"#;
        assert_eq!(read(broken, Some("list")), Err(NOT_JSON.to_owned()));
        let other = r#"{"object":"event","data":[{"a":1},{"a":2}]}"#;
        assert_eq!(
            read(other, Some("list")),
            Err("it is a \"event\" where a \"list\" was asked for".to_owned())
        );
    }
}
