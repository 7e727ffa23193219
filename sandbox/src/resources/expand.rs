//! `expand`: whole objects in place of ids.

use crate::objects::{Charge, Customer, Deleted, Dispute, Field, Refund, to_raw};
use crate::params::Params;
use crate::refusal::{Refusal, clip};
use crate::store::Tx;
use crate::store::objects::Object;

/// The most levels of objects within objects.
const MOST_LEVELS: usize = 4;

/// What a request asked to have expanded, checked.
pub(crate) struct Paths<'a> {
    table: &'static str,
    paths: Vec<Vec<&'a str>>,
}

/// Fields with the table of what each holds the id of.
type Fields = &'static [(&'static str, Option<&'static str>)];

/// The fields of each kind that can be expanded, with the kind that they hold the id of.
///
/// A field without one is whole already; asking for it is allowed and changes nothing.
const FIELDS: &[(&str, Fields)] = &[
    (
        Charge::TABLE,
        &[
            ("customer", Some(Customer::TABLE)),
            ("dispute", Some(Dispute::TABLE)),
            ("refunds", None),
            ("source", None),
        ],
    ),
    (Customer::TABLE, &[("default_source", None), ("sources", None)]),
    (Refund::TABLE, &[("charge", Some(Charge::TABLE))]),
];

impl<'a> Paths<'a> {
    /// Reads the parameter `expand` for objects of the kind `T`; in lists the paths begin with `data.`.
    pub(crate) fn of<T: Object>(params: &'a Params, prefix: &str) -> Result<Self, Refusal> {
        let mut paths = Vec::new();
        for (number, path) in params.texts("expand").unwrap_or_default().iter().enumerate() {
            let fields = path.strip_prefix(prefix).map(|path| path.split('.').collect::<Vec<_>>());
            match fields.filter(|fields| leads_somewhere(T::TABLE, fields)) {
                Some(fields) => paths.push(fields),
                None => return Err(refused::<T>(number, path, prefix)),
            }
        }
        Ok(Self { table: T::TABLE, paths })
    }

    /// Puts whole objects in place of the ids asked for.
    pub(crate) fn expand(&self, tx: &Tx<'_>, body: String) -> Result<String, Refusal> {
        if self.paths.is_empty() {
            return Ok(body);
        }
        let paths: Vec<&[&str]> = self.paths.iter().map(Vec::as_slice).collect();
        expand(tx, self.table, body, &paths)
    }
}

fn leads_somewhere(table: &str, fields: &[&str]) -> bool {
    let Some((first, rest)) = fields.split_first() else { return false };
    let target = known(table).iter().find(|(field, _)| field == first);
    match target {
        Some(_) if rest.is_empty() => true,
        Some((_, Some(table))) => fields.len() <= MOST_LEVELS && leads_somewhere(table, rest),
        _ => false,
    }
}

fn known(table: &str) -> Fields {
    FIELDS.iter().find(|(known, _)| *known == table).map_or(&[], |(_, fields)| fields)
}

fn refused<T: Object>(number: usize, path: &str, prefix: &str) -> Refusal {
    let fields: Vec<String> = known(T::TABLE).iter().map(|(field, _)| format!("{prefix}{field}")).collect();
    let message = format!("'{}' cannot be expanded here; what can is: {}.", clip(path), fields.join(", "));
    Refusal::invalid(message).param(format!("expand[{number}]"))
}

fn expand(tx: &Tx<'_>, table: &str, body: String, paths: &[&[&str]]) -> Result<String, Refusal> {
    let asked = |field: &str| -> Option<Vec<&[&str]>> {
        let below = paths.iter().filter(|path| path.first() == Some(&field)).map(|path| &path[1..]);
        let below: Vec<&[&str]> = below.collect();
        (!below.is_empty()).then_some(below)
    };
    match table {
        Charge::TABLE => {
            let mut charge: Charge = serde_json::from_str(&body)?;
            if let (Some(below), Some(field)) = (asked("customer"), &mut charge.customer) {
                put_whole::<Customer>(tx, field, &below)?;
            }
            if let (Some(below), Some(field)) = (asked("dispute"), &mut charge.dispute) {
                put_whole::<Dispute>(tx, field, &below)?;
            }
            Ok(serde_json::to_string(&charge)?)
        }
        Refund::TABLE => {
            let mut refund: Refund = serde_json::from_str(&body)?;
            if let Some(below) = asked("charge") {
                put_whole::<Charge>(tx, &mut refund.charge, &below)?;
            }
            Ok(serde_json::to_string(&refund)?)
        }
        Customer::TABLE => {
            let mut customer: Customer = serde_json::from_str(&body)?;
            if asked("default_source").is_some() {
                let default = customer.default_source.as_ref().and_then(Field::id);
                let card = customer.sources.data.iter().find(|card| Some(card.id.as_str()) == default);
                if let Some(card) = card {
                    customer.default_source = Some(Field::Whole(to_raw(card)));
                }
            }
            Ok(serde_json::to_string(&customer)?)
        }
        _ => Ok(body),
    }
}

fn put_whole<T: Object>(tx: &Tx<'_>, field: &mut Field, below: &[&[&str]]) -> Result<(), Refusal> {
    let Some(id) = field.id().map(str::to_owned) else { return Ok(()) };
    let whole = match tx.body::<T>(&id)? {
        Some(body) => {
            let below: Vec<&[&str]> = below.iter().copied().filter(|path| !path.is_empty()).collect();
            let body = if below.is_empty() { body } else { expand(tx, T::TABLE, body, &below)? };
            serde_json::value::RawValue::from_string(body)?
        }
        None => to_raw(&Deleted { id, object: T::NAME.to_owned(), deleted: true }),
    };
    *field = Field::Whole(whole);
    Ok(())
}
