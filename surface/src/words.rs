//! Names and docs, brought into the shape that a language wants.

/// Returns the lines of a doc comment without the blank that `///` leaves before each.
pub(crate) fn doc_lines(doc: &str) -> Vec<&str> {
    doc.lines().map(|line| line.strip_prefix(' ').unwrap_or(line)).collect()
}

/// Writes `webhook_endpoints` as `WebhookEndpoints`.
pub(crate) fn pascal(name: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        letters
            .next()
            .map(|first| first.to_uppercase().chain(letters).collect::<String>())
            .unwrap_or_default()
    };
    name.split(['_', '.']).map(word).collect()
}

/// Writes `webhook_endpoints` as `webhookEndpoints`.
pub(crate) fn camel(name: &str) -> String {
    let pascal = pascal(name);
    let mut letters = pascal.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
