//! Lets models be read field by field.

/// Lets a model be read from an object: a member that is null leaves its field as it is by default, and one
/// that no field is named after is kept in `extra`, as [`serde::Deserialize`] has it too.
macro_rules! fields {
    ([$($T:ident)?] $Model:ty { $($field:ident)+ }) => {
        impl$(<$T: $crate::document::Fill>)? $crate::document::Fill for $Model {
            fn fill(&mut self, value: $crate::document::Value<'_, '_>) -> Option<()> {
                #[allow(non_camel_case_types)]
                #[derive(Clone, Copy)]
                enum Field {
                    $($field,)+
                }
                let field = |name: &str| {
                    $(
                        if name == const { $crate::api::wire_name(stringify!($field)) } {
                            return Some(Field::$field);
                        }
                    )+
                    None
                };
                let mut filled = 0_u64;
                value.map(|name, mut value| {
                    let Some(field) = field(name) else {
                        return self.extra.insert(name.to_owned(), value.any()?).is_none().then_some(());
                    };
                    let this = 1 << field as u32;
                    if filled & this != 0 {
                        return None;
                    }
                    filled |= this;
                    if value.null()? {
                        return Some(());
                    }
                    match field {
                        $( Field::$field => self.$field.fill(value), )+
                    }
                })
            }
        }
    };
}

pub(crate) use fields;
