//! What fuzz targets look into. No part of the API: it may change at any time.

use crate::form::{Node, decode};

/// Returns every value of a form by its path, or `None` where the form is refused.
pub fn decode_form(form: &[u8]) -> Option<Vec<(Vec<String>, String)>> {
    let mut leaves = Vec::new();
    flatten(decode(form).ok()?, &mut Vec::new(), &mut leaves);
    Some(leaves)
}

fn flatten(names: Vec<(String, Node)>, path: &mut Vec<String>, leaves: &mut Vec<(Vec<String>, String)>) {
    for (name, node) in names {
        path.push(name);
        match node {
            Node::Text(text) => leaves.push((path.clone(), text)),
            Node::Names(inner) => flatten(inner, path, leaves),
        }
        path.pop();
    }
}
