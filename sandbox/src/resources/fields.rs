//! Fields that several kinds of object share: texts with limits, metadata, pages.

use super::{Answer, Call};
use crate::objects::{List, Metadata};
use crate::refusal::Refusal;
use crate::resources::expand::Paths;
use crate::store::objects::Object;
use crate::values;

/// The most characters of texts, by parameter.
const LIMITS: &[(&str, usize)] =
    &[("description", 5000), ("name", 256), ("phone", 50), ("statement_descriptor", 22)];

impl Call<'_> {
    /// Sets a text to what the parameter of that name gives: an empty one unsets it.
    pub(crate) fn set(&self, name: &str, field: &mut Option<String>) -> Result<(), Refusal> {
        let Some(text) = self.params.given(name) else { return Ok(()) };
        if name.ends_with("email") && !text.is_empty() {
            values::email(name, text)?;
        }
        if let Some((_, most)) = LIMITS.iter().find(|(limited, _)| *limited == name) {
            values::at_most(&format!("'{name}'"), text, *most, name)?;
        }
        *field = (!text.is_empty()).then(|| text.to_owned());
        Ok(())
    }

    /// Merges the metadata given into what is there.
    pub(crate) fn merge_metadata(&self, metadata: &mut Metadata) -> Result<(), Refusal> {
        let Some(pairs) = self.params.metadata() else { return Ok(()) };
        if pairs.is_empty() {
            metadata.clear();
        }
        for (name, value) in pairs {
            if value.is_empty() {
                metadata.remove(name);
            } else {
                metadata.insert(name.clone(), value.clone());
            }
        }
        values::too_many_metadata("metadata", metadata.len())
    }

    /// Answers with one object, expanded as asked.
    pub(crate) fn one<T: Object>(&self, body: String) -> Result<Answer, Refusal> {
        let paths = Paths::of::<T>(self.params, "")?;
        Ok(Answer::ok(paths.expand(self.tx, body)?))
    }

    /// Answers with the object that the path names.
    pub(crate) fn retrieved<T: Object>(&self) -> Result<Answer, Refusal> {
        let body = self.tx.body::<T>(self.id)?;
        self.one::<T>(body.ok_or_else(|| crate::store::objects::not_found::<T>(self.id))?)
    }

    /// Answers with a page of objects; `filters` as in [`crate::store::Tx::page`].
    pub(crate) fn listed<T: Object>(&self, filters: Option<&[&str]>) -> Result<Answer, Refusal> {
        let paths = Paths::of::<T>(self.params, "data.")?;
        let page = self.tx.page::<T>(self.params, filters)?;
        let mut data = Vec::with_capacity(page.bodies.len());
        for body in page.bodies {
            data.push(serde_json::value::RawValue::from_string(paths.expand(self.tx, body)?)?);
        }
        let list = List::new(data, page.has_more, format!("/v1/{}", T::TABLE));
        Ok(Answer::ok(serde_json::to_string(&list)?))
    }
}
