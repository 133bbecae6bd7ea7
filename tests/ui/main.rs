//! What the compiler says of a declaration, and of what is derived from it.
//!
//! `declaration` has mistakes in declarations, `usage` misuses of what they generate; beside each stands what the
//! compiler says. `pass` has what must compile. After a change of a message, `TRYBUILD=overwrite` writes them anew,
//! to be read before they are kept.

#[test]
fn a_mistake_in_a_declaration_is_one_message_at_its_token() {
    trybuild::TestCases::new().compile_fail("ui/declaration/*.rs");
}

#[test]
fn a_misuse_of_a_resource_is_told_in_the_words_of_its_declaration() {
    trybuild::TestCases::new().compile_fail("ui/usage/*.rs");
}

#[test]
fn a_declaration_compiles_wherever_a_struct_does() {
    trybuild::TestCases::new().pass("ui/pass/*.rs");
}
