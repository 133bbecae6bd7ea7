mod pools {
    use osc_runtime::Resource;

    /// A pool.
    #[derive(Resource)]
    #[resource(base_path = "/lb/pools", service = "network")]
    pub(super) struct Pool {
        pub(super) id: String,
    }

    #[derive(Resource)]
    #[resource(base_path = "/lb/vips", service = "network")]
    struct Vip {
        id: String,
    }
}

async fn list(conn: &osc_runtime::Connection) -> osc_runtime::Result<()> {
    pools::Pool::list(conn).await?;
    pools::Vip::list(conn).await?;
    let request: Option<pools::VipList> = None;
    Ok(())
}

fn main() {}
