//! The cases that a language cannot express, each with its reason.

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

use crate::case::Case;
use crate::run::Outcome;

/// Reasons by language and reason, each with the names of its cases.
#[derive(Debug)]
pub struct Unsupported(BTreeMap<String, BTreeMap<String, Vec<String>>>);

impl Unsupported {
    /// Reads `unsupported.json` of `folder`; every case it names must be one of `cases`.
    ///
    /// # Errors
    /// When the file cannot be read or names a case that is not there.
    pub fn load(folder: &Path, cases: &[Case]) -> io::Result<Unsupported> {
        let path = folder.join("unsupported.json");
        let table = Unsupported(serde_json::from_str(&fs::read_to_string(&path)?).map_err(io::Error::other)?);
        let names = table.0.values().flat_map(BTreeMap::values).flatten();
        for name in names {
            if !cases.iter().any(|case| &case.name == name) {
                return Err(io::Error::other(format!("{}: there is no case {name:?}", path.display())));
            }
        }
        Ok(table)
    }

    /// Returns the reason when the case does not apply, or a sentence when driver and table disagree.
    ///
    /// # Errors
    /// The sentence.
    pub fn judge(&self, language: &str, case: &str, outcome: &Outcome) -> Result<Option<&str>, String> {
        let reasons = self.0.get(language).into_iter().flatten();
        let listed = reasons.into_iter().find(|(_, names)| names.iter().any(|name| name == case));
        match (listed, &outcome.unsupported) {
            (Some((reason, _)), Some(_)) => Ok(Some(reason)),
            (None, None) => Ok(None),
            (None, Some(reason)) => {
                Err(format!("the driver calls this unsupported ({reason}), the table does not"))
            }
            (Some(_), None) => Err("the table calls this unsupported, and the driver plays it".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn driver_and_table_must_agree() {
        let reasons = BTreeMap::from([("floats".to_owned(), vec!["amounts/x".to_owned()])]);
        let table = Unsupported(BTreeMap::from([("rust".to_owned(), reasons)]));
        let played = Outcome { wrong: Vec::new(), unsupported: None, errors: Vec::new() };
        let refused = Outcome { unsupported: Some("no".to_owned()), ..played.clone() };
        assert_eq!(table.judge("rust", "amounts/x", &refused), Ok(Some("floats")));
        assert_eq!(table.judge("rust", "amounts/y", &played), Ok(None));
        assert!(table.judge("rust", "amounts/y", &refused).is_err());
        assert!(table.judge("rust", "amounts/x", &played).is_err());
    }
}
