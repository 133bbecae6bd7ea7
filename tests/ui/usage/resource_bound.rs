use osc_runtime::Resource;

struct Plain;

fn table<R: Resource>() -> &'static str {
    R::SCHEMA.name()
}

fn main() {
    table::<Plain>();
}
