use osc_runtime::{Resource, actions};

#[derive(Resource)]
#[resource(base_path = "/servers", service = "compute", actions)]
struct Server {
    id: String,
}

#[actions("/servers/{id}")]
impl Server {
    #[action(put = "file")]
    fn upload(#[action(body)] data: Vec<u8>, name: String, #[action(query, header = "x-a")] a: String);

    #[action(put = "tags/{tag}")]
    fn tag(#[action(query)] tag: u64);

    #[action(get = "file")]
    fn download(#[action(body)] data: osc_runtime::Body);
}

fn main() {}
