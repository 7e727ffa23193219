//! Reads the body of a success: always a JSON object, whole and strict, of the kind asked for.

use serde::de::DeserializeOwned;

use crate::document::{self, Document, Item, Scalar, outline};
use crate::model::Named;

/// A body that is not what was asked for, with a clause that says in what way.
pub(crate) type Unreadable = (Vec<u8>, String);

/// What is wrong with a page that holds its objects in something else than a list.
const NO_PAGE: &str = "its data is no list";

/// Takes the text of any object, or only of that kind.
pub(crate) fn text(wanted: Option<&str>) -> impl Fn(Vec<u8>) -> Result<Vec<u8>, Unreadable> {
    move |body| match check(&body, wanted) {
        Ok(()) => Ok(body),
        Err(fault) => Err((body, fault)),
    }
}

/// Takes a model.
pub(crate) fn typed<T: DeserializeOwned + Named>(wanted: &str) -> impl Fn(Vec<u8>) -> Result<T, Unreadable> {
    move |body| {
        // Reading the model is all that a good answer costs; a bad one is looked at for its fault.
        if let Ok(model) = serde_json::from_slice::<T>(&body)
            && shape_fault(&body).is_none()
            && (model.object().is_empty() || model.object() == wanted)
        {
            return Ok(model);
        }
        let read = check(&body, Some(wanted)).and_then(|()| {
            document::typed(&body).map_err(|fault| format!("a field is not what the API says: {fault}"))
        });
        read.map_err(|fault| (body, fault))
    }
}

/// Takes a document, for hosts that read field by field.
pub(crate) fn indexed(wanted: Option<&str>) -> impl Fn(Vec<u8>) -> Result<Document, Unreadable> {
    move |body| {
        // The text moves into the document, so what an error needs of it is put by first.
        let start = body[..body.len().min(1024)].to_vec();
        let fault = shape_fault(&body);
        let document = match Document::parse(body) {
            Ok(document) if fault.is_none() => document,
            _ => return Err((start, fault.unwrap_or("its body is not whole, valid JSON").to_owned())),
        };
        let given = document.root().get("object").and_then(|name| name.text()).map(str::to_owned);
        let checked = check_name(given.as_deref(), wanted).and_then(|()| check_page(&document, wanted));
        match checked {
            Ok(()) => Ok(document),
            Err(fault) => Err((start, fault)),
        }
    }
}

fn check(body: &[u8], wanted: Option<&str>) -> Result<(), String> {
    if let Some(fault) = shape_fault(body) {
        return Err(fault.to_owned());
    }
    let outline = outline(body).map_err(|_| "its body is not whole, valid JSON".to_owned())?;
    check_name(outline.object.as_deref(), wanted)?;
    if outline.odd_data && wanted == Some("list") { Err(NO_PAGE.to_owned()) } else { Ok(()) }
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

/// Checks that a page holds its objects in a list, as models check for themselves.
fn check_page(document: &Document, wanted: Option<&str>) -> Result<(), String> {
    let data = document.root().get("data").map_or(Scalar::Null, Item::scalar);
    match data {
        Scalar::Null | Scalar::List(_) => Ok(()),
        _ if wanted == Some("list") => Err(NO_PAGE.to_owned()),
        _ => Ok(()),
    }
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
            let bytes = || body.as_bytes().to_vec();
            let fault = indexed(wanted)(bytes()).err().map(|(_, fault)| fault);
            assert_eq!(text(wanted)(bytes()).err().map(|(_, fault)| fault), fault, "{body}");
            fault.map_or(Ok(()), Err)
        };
        assert_eq!(read(r#"{"object":"list","data":[]}"#, Some("list")), Ok(()));
        assert_eq!(read(r#"{"object":"list"}"#, Some("list")), Ok(()));
        assert_eq!(
            read(r#"{"object":"list","data":{}}"#, Some("list")),
            Err("its data is no list".to_owned())
        );
        assert_eq!(read(r#"{"object":"event","data":{}}"#, Some("event")), Ok(()));
    }
}
