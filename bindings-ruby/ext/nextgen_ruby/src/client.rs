//! A client, as Ruby holds it.

use std::sync::Arc;

use magnus::typed_data::Obj;
use magnus::value::ReprValue as _;
use magnus::{
    Class as _, Error, Module as _, Object as _, RArray, RHash, RModule, RString, Ruby, Value, function,
    method,
};
use nextgen::ErrorKind;
use nextgen::api::{self, Operation};
use nextgen::bridge::{self, CallOptions, ClientOptions, Observer, Value as Wire};

use crate::call::{Asked, Call, Goal, hash_argument, option, text_argument};
use crate::observer::Callable;
use crate::{convert, errors};

/// A client as Ruby holds it.
#[derive(Clone)]
#[magnus::wrap(class = "NextGen::Native::Client", free_immediately, frozen_shareable)]
pub(crate) struct Client {
    pub(crate) core: bridge::Client,
    /// Whether it holds a Ruby object, which belongs to one Ractor.
    is_observed: bool,
}

/// Defines the native client.
pub(crate) fn define(ruby: &Ruby, native: RModule) -> Result<(), Error> {
    let class = native.define_class("Client", ruby.class_object())?;
    class.undef_default_alloc_func();
    class.define_singleton_method("new", function!(Client::new, 2))?;
    class.define_method("freeze", method!(Client::freeze, 0))?;
    class.define_method("with", method!(Client::with, 1))?;
    class.define_method("call", method!(Client::call, 4))?;
    class.define_method("request", method!(Client::request, 4))
}

impl Client {
    fn new(ruby: &Ruby, options: RHash, observer: Value) -> Result<Client, Error> {
        errors::guard(ruby, || {
            let mut pairs = Vec::new();
            convert::each_pair(ruby, options, |name, given| {
                pairs.push(option(ruby, name, given)?);
                Ok(())
            })?;
            pairs.push(("env".into(), Wire::Boolean(true)));
            pairs.push(("host".into(), host(ruby)?));
            let is_observed = !observer.is_nil();
            let observer: Option<Arc<dyn Observer>> =
                if observer.is_nil() { None } else { Some(Arc::new(Callable::new(ruby, observer)?)) };
            let client = bridge::Client::new(ClientOptions::new(pairs), observer, None);
            let core = client.map_err(|error| errors::raised(ruby, &error))?;
            Ok(Client { core, is_observed })
        })
    }

    fn freeze(ruby: &Ruby, rb_self: Obj<Client>) -> Result<Value, Error> {
        rb_self.share(ruby, rb_self.as_value())
    }

    /// Freezes an object that holds this client, by which it may be shared with other Ractors.
    pub(crate) fn share(&self, ruby: &Ruby, holder: Value) -> Result<Value, Error> {
        if self.is_observed {
            let message = "A client with an observer stays in its Ractor: make one in each.";
            return Err(Error::new(ruby.exception_type_error(), message));
        }
        holder.freeze();
        Ok(holder)
    }

    fn with(ruby: &Ruby, rb_self: &Client, options: RHash) -> Result<Client, Error> {
        errors::guard(ruby, || {
            let mut pairs = Vec::new();
            convert::each_pair(ruby, options, |name, given| {
                pairs.push(option(ruby, name, given)?);
                Ok(())
            })?;
            let client = rb_self.core.with(CallOptions::new(pairs));
            let core = client.map_err(|error| errors::raised(ruby, &error))?;
            Ok(Client { core, is_observed: rb_self.is_observed })
        })
    }

    /// Makes an operation of the table: its name, the object's id or nil, a value or nil for each of its
    /// parameters, and the other keywords that were given.
    fn call(
        ruby: &Ruby,
        rb_self: &Client,
        operation: RString,
        id: Value,
        params: RArray,
        others: RHash,
    ) -> Result<Value, Error> {
        errors::guard(ruby, || {
            let operation = known(ruby, operation)?;
            let id = if id.is_nil() { None } else { Some(text_argument(ruby, "id", id)?) };
            let mut asked = Asked::default();
            asked.take_declared(ruby, operation, params)?;
            asked.take(ruby, others)?;
            rb_self.make(ruby, Goal::Operation { operation, id }, asked)
        })
    }

    /// Makes any request: verb, path, parameters, and the options that were given.
    fn request(
        ruby: &Ruby,
        rb_self: &Client,
        method: Value,
        path: Value,
        params: Value,
        others: RHash,
    ) -> Result<Value, Error> {
        errors::guard(ruby, || {
            let method = text_argument(ruby, "method", method)?;
            let path = text_argument(ruby, "path", path)?;
            let mut asked = Asked::default();
            asked.take_options(ruby, others)?;
            convert::each_pair(ruby, hash_argument(ruby, "params", params)?, |name, given| {
                asked.params.set(name, convert::value(ruby, given)?);
                Ok(())
            })?;
            rb_self.make(ruby, Goal::Request { method, path }, asked)
        })
    }

    fn make(&self, ruby: &Ruby, goal: Goal, asked: Asked) -> Result<Value, Error> {
        let options = CallOptions::new(asked.options);
        Call { client: self.clone(), goal, params: asked.params, options }.make(ruby)
    }
}

/// Returns the operation of that name.
fn known(ruby: &Ruby, name: RString) -> Result<&'static Operation, Error> {
    let name = name.to_string()?;
    api::operation(&name).ok_or_else(|| {
        let message = format!("The SDK knows no operation {name:?}.");
        errors::refused(ruby, ErrorKind::InvalidRequest, "operation", &message)
    })
}

/// Returns who speaks: for `User-Agent` and support.
fn host(ruby: &Ruby) -> Result<Wire, Error> {
    let lang_version: String = ruby.class_object().const_get("RUBY_VERSION")?;
    Ok(Wire::texts_by_name([
        ("lang", "Ruby".to_owned()),
        ("lang_version", lang_version),
        ("bindings_version", nextgen::VERSION.to_owned()),
    ]))
}
