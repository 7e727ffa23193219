//! Ruby's values as the core takes them. What the core has no shape for goes in as a description,
//! so that the core refuses it with the same message as everywhere.

use magnus::encoding::EncodingCapable as _;
use magnus::r_hash::ForEach;
use magnus::value::{Qfalse, Qnil, Qtrue, ReprValue as _};
use magnus::{Error, Float, Integer, RArray, RClass, RHash, RString, Ruby, Symbol, Value};
use nextgen::ErrorKind;
use nextgen::bridge::Value as Wire;

use crate::{errors, lock};

/// How deep a structure is followed. The core refuses less than this; the limit only keeps a
/// structure that holds itself from being followed for ever.
const DEEPEST: usize = 100;

/// How many values are taken over at most; far more than any request may have. A structure whose parts are
/// shared has them over and over, in number without end.
const MOST: usize = 100_000;

/// Returns the value as the core takes it.
pub(crate) fn value(ruby: &Ruby, given: Value) -> Result<Wire, Error> {
    match deep(ruby, given, 0, &mut { MOST }) {
        Ok(wire) => Ok(wire),
        Err(Fault::TooMuch(what)) => Ok(Wire::Foreign(what.into())),
        Err(Fault::Raised(error)) => Err(error),
    }
}

/// Returns the value of an option as the core takes it. Times are given as all kinds of numbers, among
/// them ActiveSupport's durations, which only say that they are; amounts never are.
pub(crate) fn option(ruby: &Ruby, given: Value) -> Result<Wire, Error> {
    let wire = value(ruby, given)?;
    if !matches!(wire, Wire::Foreign(_)) {
        Ok(wire)
    } else if says_it_is(given, ruby.class_integer())? {
        value(ruby, given.funcall("to_i", ())?)
    } else if says_it_is(given, ruby.class_numeric())? {
        Ok(Wire::Float(given.funcall("to_f", ())?))
    } else {
        Ok(wire)
    }
}

/// Calls `take` with each member of a hash, its name as text.
pub(crate) fn each_pair(
    ruby: &Ruby,
    hash: RHash,
    mut take: impl FnMut(String, Value) -> Result<(), Error>,
) -> Result<(), Error> {
    hash.foreach(|name: Value, value: Value| {
        take(member_name(ruby, name)?, value)?;
        Ok(ForEach::Continue)
    })
}

/// Returns the text of a String or Symbol; `None` if it is neither, or is no valid text.
pub(crate) fn text(ruby: &Ruby, given: Value) -> Option<String> {
    match deep(ruby, given, 0, &mut { MOST }) {
        Ok(Wire::Text(text)) => Some(text),
        _ => None,
    }
}

/// Says what a value is, for a message: never what a text holds.
pub(crate) fn described(ruby: &Ruby, given: Value) -> String {
    match value(ruby, given) {
        Ok(Wire::Text(_)) | Err(_) => "a text".to_owned(),
        Ok(Wire::Null) => "nil".to_owned(),
        Ok(wire) => wire.to_string(),
    }
}

/// Why a value was not converted.
enum Fault {
    /// It is no structure that can be sent; the text says what it is instead.
    TooMuch(&'static str),
    Raised(Error),
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Fault::Raised(error)
    }
}

/// Takes a value over, of which `left` more may come.
fn deep(ruby: &Ruby, given: Value, depth: usize, left: &mut usize) -> Result<Wire, Fault> {
    if depth > DEEPEST {
        return Err(Fault::TooMuch("a structure nested more than 64 levels deep, or holding itself"));
    }
    *left = left.checked_sub(1).ok_or(Fault::TooMuch("a structure of over 100000 values"))?;
    Ok(if let Some(text) = RString::from_value(given) {
        string(ruby, text)
    } else if let Some(symbol) = Symbol::from_value(given) {
        symbol.name().map_or_else(|_| invalid_text(), |name| Wire::Text(name.into_owned()))
    } else if let Some(number) = Integer::from_value(given) {
        number.to_i128().map_or_else(|_| Wire::Foreign("an integer beyond 128 bits".into()), Wire::Integer)
    } else if Qnil::from_value(given).is_some() {
        Wire::Null
    } else if Qtrue::from_value(given).is_some() {
        Wire::Boolean(true)
    } else if Qfalse::from_value(given).is_some() {
        Wire::Boolean(false)
    } else if let Some(list) = RArray::from_value(given) {
        let items = list.into_iter().map(|item| deep(ruby, item, depth + 1, left));
        Wire::List(items.collect::<Result<_, _>>()?)
    } else if let Some(hash) = RHash::from_value(given) {
        Wire::Map(members(ruby, hash, depth + 1, left)?)
    } else if let Some(float) = Float::from_value(given) {
        Wire::Float(float.to_f64())
    } else {
        Wire::Foreign(foreign(ruby, given)?)
    })
}

fn members(ruby: &Ruby, hash: RHash, depth: usize, left: &mut usize) -> Result<Vec<(String, Wire)>, Fault> {
    let mut pairs = Vec::with_capacity(hash.len());
    let mut too_much = None;
    hash.foreach(|name: Value, value: Value| {
        let name = member_name(ruby, name)?;
        match deep(ruby, value, depth, left) {
            Ok(wire) => pairs.push((name, wire)),
            Err(Fault::Raised(error)) => return Err(error),
            Err(fault) => {
                too_much = Some(fault);
                return Ok(ForEach::Stop);
            }
        }
        Ok(ForEach::Continue)
    })?;
    too_much.map_or(Ok(pairs), Err)
}

fn member_name(ruby: &Ruby, name: Value) -> Result<String, Error> {
    text(ruby, name).ok_or_else(|| {
        let message = format!(
            "The names in a Hash must be Symbols or valid texts; got {}. Nothing was sent.",
            described(ruby, name)
        );
        errors::refused(ruby, ErrorKind::InvalidRequest, "params", &message)
    })
}

/// Takes a String as UTF-8: as it is when its bytes are that, else converted from its encoding.
fn string(ruby: &Ruby, given: RString) -> Wire {
    let text = if given.enc_get() == ruby.ascii8bit_encindex() {
        String::from_utf8(lock::bytes(given)).ok()
    } else {
        given.to_string().ok()
    };
    text.map_or_else(invalid_text, Wire::Text)
}

/// Asks a value itself whether it is of a class, as a stand-in for another says so.
fn says_it_is(given: Value, class: RClass) -> Result<bool, Error> {
    // A BasicObject says nothing.
    if given.respond_to("is_a?", false)? { given.funcall("is_a?", (class,)) } else { Ok(false) }
}

fn invalid_text() -> Wire {
    Wire::Foreign("a String that is no valid text in UTF-8".into())
}

/// Names the class of what no parameter can hold, with a hint for what is often tried.
fn foreign(ruby: &Ruby, given: Value) -> Result<String, Error> {
    let class = given.class();
    let hint = if says_it_is(given, ruby.class_time())? { " (give unix seconds: time.to_i)" } else { "" };
    Ok(format!("a {class}{hint}"))
}
