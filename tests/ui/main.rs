//! What the compiler says of a declaration, and of what is derived from it.
//!
//! `declaration` has mistakes in declarations, `usage` misuses of what they generate; beside each stands what the
//! compiler says. `pass` has what must compile. After a change of a message, `TRYBUILD=overwrite` writes them anew,
//! to be read before they are kept.

/// The compiler whose words the `.stderr` files are; another one has its own.
const WORDS_OF: &str = "rustc 1.95.";

/// Tries cases that must not compile, and compares what the compiler says.
fn compile_fail(cases: &str) {
    let compiler = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".into());
    let version = std::process::Command::new(compiler).arg("--version").output().unwrap().stdout;
    let version = String::from_utf8(version).unwrap();
    if version.starts_with(WORDS_OF) {
        trybuild::TestCases::new().compile_fail(cases);
    } else {
        println!("{cases} not compared: they have the words of {WORDS_OF}, this is {version}");
    }
}

#[test]
fn a_mistake_in_a_declaration_is_one_message_at_its_token() {
    compile_fail("ui/declaration/*.rs");
}

#[test]
fn a_misuse_of_a_resource_is_told_in_the_words_of_its_declaration() {
    compile_fail("ui/usage/*.rs");
}

#[test]
fn a_declaration_compiles_wherever_a_struct_does() {
    trybuild::TestCases::new().pass("ui/pass/*.rs");
}
