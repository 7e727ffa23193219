//! A client and its calls, made while other Ruby threads run.

use std::sync::Arc;

use magnus::typed_data::Obj;
use magnus::value::ReprValue as _;
use magnus::{Class as _, Error, Module as _, Object as _, RHash, RModule, Ruby, Value, function, method};
use nextgen::ErrorKind;
use nextgen::api::{self, Answer};
use nextgen::bridge::{
    self, CallOptions, ClientOptions, Document, Observer, Params, Reply, Target, Value as Wire,
};

use crate::kinds::Kind;
use crate::observer::Callable;
use crate::pager::Pager;
use crate::{convert, errors, lock, object};

/// Options that are for bindings to set, and not for users.
const OWN_OPTIONS: &[&str] = &["env", "host", "key_may_follow", "milliseconds"];

/// A client as Ruby holds it.
#[magnus::wrap(class = "NextGen::Native::Client", free_immediately, frozen_shareable)]
pub(crate) struct Client {
    core: bridge::Client,
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

    /// Freezes the client, by which it may be shared with other Ractors.
    fn freeze(ruby: &Ruby, rb_self: Obj<Client>) -> Result<Obj<Client>, Error> {
        if rb_self.is_observed {
            let message = "A client with an observer stays in its Ractor: make one in each.";
            return Err(Error::new(ruby.exception_type_error(), message));
        }
        rb_self.as_value().freeze();
        Ok(rb_self)
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

    /// Makes an operation of the table: its name, the object's id or nil, its declared parameters, and
    /// the other keywords that were given.
    fn call(
        ruby: &Ruby,
        rb_self: &Client,
        operation: String,
        id: Value,
        params: RHash,
        others: RHash,
    ) -> Result<Value, Error> {
        errors::guard(ruby, || {
            let id = if id.is_nil() { None } else { Some(text_argument(ruby, "id", id)?) };
            let mut asked = Asked::default();
            asked.take(ruby, params)?;
            asked.take(ruby, others)?;
            let options = CallOptions::new(asked.options);
            let call = Call { client: rb_self.core.clone(), operation, id, params: asked.params, options };
            call.make(ruby)
        })
    }

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
            let Some(params) = RHash::from_value(params) else {
                let message = format!(
                    "params must be a Hash; got {}. Nothing was sent.",
                    convert::described(ruby, params)
                );
                return Err(errors::refused(ruby, ErrorKind::InvalidRequest, "params", &message));
            };
            convert::each_pair(ruby, params, |name, given| {
                asked.params.set(name, convert::value(ruby, given)?);
                Ok(())
            })?;
            let target = Target::Request { method: &method, path: &path };
            let Reply { body, last_response } =
                send(ruby, &rb_self.core, &target, &asked.params, CallOptions::new(asked.options))?;
            Ok(object::answer(ruby, body, Some(last_response), |item| Kind::of(item, None)))
        })
    }
}

/// A call of an operation, ready to be made, and made again for the next page.
pub(crate) struct Call {
    pub(crate) client: bridge::Client,
    pub(crate) operation: String,
    pub(crate) id: Option<String>,
    pub(crate) params: Params,
    pub(crate) options: CallOptions,
}

impl Call {
    /// Makes the call; a page gets what it needs to fetch the next.
    pub(crate) fn make(self, ruby: &Ruby) -> Result<Value, Error> {
        // Every operation but the lists and `create` has an id, which must then be given.
        let id = self.id.as_deref();
        let target = Target::Operation { name: &self.operation, id };
        let Reply { body, last_response } =
            send(ruby, &self.client, &target, &self.params, self.options.clone())?;
        let answer = api::operation(&self.operation).map(|operation| operation.answer);
        let kind = |item: nextgen::bridge::Item<'_>| match answer {
            Some(Answer::Deleted(_)) => Kind::named("Deleted"),
            Some(Answer::List(_)) => Kind::named("ListObject"),
            _ => Kind::of(item, answer.map(|answer| Kind::of_object(answer.object_name()))),
        };
        if matches!(answer, Some(Answer::List(_))) {
            let pager = ruby.obj_wrap(Pager::new(self));
            return object::page(ruby, body, last_response, pager.as_value());
        }
        Ok(object::answer(ruby, body, Some(last_response), kind))
    }
}

/// The parameters and options of a call, taken apart.
#[derive(Default)]
struct Asked {
    params: Params,
    options: Vec<(String, Wire)>,
}

impl Asked {
    fn take(&mut self, ruby: &Ruby, given: RHash) -> Result<(), Error> {
        convert::each_pair(ruby, given, |name, given| {
            if given.is_nil() {
                return Ok(());
            }
            match name.as_str() {
                "extra_params" => self.take_extra(ruby, given),
                // Every other keyword of a call is a parameter.
                option if CallOptions::NAMES.contains(&option) => {
                    self.options.push((name, convert::option(ruby, given)?));
                    Ok(())
                }
                _ => {
                    self.params.set(name, convert::value(ruby, given)?);
                    Ok(())
                }
            }
        })
    }

    fn take_options(&mut self, ruby: &Ruby, given: RHash) -> Result<(), Error> {
        convert::each_pair(ruby, given, |name, given| {
            if name == "extra_params" {
                return self.take_extra(ruby, given);
            }
            self.options.push(option(ruby, name, given)?);
            Ok(())
        })
    }

    fn take_extra(&mut self, ruby: &Ruby, given: Value) -> Result<(), Error> {
        let Some(extra) = RHash::from_value(given) else {
            let message = format!(
                "extra_params must be a Hash; got {}. Nothing was sent.",
                convert::described(ruby, given)
            );
            return Err(errors::refused(ruby, ErrorKind::InvalidRequest, "extra_params", &message));
        };
        convert::each_pair(ruby, extra, |name, given| {
            self.params.set_extra(name, convert::value(ruby, given)?);
            Ok(())
        })
    }
}

/// Sends while other Ruby threads run.
fn send(
    ruby: &Ruby,
    client: &bridge::Client,
    target: &Target<'_>,
    params: &Params,
    options: CallOptions,
) -> Result<Reply<Document>, Error> {
    let sent = lock::without(ruby, |stop| client.call_document(target, params, options, Some(stop)))?;
    sent.map_err(|error| errors::raised(ruby, &error))
}

/// Takes an option of a user's, whose name the core judges.
fn option(ruby: &Ruby, name: String, given: Value) -> Result<(String, Wire), Error> {
    if OWN_OPTIONS.contains(&name.as_str()) {
        let message = format!("There is no option {name:?}.");
        return Err(errors::refused(ruby, ErrorKind::Configuration, &name, &message));
    }
    Ok((name, convert::option(ruby, given)?))
}

fn text_argument(ruby: &Ruby, name: &str, given: Value) -> Result<String, Error> {
    convert::text(ruby, given).ok_or_else(|| {
        let message =
            format!("{name} must be text; got {}. Nothing was sent.", convert::described(ruby, given));
        errors::refused(ruby, ErrorKind::InvalidRequest, name, &message)
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
