//! The parameters of a list's query that are no fields: `query(all_tenants: bool, changes_since: Timestamp = "changes-since")`.

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Attribute, LitStr, Token, Type};

use super::Field;
use crate::attribute::{Items, doc, parse};
use crate::errors::{Errors, expected};
use crate::types::no_filter;

/// A parameter of a query.
pub(crate) struct Query {
    pub(crate) ident: Ident,
    pub(crate) name: String,
    pub(crate) wire_name: String,
    pub(crate) ty: Type,
    pub(crate) doc: String,
}

fn one(input: ParseStream<'_>) -> syn::Result<Query> {
    let attributes = input.call(Attribute::parse_outer)?;
    let ident = input.call(Ident::parse_any).map_err(|error| syn::Error::new(error.span(), "expected a name"))?;
    let colon: Result<Token![:], _> = input.parse();
    colon.map_err(|error| syn::Error::new(error.span(), format!("expected `{ident}: bool`, a name and a type")))?;
    let ty: Type = input.parse()?;
    let wire: Option<LitStr> = if input.parse::<Option<Token![=]>>()?.is_some() { Some(input.parse()?) } else { None };
    let name = ident.unraw().to_string();
    let wire_name = wire.map_or_else(|| name.clone(), |text| text.value());
    Ok(Query { ident, name, wire_name, ty, doc: doc(&attributes) })
}

pub(super) fn read(items: &Items, errors: &mut Errors) -> Vec<Query> {
    let list = items.list("query", "all_tenants: bool", errors).map(|(_, list)| list.clone());
    let queries = list.map(|list| parse(&list, "query", errors, one)).unwrap_or_default();
    for (index, query) in queries.iter().enumerate() {
        if queries.iter().take(index).any(|before| before.name == query.name) {
            errors.push(query.ident.span(), format!("`{}` is said twice", query.name), "remove one of them");
        }
        if let Some(ty) = no_filter(&query.ty) {
            let help = "write a scalar, such as `String`; several values are joined as the service wants them";
            errors.push(ty.span(), format!("a query cannot carry a `{ty}`"), help);
        }
    }
    queries
}

/// The names of the only fields that are filters, where that is said.
pub(super) fn filters(items: &Items, fields: &[Field], errors: &mut Errors) -> Option<Vec<String>> {
    let (_, words) = items.words("filters", "name, status", errors)?;
    let known: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
    let mut named: Vec<String> = Vec::new();
    for word in words {
        let name = word.unraw().to_string();
        match fields.iter().find(|field| field.name == name) {
            None => errors.push(word.span(), format!("no field `{name}` to filter on"), expected(&name, &known)),
            Some(_) if named.contains(&name) => {
                errors.push(word.span(), format!("`{name}` is said twice"), "remove one of them");
            }
            Some(field) => {
                if let Some(ty) = no_filter(&field.ty) {
                    let help = "remove it; what a query can carry beyond scalars is added by `.query(name, value)`";
                    errors.push(word.span(), format!("a list cannot be filtered on a `{ty}`"), help);
                }
                named.push(name);
            }
        }
    }
    Some(named)
}
