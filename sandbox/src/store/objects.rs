//! Objects of the API in the store: put in, looked up, replaced, taken out.

use rusqlite::{OptionalExtension, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Tx;
use crate::objects::{Charge, Customer, Dispute, Event, Field, Refund, WebhookEndpoint, to_raw};
use crate::refusal::Refusal;

/// A kind of object that the store keeps.
pub(crate) trait Object: Serialize + DeserializeOwned {
    /// The name of the kind: `charge`.
    const NAME: &'static str;
    /// What its ids begin with: `ch_`.
    const PREFIX: &'static str;
    /// Its table, which is also its path: `charges`.
    const TABLE: &'static str;

    fn id(&self) -> &str;
    fn created(&self) -> i64;
    /// What lists of this kind are filtered by.
    fn filter(&self) -> Option<&str> {
        None
    }
}

macro_rules! object {
    ($kind:ty, $name:literal, $prefix:literal, $table:literal $(, |$object:ident| $filter:expr)?) => {
        impl Object for $kind {
            const NAME: &'static str = $name;
            const PREFIX: &'static str = $prefix;
            const TABLE: &'static str = $table;

            fn id(&self) -> &str {
                &self.id
            }

            fn created(&self) -> i64 {
                self.created
            }

            $(fn filter(&self) -> Option<&str> {
                let $object = self;
                $filter
            })?
        }
    };
}

object!(Charge, "charge", "ch_", "charges", |charge| charge.customer.as_ref().and_then(Field::id));
object!(Customer, "customer", "cus_", "customers", |customer| customer.email.as_deref());
object!(Refund, "refund", "re_", "refunds", |refund| refund.charge.id());
object!(Dispute, "dispute", "dp_", "disputes");
object!(Event, "event", "evt_", "events", |event| Some(&event.kind));
object!(WebhookEndpoint, "webhook endpoint", "we_", "webhook_endpoints");

impl Tx<'_> {
    /// Puts a new object in, and returns its JSON text.
    pub(crate) fn insert<T: Object>(&self, object: &T) -> Result<String, Refusal> {
        let body = text_of(object);
        let sql = format!("INSERT INTO {} (id, created, filter, body) VALUES (?1, ?2, ?3, ?4)", T::TABLE);
        let mut insert = self.db.prepare_cached(&sql)?;
        insert.execute(params![object.id(), object.created(), object.filter(), body])?;
        Ok(body)
    }

    /// Replaces an object that is there, and returns its new JSON text.
    pub(crate) fn replace<T: Object>(&self, object: &T) -> Result<String, Refusal> {
        let body = text_of(object);
        let sql = format!("UPDATE {} SET filter = ?2, body = ?3 WHERE id = ?1", T::TABLE);
        self.db.prepare_cached(&sql)?.execute(params![object.id(), object.filter(), body])?;
        Ok(body)
    }

    /// Looks an object up, as its JSON text.
    pub(crate) fn body<T: Object>(&self, id: &str) -> Result<Option<String>, Refusal> {
        let sql = format!("SELECT body FROM {} WHERE id = ?1", T::TABLE);
        Ok(self.db.prepare_cached(&sql)?.query_row([id], |row| row.get(0)).optional()?)
    }

    /// Looks an object up.
    pub(crate) fn find<T: Object>(&self, id: &str) -> Result<Option<T>, Refusal> {
        self.body::<T>(id)?.map(|body| Ok(serde_json::from_str(&body)?)).transpose()
    }

    /// Looks up the object that a path names.
    pub(crate) fn at_path<T: Object>(&self, id: &str) -> Result<T, Refusal> {
        self.find(id)?.ok_or_else(|| not_found::<T>(id))
    }

    /// Takes an object out for good; its place in the order stays known.
    pub(crate) fn delete<T: Object>(&self, id: &str) -> Result<(), Refusal> {
        let table = T::TABLE;
        self.db.execute(
            &format!("INSERT INTO deleted (id, seq) SELECT id, seq FROM {table} WHERE id = ?1"),
            [id],
        )?;
        self.db.execute(&format!("DELETE FROM {table} WHERE id = ?1"), [id])?;
        Ok(())
    }

    /// Says whether an object of that kind and id was there and is deleted.
    pub(crate) fn was_deleted<T: Object>(&self, id: &str) -> Result<bool, Refusal> {
        // One table holds the deleted of all kinds.
        if !id.starts_with(T::PREFIX) {
            return Ok(false);
        }
        let mut select = self.db.prepare_cached("SELECT 1 FROM deleted WHERE id = ?1")?;
        Ok(select.exists([id])?)
    }
}

/// Refuses a path whose object is not there.
pub(crate) fn not_found<T: Object>(id: &str) -> Refusal {
    Refusal::missing(T::NAME, id, "id").status(404)
}

fn text_of(object: &impl Serialize) -> String {
    to_raw(object).get().to_owned()
}
