//! Languages must agree: the same class and code for an error everywhere, for webhooks the same text.

use crate::run::Outcome;

/// One case's outcomes, by language.
pub type Outcomes<'a> = Vec<(&'a str, &'a Outcome)>;

/// Returns a line for each language that disagrees with the first one.
pub fn differences(group: &str, outcomes: &Outcomes<'_>) -> Vec<String> {
    let told: Vec<_> = outcomes.iter().filter(|(_, outcome)| outcome.unsupported.is_none()).collect();
    let Some(((first, reference), others)) = told.split_first() else { return Vec::new() };
    let parts = if group == "webhooks" { 4 } else { 3 };
    let mut lines = Vec::new();
    for (name, outcome) in others {
        for (a, b) in reference.errors.iter().zip(&outcome.errors) {
            if a[..parts] != b[..parts] {
                lines.push(format!("{first} says {:?}, {name} says {:?}", &a[1..parts], &b[1..parts]));
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_different_code_is_a_difference() {
        let outcome = |code: &str, message: &str| Outcome {
            wrong: Vec::new(),
            unsupported: None,
            errors: vec![["0".to_owned(), "APIError".to_owned(), code.to_owned(), message.to_owned()]],
        };
        let (a, b, c) = (outcome("x", "one"), outcome("y", "one"), outcome("x", "two"));
        assert_eq!(differences("errors", &vec![("rust", &a), ("python", &b)]).len(), 1);
        assert_eq!(differences("errors", &vec![("rust", &a), ("python", &c)]).len(), 0);
        assert_eq!(differences("webhooks", &vec![("rust", &a), ("python", &c)]).len(), 1);
    }
}
