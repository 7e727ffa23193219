//! What a page of a list needs to fetch the one behind it.

use magnus::typed_data::Obj;
use magnus::value::ReprValue as _;
use magnus::{Class as _, Error, Module as _, RModule, Ruby, Value, method};
use nextgen::bridge;

use crate::call::Call;
use crate::errors;

/// The call that brought a page.
#[magnus::wrap(class = "NextGen::Native::Pager", free_immediately, frozen_shareable)]
pub(crate) struct Pager(Call);

/// Defines the native pager.
pub(crate) fn define(ruby: &Ruby, native: RModule) -> Result<(), Error> {
    let class = native.define_class("Pager", ruby.class_object())?;
    class.undef_default_alloc_func();
    class.define_method("freeze", method!(Pager::freeze, 0))?;
    class.define_method("backward?", method!(Pager::is_backward, 0))?;
    class.define_method("next", method!(Pager::next, 3))
}

impl Pager {
    /// Keeps what the call was made with; frozen, unless it has to stay in its Ractor.
    pub(crate) fn wrap(ruby: &Ruby, call: Call) -> Value {
        let client = call.client.clone();
        let pager = ruby.obj_wrap(Pager(call)).as_value();
        client.share(ruby, pager).unwrap_or(pager)
    }

    fn freeze(ruby: &Ruby, rb_self: Obj<Pager>) -> Result<Value, Error> {
        rb_self.0.client.share(ruby, rb_self.as_value())
    }

    fn is_backward(ruby: &Ruby, rb_self: &Pager) -> Result<bool, Error> {
        errors::guard(ruby, || Ok(bridge::goes_backward(&rb_self.0.params)))
    }

    /// Fetches the page behind one with those first and last ids; nil at the end.
    fn next(
        ruby: &Ruby,
        rb_self: Obj<Pager>,
        has_more: bool,
        first: Option<String>,
        last: Option<String>,
    ) -> Result<Value, Error> {
        errors::guard(ruby, || {
            let next = bridge::next_page(&rb_self.0.params, has_more, first.as_deref(), last.as_deref());
            let Some(params) = next.map_err(|error| errors::raised(ruby, &error))? else {
                return Ok(ruby.qnil().as_value());
            };
            Call { params, ..rb_self.0.clone() }.make(ruby)
        })
    }
}
