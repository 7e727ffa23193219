//! Answers: kept in Rust as they came, each field converted when it is read.

use std::sync::Arc;

use magnus::value::ReprValue as _;
use magnus::{
    Class as _, DataTypeFunctions, Error, Module as _, Object as _, RArray, RClass, RModule, RString, Ruby,
    Symbol, TypedData, Value, method,
};
use nextgen::ErrorKind;
use nextgen::bridge::{Document, Item, LastResponse, Scalar};

use crate::kinds::Kind;
use crate::{convert, errors, lock};

/// A JSON object of an answer; what it holds is reached through it.
#[derive(TypedData)]
#[magnus(class = "NextGen::APIObject", free_immediately, size, frozen_shareable)]
pub(crate) struct APIObject {
    source: Arc<Source>,
    at: u32,
    kind: Kind,
}

/// An answer: its text with the index into it, and how it came.
struct Source {
    document: Document,
    response: Option<LastResponse>,
    /// How much memory Ruby was told of.
    told: isize,
}

impl DataTypeFunctions for APIObject {
    fn size(&self) -> usize {
        let text = if self.at == 0 { self.source.document.text().len() } else { 0 };
        size_of::<Self>() + text
    }
}

impl Drop for Source {
    fn drop(&mut self) {
        // Objects are freed by Ruby, on a thread of Ruby's.
        if let Ok(ruby) = Ruby::get() {
            ruby.gc_adjust_memory_usage(-self.told);
        }
    }
}

/// Defines the base class of answers.
pub(crate) fn define(ruby: &Ruby, nextgen: RModule) -> Result<(), Error> {
    let class = nextgen.define_class("APIObject", ruby.class_object())?;
    class.undef_default_alloc_func();
    class.define_singleton_method("from_json", method!(from_json, 1))?;
    class.define_method("[]", method!(APIObject::get, 1))?;
    class.define_method("key?", method!(APIObject::has, 1))?;
    class.define_method("keys", method!(APIObject::keys, 0))?;
    class.define_method("to_h", method!(APIObject::to_h, 0))?;
    class.define_private_method("masked", method!(APIObject::masked, 0))?;
    class.define_private_method("json", method!(APIObject::json, 1))?;
    class.define_private_method("raw_response", method!(APIObject::raw_response, 0))?;
    class.define_private_method("declared_fields", method!(APIObject::declared_fields, 0))
}

/// Makes the Ruby object of an answer, of the class it says it is of, or else of `declared`.
pub(crate) fn answer(
    ruby: &Ruby,
    document: Document,
    response: Option<LastResponse>,
    kind: impl FnOnce(Item<'_>) -> Kind,
) -> Value {
    let kind = kind(document.root());
    APIObject { source: Source::new(ruby, document, response), at: 0, kind }.into_ruby(ruby)
}

/// Makes the Ruby object of a page, with the pager that fetches the next.
pub(crate) fn page(
    ruby: &Ruby,
    document: Document,
    response: LastResponse,
    pager: Value,
) -> Result<Value, Error> {
    let source = Source::new(ruby, document, Some(response));
    let page = APIObject { source, at: 0, kind: Kind::named("ListObject") };
    let class = page.kind.class(ruby);
    let object = ruby.obj_wrap_as(page, class);
    object.ivar_set("@pager", pager)?;
    object.freeze();
    Ok(object.as_value())
}

impl Source {
    fn new(ruby: &Ruby, document: Document, response: Option<LastResponse>) -> Arc<Source> {
        // The index takes about as much again as the text.
        let told = isize::try_from(document.text().len() * 2).unwrap_or(isize::MAX);
        ruby.gc_adjust_memory_usage(told);
        Arc::new(Source { document, response, told })
    }
}

impl APIObject {
    fn get(ruby: &Ruby, rb_self: &APIObject, name: Value) -> Result<Value, Error> {
        errors::guard(ruby, || {
            Ok(match rb_self.find(ruby, name) {
                Some((item, declared)) => rb_self.convert(ruby, item, declared),
                None => ruby.qnil().as_value(),
            })
        })
    }

    fn has(ruby: &Ruby, rb_self: &APIObject, name: Value) -> Result<bool, Error> {
        errors::guard(ruby, || Ok(rb_self.find(ruby, name).is_some()))
    }

    fn keys(ruby: &Ruby, rb_self: &APIObject) -> Result<RArray, Error> {
        errors::guard(ruby, || {
            let names = ruby.ary_from_iter(rb_self.item().members().map(|(name, _)| ruby.to_symbol(name)));
            // A name that came twice is one field.
            names.funcall("uniq", ())
        })
    }

    fn to_h(ruby: &Ruby, rb_self: &APIObject) -> Result<Value, Error> {
        errors::guard(ruby, || plain(ruby, rb_self.item(), false))
    }

    /// Returns JSON text, for what is dumped with its secrets masked.
    fn json(ruby: &Ruby, rb_self: &APIObject, mask: bool) -> Result<String, Error> {
        errors::guard(ruby, || Ok(rb_self.item().to_json(mask)))
    }

    /// Returns plain data whose secrets are masked, for what is printed or dumped.
    fn masked(ruby: &Ruby, rb_self: &APIObject) -> Result<Value, Error> {
        errors::guard(ruby, || plain(ruby, rb_self.item(), true))
    }

    /// Returns status, headers, idempotency key and attempts; nil for what came otherwise.
    fn raw_response(ruby: &Ruby, rb_self: &APIObject) -> Result<Option<RArray>, Error> {
        errors::guard(ruby, || {
            let Some(response) = &rb_self.source.response else { return Ok(None) };
            let headers = ruby.hash_new();
            // The first of several counts.
            for (name, value) in response.headers.iter().rev() {
                headers.aset(ruby.str_new(name), ruby.str_new(value))?;
            }
            let parts = ruby.ary_new();
            parts.push(response.status)?;
            parts.push(headers)?;
            parts.push(response.request_id())?;
            parts.push(response.idempotency_key.as_deref())?;
            parts.push(response.attempts)?;
            Ok(Some(parts))
        })
    }

    fn declared_fields(ruby: &Ruby, rb_self: &APIObject) -> Result<RArray, Error> {
        let fields = rb_self.kind.fields().iter();
        Ok(ruby.ary_from_iter(fields.map(|field| ruby.sym_new(field.name))))
    }

    fn item(&self) -> Item<'_> {
        self.source.document.at(self.at).expect("an object keeps the place it was found at")
    }

    /// Finds a member, with the kind that the model declares for it.
    fn find(&self, ruby: &Ruby, name: Value) -> Option<(Item<'_>, Option<Kind>)> {
        // A Symbol written in code has its name at hand; anything else is copied first.
        if let Some(Ok(name)) = Symbol::from_value(name).and_then(Symbol::as_static).map(|name| name.name()) {
            return Some((self.item().get(name)?, self.kind.field(name)));
        }
        let name = convert::text(ruby, name)?;
        Some((self.item().get(&name)?, self.kind.field(&name)))
    }

    /// Converts a value: objects and lists stay in Rust, the rest becomes Ruby's own.
    fn convert(&self, ruby: &Ruby, item: Item<'_>, declared: Option<Kind>) -> Value {
        match item.scalar() {
            Scalar::Map(_) => APIObject {
                source: Arc::clone(&self.source),
                at: item.place(),
                kind: Kind::of(item, declared),
            }
            .into_ruby(ruby),
            Scalar::List(length) => {
                let list = ruby.ary_new_capa(length);
                for item in item.items() {
                    // Fails only on a frozen list.
                    let _ = list.push(self.convert(ruby, item, None));
                }
                list.freeze();
                list.as_value()
            }
            Scalar::Text(text) => match declared.filter(|kind| kind.may_be_an_id()) {
                Some(kind) => answer(ruby, Document::of_id(text), None, |_| kind),
                None => ruby.str_new(text).as_value(),
            },
            scalar => simple(ruby, scalar),
        }
    }

    fn into_ruby(self, ruby: &Ruby) -> Value {
        let class = self.kind.class(ruby);
        let object = ruby.obj_wrap_as(self, class);
        object.freeze();
        object.as_value()
    }
}

