//! What can be told of a type by how it is written.

use proc_macro2::Ident;
use syn::{GenericArgument, PathArguments, PathSegment, Type};

/// Whether a type is, by its name, one that a query can carry.
pub(crate) fn is_scalar(ty: &Type) -> bool {
    const SCALARS: &[&str] =
        &["String", "bool", "i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64", "f64", "Timestamp"];
    match optional(ty) {
        Some(inner) => is_scalar(inner),
        None => SCALARS.iter().any(|scalar| is_named(ty, scalar)),
    }
}

/// Whether a type is, by its name, an integer, or an optional one.
pub(crate) fn is_integer(ty: &Type) -> bool {
    const INTEGERS: &[&str] = &["i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64"];
    let ty = optional(ty).unwrap_or(ty);
    INTEGERS.iter().any(|integer| is_named(ty, integer))
}

/// What is in an `Option`.
pub(crate) fn optional(ty: &Type) -> Option<&Type> {
    let last = last_segment(ty)?;
    if last.ident == "Option" { arguments(last).next() } else { None }
}

/// Whether a type is called `name`, wherever it is from, and takes no arguments.
pub(crate) fn is_named(ty: &Type, name: &str) -> bool {
    last_segment(ty).is_some_and(|last| last.ident == name && last.arguments.is_none())
}

/// The name of a type that, optional or not, is a list, a map or a secret.
pub(crate) fn no_filter(ty: &Type) -> Option<&Ident> {
    if let Some(inner) = optional(ty) {
        return no_filter(inner);
    }
    let ident = &last_segment(ty)?.ident;
    ["Vec", "HashMap", "BTreeMap", "Map", "Secret"].iter().any(|name| ident == name).then_some(ident)
}

/// Whether a type is, by its name, a map.
pub(crate) fn is_map(ty: &Type) -> bool {
    last_segment(ty).is_some_and(|last| ["HashMap", "BTreeMap", "Map"].iter().any(|name| last.ident == name))
}

/// Whether a type is a text, or an optional one.
pub(crate) fn is_text(ty: &Type) -> bool {
    matches!(id_type(ty), Id::One | Id::Optional)
}

/// How many ids a type can hold.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Id {
    /// None: it holds something else.
    None,
    One,
    Optional,
    List,
    OptionalList,
}

/// How many ids a type can hold.
pub(crate) fn id_type(ty: &Type) -> Id {
    let is_list = |ty: &Type| {
        last_segment(ty)
            .is_some_and(|last| last.ident == "Vec" && arguments(last).all(|inner| is_named(inner, "String")))
    };
    match optional(ty) {
        Some(inner) if is_named(inner, "String") => Id::Optional,
        Some(inner) if is_list(inner) => Id::OptionalList,
        None if is_named(ty, "String") => Id::One,
        None if is_list(ty) => Id::List,
        _ => Id::None,
    }
}

/// The place where a type names the struct `ident` that it is in.
pub(crate) fn mention<'a>(ty: &'a Type, ident: &Ident) -> Option<&'a Ident> {
    let Type::Path(path) = ungrouped(ty) else { return None };
    let this = path.path.get_ident().filter(|name| *name == ident || *name == "Self");
    this.or_else(|| path.path.segments.iter().flat_map(arguments).find_map(|inner| mention(inner, ident)))
}

fn last_segment(ty: &Type) -> Option<&PathSegment> {
    let Type::Path(path) = ungrouped(ty) else { return None };
    path.path.segments.last()
}

/// The types in angle brackets.
fn arguments(segment: &PathSegment) -> impl Iterator<Item = &Type> {
    let bracketed = match &segment.arguments {
        PathArguments::AngleBracketed(bracketed) => Some(&bracketed.args),
        _ => None,
    };
    bracketed.into_iter().flatten().filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}

/// A type without parentheses, and without the group in which a fragment of `macro_rules!` comes.
fn ungrouped(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => ungrouped(&group.elem),
        Type::Paren(paren) => ungrouped(&paren.elem),
        _ => ty,
    }
}

#[cfg(test)]
mod tests {
    use proc_macro2::Span;
    use syn::parse_quote;

    use super::*;

    #[test]
    fn a_scalar_is_known_by_its_name() {
        for ty in [parse_quote!(String), parse_quote!(::std::option::Option<u16>), parse_quote!((bool))] {
            assert!(is_scalar(&ty));
        }
        for ty in [parse_quote!(Vec<String>), parse_quote!(Flavor), parse_quote!(&str), parse_quote!(Option<Value>)] {
            assert!(!is_scalar(&ty));
        }
    }

    #[test]
    fn lists_maps_and_secrets_are_no_filters() {
        assert!(no_filter(&parse_quote!(Option<Vec<String>>)).is_some());
        assert!(no_filter(&parse_quote!(Secret)).is_some());
        assert!(no_filter(&parse_quote!(Color)).is_none());
    }

    #[test]
    fn a_type_that_holds_its_own_struct_is_found() {
        let mentions = |ty: Type| mention(&ty, &Ident::new("Node", Span::call_site())).is_some();
        assert!(mentions(parse_quote!(Option<Vec<Node>>)));
        assert!(mentions(parse_quote!(HashMap<String, Self>)));
        assert!(!mentions(parse_quote!(glance::Node)));
        assert!(!mentions(parse_quote!(Vec<Nodes>)));
    }
}
