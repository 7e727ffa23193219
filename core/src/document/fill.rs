//! Reads JSON into models by the scan, in less than half the time that serde takes for it: each value is written
//! where it stays, as moving an object of many fields costs more than reading it.
//!
//! As the scan, it says yes or nothing. Whatever is wrong or rare, such as a name that comes twice, is left to
//! serde; what is taken here is taken there too, and makes the same model. The tests hold the two against
//! each other.

use std::borrow::Cow;
use std::mem;

use serde::de::DeserializeOwned;

use super::scan::Scan;
use crate::model::{Json, Metadata};

/// Something that a JSON value can be read into.
pub(crate) trait Fill: Default {
    /// Takes a value; `self` is as it is by default, and of no use after `None`.
    fn fill(&mut self, value: Value<'_, '_>) -> Option<()>;
}

/// Reads a text that is one object into a model; `None` leaves it to serde.
pub(crate) fn read<T: Fill>(text: &str) -> Option<Box<T>> {
    let mut scan = Scan::new(text);
    let first = scan.next()?;
    let mut model = Box::<T>::default();
    model.fill(Value { text, scan: &mut scan, first, open: 0 })?;
    scan.end()?;
    Some(model)
}

/// A value whose first byte was read already, inside of so many lists and maps.
pub(crate) struct Value<'s, 't> {
    text: &'t str,
    scan: &'s mut Scan<'t>,
    first: u8,
    open: u32,
}

impl<'t> Value<'_, 't> {
    pub(crate) fn is_text(&self) -> bool {
        self.first == b'"'
    }

    /// Reads `null` through, and says whether that is what the value was.
    pub(crate) fn null(&mut self) -> Option<bool> {
        if self.first == b'n' { self.scan.span(self.first, self.open).map(|_| true) } else { Some(false) }
    }

    pub(crate) fn text(self) -> Option<Cow<'t, str>> {
        if self.first != b'"' {
            return None;
        }
        let place = self.scan.quoted()?;
        if mem::take(&mut self.scan.escaped) {
            // What an escape stands for is serde_json's to say.
            return serde_json::from_str(&self.text[place.start - 1..=place.end]).ok().map(Cow::Owned);
        }
        Some(Cow::Borrowed(&self.text[place]))
    }

    /// Reads a value of any kind through, and returns its text.
    pub(crate) fn raw(self) -> Option<&'t str> {
        let place = self.scan.span(self.first, self.open)?;
        self.scan.escaped = false;
        Some(&self.text[place])
    }

    /// Reads a value of any kind by serde.
    pub(crate) fn any<T: DeserializeOwned>(self) -> Option<T> {
        serde_json::from_str(self.raw()?).ok()
    }

    /// Reads a map through. `member` is given each name and value.
    #[inline]
    pub(crate) fn map(self, mut member: impl FnMut(&'t str, Value<'_, 't>) -> Option<()>) -> Option<()> {
        let Value { text, scan, first, open } = self;
        if first != b'{' {
            return None;
        }
        scan.map(open, &mut |scan, name, first| {
            // An escape may spell any name.
            if scan.escaped {
                return None;
            }
            member(&text[name], Value { text, scan, first, open: open + 1 })
        })
    }
}

impl Fill for String {
    fn fill(&mut self, value: Value<'_, '_>) -> Option<()> {
        *self = value.text()?.into_owned();
        Some(())
    }
}

impl Fill for i64 {
    fn fill(&mut self, value: Value<'_, '_>) -> Option<()> {
        let text = value.raw()?;
        *self = text.parse().ok()?;
        // A negative zero is a float.
        (text != "-0").then_some(())
    }
}

impl Fill for bool {
    fn fill(&mut self, value: Value<'_, '_>) -> Option<()> {
        *self = match value.raw()? {
            "true" => true,
            "false" => false,
            _ => return None,
        };
        Some(())
    }
}

impl<T: Fill> Fill for Option<T> {
    fn fill(&mut self, value: Value<'_, '_>) -> Option<()> {
        self.insert(T::default()).fill(value)
    }
}

impl<T: Fill> Fill for Vec<T> {
    fn fill(&mut self, value: Value<'_, '_>) -> Option<()> {
        let Value { text, scan, first, open } = value;
        if first != b'[' {
            return None;
        }
        scan.list(open, &mut |scan, first| {
            self.push(T::default());
            self.last_mut()?.fill(Value { text, scan, first, open: open + 1 })
        })
    }
}

impl Fill for Metadata {
    fn fill(&mut self, value: Value<'_, '_>) -> Option<()> {
        value.map(|name, value| {
            let before = self.insert(name.to_owned(), value.text()?.into_owned());
            before.is_none().then_some(())
        })
    }
}

impl Fill for Json {
    fn fill(&mut self, value: Value<'_, '_>) -> Option<()> {
        *self = value.any()?;
        Some(())
    }
}
