//! The macro that turns one declaration of a resource into its table, types and methods.

/// Parameters that belong to one operation and give one kind of answer.
pub trait Ask {
    /// The operation that these parameters are for.
    const OPERATION: &'static crate::api::Operation;
    /// What a success is decoded into.
    type Answer: serde::de::DeserializeOwned + crate::model::Named;

    /// Returns the parameters given so far.
    fn into_params(self) -> crate::params::Params;

    /// Reads a success that is as servers usually write it; any other is left to [`serde`].
    #[doc(hidden)]
    fn read(text: &str) -> Option<Box<Self::Answer>>;
}

/// Returns the name on the wire of a parameter whose name is a keyword in Rust: `r#type` is `type`.
pub(crate) const fn wire_name(name: &'static str) -> &'static str {
    match name.as_bytes() {
        [b'r', b'#', ..] => name.split_at(2).1,
        _ => name,
    }
}

/// Declares a resource: `action(Params) VERB "path" => kind Answer { required {…} optional {…} }`.
macro_rules! resource {
    (
        $(#[doc = $doc:literal])+
        $Resource:ident $resource:literal
        $(
            $(#[doc = $op_doc:literal])+
            $action:ident $([$id:ident])? ($Params:ident) $verb:ident $path:literal => $answer:ident $Model:ident $object:literal {
                $(required { $( $(#[doc = $req_doc:literal])+ $req:ident: $req_kind:ident $(($req_choice:ident))? ),+ $(,)? })?
                $(optional { $( $(#[doc = $opt_doc:literal])+ $opt:ident: $opt_kind:ident $(($opt_choice:ident))? ),+ $(,)? })?
            }
        )+
    ) => {
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug)]
        pub struct $Resource<'c> {
            client: &'c $crate::Client,
        }

        pub(crate) const RESOURCE: $crate::api::Resource = $crate::api::Resource {
            name: $resource,
            doc: concat!($($doc, "\n"),+),
            operations: &[$(<$Params as $crate::api::resource::Ask>::OPERATION),+],
        };

        impl<'c> $Resource<'c> {
            pub(crate) fn new(client: &'c $crate::Client) -> Self {
                Self { client }
            }

            $( resource!(@method $answer $action ($($id)?) $Params $Model [$($op_doc)+]); )+
        }

        $(
            #[doc = concat!("The parameters of `", $resource, ".", stringify!($action), "`.")]
            #[derive(Clone, Debug, Default, PartialEq)]
            pub struct $Params {
                params: $crate::params::Params,
            }

            impl $Params {
                #[doc = concat!("Begins the parameters of `", $resource, ".", stringify!($action), "` with those it needs.")]
                #[allow(clippy::new_without_default)]
                pub fn new($($($req: resource!(@type $req_kind)),+)?) -> Self {
                    #[allow(unused_mut)]
                    let mut params = $crate::params::Params::new();
                    $($( params.set_known($crate::api::resource::wire_name(stringify!($req)), resource!(@value $req_kind $req)); )+)?
                    Self { params }
                }

                $($( resource!(@setter $opt_kind $opt [$($opt_doc)+]); )+)?

                /// Adds a parameter that this version does not know.
                #[must_use]
                pub fn extra(mut self, name: impl Into<String>, value: impl Into<$crate::value::Value>) -> Self {
                    self.params.set_extra(name, value);
                    self
                }
            }

            impl $crate::api::resource::Ask for $Params {
                const OPERATION: &'static $crate::api::Operation = &$crate::api::Operation {
                    name: concat!($resource, ".", stringify!($action)),
                    method: $crate::transport::Method::$verb,
                    path: $path,
                    params: &[
                        $($($crate::api::Param {
                            name: $crate::api::resource::wire_name(stringify!($req)),
                            kind: resource!(@kind $req_kind $($req_choice)?),
                            required: true,
                            doc: concat!($($req_doc, "\n"),+),
                        },)+)?
                        $($($crate::api::Param {
                            name: $crate::api::resource::wire_name(stringify!($opt)),
                            kind: resource!(@kind $opt_kind $($opt_choice)?),
                            required: false,
                            doc: concat!($($opt_doc, "\n"),+),
                        },)+)?
                    ],
                    answer: $crate::api::Answer::$answer($object),
                    doc: concat!($($op_doc, "\n"),+),
                };
                type Answer = resource!(@answer $answer $Model);

                fn into_params(self) -> $crate::params::Params {
                    self.params
                }

                fn read(text: &str) -> Option<Box<Self::Answer>> {
                    $crate::document::model(text)
                }
            }
        )+
    };

    (@answer List $Model:ident) => { $crate::model::List<$crate::model::$Model> };
    (@answer Object $Model:ident) => { $crate::model::$Model };
    (@answer Deleted $Model:ident) => { $crate::model::$Model };

    (@method List list () $Params:ident $Model:ident [$($doc:literal)+]) => {
        $(#[doc = $doc])+
        ///
        /// Nothing is sent until [`page`](crate::Listing::page) or
        /// [`auto_paging`](crate::Listing::auto_paging) is called on what this returns.
        pub fn list(&self, params: $Params) -> $crate::Listing<$crate::model::$Model> {
            $crate::Listing::new(self.client.clone(), params)
        }
    };
    (@method Object retrieve (id) $Params:ident $Model:ident [$($doc:literal)+]) => {
        $(#[doc = $doc])+
        ///
        /// # Errors
        /// See [`Error`](crate::Error); an id that cannot be one is refused and nothing is sent.
        pub fn retrieve(&self, id: &str) -> Result<$crate::Answer<$crate::model::$Model>, $crate::Error> {
            self.retrieve_with(id, $Params::new())
        }

        /// Does what [`retrieve`](Self::retrieve) does, with parameters such as `expand`.
        ///
        /// # Errors
        /// As [`retrieve`](Self::retrieve).
        pub fn retrieve_with(&self, id: &str, params: $Params) -> Result<$crate::Answer<$crate::model::$Model>, $crate::Error> {
            self.client.ask(Some(id), params)
        }
    };
    (@method Deleted delete (id) $Params:ident $Model:ident [$($doc:literal)+]) => {
        $(#[doc = $doc])+
        ///
        /// # Errors
        /// See [`Error`](crate::Error); an id that cannot be one is refused and nothing is sent.
        pub fn delete(&self, id: &str) -> Result<$crate::Answer<$crate::model::$Model>, $crate::Error> {
            self.client.ask(Some(id), $Params::new())
        }
    };
    (@method Object $action:ident (id) $Params:ident $Model:ident [$($doc:literal)+]) => {
        $(#[doc = $doc])+
        ///
        /// # Errors
        /// See [`Error`](crate::Error); an id that cannot be one is refused and nothing is sent.
        pub fn $action(&self, id: &str, params: $Params) -> Result<$crate::Answer<$crate::model::$Model>, $crate::Error> {
            self.client.ask(Some(id), params)
        }
    };
    (@method Object $action:ident () $Params:ident $Model:ident [$($doc:literal)+]) => {
        $(#[doc = $doc])+
        ///
        /// # Errors
        /// See [`Error`](crate::Error).
        pub fn $action(&self, params: $Params) -> Result<$crate::Answer<$crate::model::$Model>, $crate::Error> {
            self.client.ask(None, params)
        }
    };

    (@setter texts $name:ident [$($doc:literal)+]) => {
        $(#[doc = $doc])+
        #[must_use]
        pub fn $name<T: Into<String>>(mut self, $name: impl IntoIterator<Item = T>) -> Self {
            self.params.set_known($crate::api::resource::wire_name(stringify!($name)), $crate::value::Value::texts($name));
            self
        }
    };
    (@setter metadata $name:ident [$($doc:literal)+]) => {
        $(#[doc = $doc])+
        #[must_use]
        pub fn $name<K: Into<String>, V: Into<String>>(mut self, $name: impl IntoIterator<Item = (K, V)>) -> Self {
            self.params.set_known($crate::api::resource::wire_name(stringify!($name)), $crate::value::Value::texts_by_name($name));
            self
        }
    };
    (@setter $kind:ident $name:ident [$($doc:literal)+]) => {
        $(#[doc = $doc])+
        #[must_use]
        pub fn $name(mut self, $name: resource!(@type $kind)) -> Self {
            self.params.set_known($crate::api::resource::wire_name(stringify!($name)), resource!(@value $kind $name));
            self
        }
    };

    (@type integer) => { u64 };
    (@type boolean) => { bool };
    (@type text) => { impl Into<String> };
    (@type texts) => { impl IntoIterator<Item = impl Into<String>> };
    (@type range) => { impl Into<$crate::Range> };
    (@type choice) => { impl AsRef<str> };

    (@value integer $name:ident) => { $crate::value::Value::from($name) };
    (@value boolean $name:ident) => { $crate::value::Value::from($name) };
    (@value text $name:ident) => { $crate::value::Value::from($name.into()) };
    (@value texts $name:ident) => { $crate::value::Value::texts($name) };
    (@value range $name:ident) => { $crate::value::Value::from($name.into()) };
    (@value choice $name:ident) => { $crate::value::Value::from($name.as_ref()) };

    (@kind integer) => { $crate::api::Kind::Integer };
    (@kind boolean) => { $crate::api::Kind::Boolean };
    (@kind text) => { $crate::api::Kind::Text };
    (@kind texts) => { $crate::api::Kind::Texts };
    (@kind metadata) => { $crate::api::Kind::Metadata };
    (@kind range) => { $crate::api::Kind::Range };
    (@kind choice $Choice:ident) => { $crate::api::Kind::Choice($crate::model::$Choice::NAMES) };
}

pub(crate) use resource;
