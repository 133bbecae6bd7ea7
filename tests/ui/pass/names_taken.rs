//! Names that are usually the prelude's, or a crate's, mean something else here.

#![allow(dead_code, non_camel_case_types, unused_macros)]

mod core {}
mod std {}
mod osc_runtime {}
mod __osc {}

type Result<T> = ::std::result::Result<T, ()>;
struct Option;
struct Some;
struct None;
struct Vec;
struct Box;
struct Clone;
struct Debug;
struct IntoFuture;
struct Into;
struct Default;
struct Input;
struct Field;
struct Fields;
struct Attribute;
struct List;
struct Create;
struct FIELDS;
struct Self_;
trait From {}
trait into_attribute {}
macro_rules! vec {
    () => {};
}
macro_rules! concat {
    () => {};
}

fn connection() {}
fn value() {}
fn index() {}
fn id() {}

#[derive(::osc_runtime::Resource)]
#[resource(base_path = "/pools/{pool_id}/members", service = "network")]
#[resource(operations(list, get, create, update, delete), serde)]
struct Member {
    id: ::std::string::String,
    pool_id: ::std::string::String,
    name: ::std::string::String,
    #[resource(required)]
    address: ::std::string::String,
    weight: ::std::option::Option<u16>,
    link: Link,
}

#[derive(::osc_runtime::Fields)]
struct Link {
    href: ::std::string::String,
}

async fn uses(conn: &::osc_runtime::Connection) -> ::osc_runtime::Result<()> {
    let members = Member::list(conn, "1").weight(5).await?;
    for member in members {
        Member::update(conn, &member.pool_id, &member.id).weight(::std::option::Option::None).await?;
    }
    Member::find(conn, "1", "web").await?;
    Ok(())
}

mod string {
    struct String;

    #[derive(osc_runtime::Resource)]
    #[resource(base_path = "/pools", service = "network")]
    struct Pool {
        id: ::std::string::String,
    }
}

fn main() {
    let _ = uses;
}
