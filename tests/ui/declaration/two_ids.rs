use osc_runtime::Resource;

#[derive(Resource)]
#[resource(base_path = "/images", service = "image")]
struct Image {
    #[resource(id)]
    uuid: String,
    #[resource(id)]
    name: String,
}

fn main() {}
