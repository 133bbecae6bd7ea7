//! A struct whose fields have wire names.

use proc_macro2::Ident;
use syn::spanned::Spanned;
use syn::{Data, DeriveInput, Fields, Path, Visibility};

use super::Field;
use crate::attribute::{Items, Keys, doc};
use crate::errors::Errors;

/// A struct whose fields have wire names.
pub(crate) struct Object {
    pub(crate) ident: Ident,
    pub(crate) visibility: Visibility,
    pub(crate) doc: String,
    /// The path of the runtime.
    pub(crate) runtime: Path,
    pub(crate) serde: bool,
    pub(crate) fields: Vec<Field>,
}

impl Object {
    pub(super) fn read(input: &DeriveInput, items: &Items, keys: &Keys, errors: &mut Errors) -> Option<Self> {
        let runtime = runtime(items, errors);
        let serde = items.flag("serde", errors).is_some();
        let named = match &input.data {
            Data::Struct(data) => match &data.fields {
                Fields::Named(fields) => Some(&fields.named),
                _ => None,
            },
            Data::Enum(_) | Data::Union(_) => None,
        };
        let Some(named) = named else {
            errors.push(
                input.ident.span(),
                format!("`{}` is no struct with named fields", input.ident),
                format!("write `struct {} {{ … }}`", input.ident),
            );
            return None;
        };
        if !input.generics.params.is_empty() {
            errors.push(
                input.generics.params.span(),
                format!("`{}` has generic parameters, for which JSON has no place", input.ident),
                "write a struct without; a field can be a `Value`, which holds any JSON",
            );
        }
        Some(Self {
            ident: input.ident.clone(),
            visibility: input.vis.clone(),
            doc: doc(&input.attrs),
            runtime: runtime.unwrap_or_else(|| syn::parse_quote!(::osc_runtime)),
            serde,
            fields: named.iter().filter_map(|field| Field::read(field, keys, errors)).collect(),
        })
    }
}

/// The path of the runtime, where it can be read.
pub(crate) fn runtime(items: &Items, errors: &mut Errors) -> Option<Path> {
    let text = items.text("crate", "osc_runtime", errors)?;
    let path = text.parse_with(Path::parse_mod_style);
    if path.is_err() {
        errors.push(text.span(), format!("`{}` is no path", text.value()), "write `crate = \"osc_runtime\"`");
    }
    path.ok()
}
