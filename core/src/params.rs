//! The parameters of a request, before they are encoded.

use std::borrow::Cow;

use crate::trail::Trail;
use crate::value::{Value, bounded};

/// The most parameters that one request may have, not counting what lies inside them.
pub(crate) const MAX_NAMES: usize = 1000;

/// How many parameters requests usually have at most.
const USUAL: usize = 6;

/// The parameters of a request, by name, in the order given.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Params {
    /// Parameters that the operation must know.
    pub(crate) named: Vec<(Cow<'static, str>, Value)>,
    /// Parameters that are sent unchecked, as the caller said that this version does not know them.
    pub(crate) extra: Vec<(Cow<'static, str>, Value)>,
    /// Where auto-paging has been on its way to the page that these ask for; never sent.
    pub(crate) trail: Option<Trail>,
}

impl Params {
    /// Begins an empty set of parameters.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets a parameter; a second value for the same name takes the place of the first.
    pub fn set(&mut self, name: impl Into<String>, value: impl Into<Value>) {
        put(&mut self.named, Cow::Owned(name.into()), value.into());
    }

    /// Sets a parameter whose name is in the table.
    pub(crate) fn set_known(&mut self, name: &'static str, value: Value) {
        if self.named.capacity() == 0 {
            self.named.reserve(USUAL);
        }
        put(&mut self.named, Cow::Borrowed(name), value);
    }

    /// Sets a parameter that this version does not know.
    pub fn set_extra(&mut self, name: impl Into<String>, value: impl Into<Value>) {
        let name = name.into();
        if self.named.len() <= MAX_NAMES {
            self.named.retain(|(known, _)| *known != name);
        }
        put(&mut self.extra, Cow::Owned(name), value.into());
    }

    /// Returns the value set for that name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        let mut all = self.named.iter().chain(&self.extra);
        all.find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// Takes a parameter out.
    pub(crate) fn remove(&mut self, name: &str) {
        self.named.retain(|(known, _)| known != name);
        self.extra.retain(|(known, _)| known != name);
    }
}

impl<K: Into<String>, V: Into<Value>> FromIterator<(K, V)> for Params {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        let mut params = Params::new();
        pairs.into_iter().for_each(|(name, value)| params.set(name, value));
        params
    }
}

impl<K: Into<String>, V: Into<Value>, const N: usize> From<[(K, V); N]> for Params {
    fn from(pairs: [(K, V); N]) -> Self {
        pairs.into_iter().collect()
    }
}

fn put(pairs: &mut Vec<(Cow<'static, str>, Value)>, name: Cow<'static, str>, value: Value) {
    let value = bounded(value);
    // So many are refused when they are encoded; looking for each among them would take ever longer.
    let known =
        if pairs.len() > MAX_NAMES { None } else { pairs.iter_mut().find(|(known, _)| *known == name) };
    match known {
        Some((_, old)) => *old = value,
        None => pairs.push((name, value)),
    }
}
