//! Customers: created, retrieved, updated, deleted, listed.

use super::{Answer, Call, events};
use crate::cards::{self, Fate};
use crate::ids::new_id;
use crate::objects::{Customer, Deleted, Field, List, Metadata};
use crate::refusal::Refusal;
use crate::resources::expand::Paths;
use crate::store::objects::not_found;
use crate::values;

pub(crate) fn create(call: &Call<'_>) -> Result<Answer, Refusal> {
    Paths::of::<Customer>(call.params, "")?;
    let id = new_id("cus");
    let mut customer = Customer {
        object: "customer".to_owned(),
        balance: 0,
        created: call.tx.now,
        currency: None,
        default_source: None,
        delinquent: false,
        description: None,
        email: None,
        livemode: false,
        metadata: Metadata::new(),
        name: None,
        phone: None,
        sources: List::new(Vec::new(), false, format!("/v1/customers/{id}/sources")),
        id,
    };
    set_fields(call, &mut customer)?;
    let body = call.tx.insert(&customer)?;
    events::record(call.tx, call.origin, "customer.created", &body, None)?;
    call.one::<Customer>(body)
}

pub(crate) fn retrieve(call: &Call<'_>) -> Result<Answer, Refusal> {
    if call.tx.was_deleted::<Customer>(call.id)? {
        return Ok(Answer::ok(deleted(call.id)?));
    }
    call.retrieved::<Customer>()
}

pub(crate) fn update(call: &Call<'_>) -> Result<Answer, Refusal> {
    let mut customer: Customer = call.tx.at_path(call.id)?;
    let before = serde_json::to_string(&customer)?;
    set_fields(call, &mut customer)?;
    let after = call.tx.replace(&customer)?;
    events::record_change(call, "customer.updated", &before, &after)?;
    call.one::<Customer>(after)
}

pub(crate) fn delete(call: &Call<'_>) -> Result<Answer, Refusal> {
    let body = call.tx.body::<Customer>(call.id)?.ok_or_else(|| not_found::<Customer>(call.id))?;
    call.tx.delete::<Customer>(call.id)?;
    events::record(call.tx, call.origin, "customer.deleted", &body, None)?;
    Ok(Answer::ok(deleted(call.id)?))
}

pub(crate) fn list(call: &Call<'_>) -> Result<Answer, Refusal> {
    match call.params.text("email") {
        Some(email) => call.listed::<Customer>(Some(&[email])),
        None => call.listed::<Customer>(None),
    }
}

fn set_fields(call: &Call<'_>, customer: &mut Customer) -> Result<(), Refusal> {
    call.set("email", &mut customer.email)?;
    call.set("description", &mut customer.description)?;
    call.set("name", &mut customer.name)?;
    call.set("phone", &mut customer.phone)?;
    call.merge_metadata(&mut customer.metadata)?;
    match call.params.given("source") {
        Some("") => Err(values::empty("source")),
        Some(source) => attach(customer, source),
        None => Ok(()),
    }
}

/// Attaches the card that a token stands for, in place of the one before it.
fn attach(customer: &mut Customer, source: &str) -> Result<(), Refusal> {
    let known = cards::token(source)?;
    if let Fate::Declined(decline) = known.fate
        && !known.attaches
    {
        return Err(decline.refusal());
    }
    let card = known.card(Some(&customer.id));
    customer.default_source = Some(Field::Id(card.id.clone()));
    customer.sources.data = vec![card];
    Ok(())
}

fn deleted(id: &str) -> Result<String, Refusal> {
    Ok(serde_json::to_string(&Deleted { id: id.to_owned(), object: "customer".to_owned(), deleted: true })?)
}