/// Makes an object from JSON text, as tests and caches need it.
fn from_json(ruby: &Ruby, class: RClass, text: Value) -> Result<Value, Error> {
    errors::guard(ruby, || {
        let refuse = |fault: &str| {
            let message = format!("An object is made from the text of a JSON object: {fault}.");
            errors::refused(ruby, ErrorKind::InvalidRequest, "text", &message)
        };
        let Some(text) = RString::from_value(text) else {
            return Err(refuse(&format!("got {}", convert::described(ruby, text))));
        };
        let document = Document::parse(lock::bytes(text)).map_err(|fault| refuse(&fault.to_string()))?;
        if !document.root().is_object() {
            return Err(refuse("got another JSON value"));
        }
        let declared = Kind::of_class(ruby, class);
        Ok(answer(ruby, document, None, |item| {
            if declared.fields().is_empty() { Kind::of(item, None) } else { declared }
        }))
    })
}

/// Converts a value and all that it holds to Ruby's own: Hashes with Symbols, Arrays, texts, numbers;
/// with `mask`, no secret in it is whole.
fn plain(ruby: &Ruby, item: Item<'_>, mask: bool) -> Result<Value, Error> {
    Ok(match item.scalar() {
        Scalar::Map(_) => {
            let hash = ruby.hash_new();
            for (name, value) in item.members() {
                match mask.then(|| value.masked(name)).flatten() {
                    Some(text) => hash.aset(ruby.to_symbol(name), text)?,
                    None => hash.aset(ruby.to_symbol(name), plain(ruby, value, mask)?)?,
                }
            }
            hash.as_value()
        }
        Scalar::List(length) => {
            let list = ruby.ary_new_capa(length);
            for item in item.items() {
                list.push(plain(ruby, item, mask)?)?;
            }
            list.as_value()
        }
        Scalar::Text(text) => ruby.str_new(text).as_value(),
        scalar => simple(ruby, scalar),
    })
}

/// Converts what holds nothing else and is no text; anything else is nil.
fn simple(ruby: &Ruby, scalar: Scalar<'_>) -> Value {
    match scalar {
        Scalar::Boolean(true) => ruby.qtrue().as_value(),
        Scalar::Boolean(false) => ruby.qfalse().as_value(),
        Scalar::Integer(number) => ruby.integer_from_i64(number).as_value(),
        Scalar::Large(number) => ruby.integer_from_u64(number).as_value(),
        Scalar::Digits(digits) => big(ruby, digits),
        Scalar::Float(number) => ruby.float_from_f64(number).as_value(),
        Scalar::Null | Scalar::Text(_) | Scalar::List(_) | Scalar::Map(_) => ruby.qnil().as_value(),
    }
}

/// Makes an integer of any length.
fn big(ruby: &Ruby, digits: &str) -> Value {
    let made = ruby.str_new(digits).funcall::<_, _, Value>("to_i", ());
    made.unwrap_or_else(|_| ruby.qnil().as_value())
}
