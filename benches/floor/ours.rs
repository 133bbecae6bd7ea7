//! The same requests by this project.

use futures_util::TryStreamExt;
use osc_benches::Network;
use osc_runtime::request::List;
use osc_runtime::{Connection, Resource, Service, Value};

use crate::{Failure, Side, server::PAGE};

/// A connection.
#[derive(Clone)]
pub(crate) struct Ours(Connection);

/// As small an item as a cloud has.
#[derive(Debug, Default, Resource)]
#[resource(base_path = "/items", service = "network")]
pub(crate) struct Item {
    /// Its id.
    pub(crate) id: String,
    /// Its name.
    pub(crate) name: String,
    /// How it is.
    pub(crate) status: String,
    /// How large it is.
    pub(crate) size: u64,
}

impl Ours {
    /// Lists all items as a stream, of which nothing is kept.
    pub(crate) async fn stream(&self) -> Result<usize, Failure> {
        let items = Item::list(&self.0).page_size(PAGE).stream();
        Ok(items.try_fold(0, async |count, item| Ok(count + usize::from(!item.id.is_empty()))).await?)
    }

    /// Lists four columns of all networks, as a command line does.
    pub(crate) async fn table(&self) -> Result<usize, Failure> {
        let columns = ["id", "name", "status", "subnets"];
        let fields = Network::SCHEMA.fields().iter().enumerate();
        let fields: Vec<_> = fields.filter(|(_, field)| columns.contains(&field.name())).map(|(at, _)| at).collect();
        Ok(List::<Value>::new(&self.0, Network::SCHEMA, []).page_size(PAGE).rows(&fields).await?.len())
    }
}

impl Side for Ours {
    async fn connect(origin: &str) -> Result<Self, Failure> {
        let builder = Connection::builder().auth_url(format!("{origin}/v3")).username("ada").password("secret");
        // How large a page is, is the scenario's to say.
        let builder = builder.service(Service::new("network").page_size(0));
        Ok(Self(builder.project_name("engine").connect().await?))
    }

    async fn list(&self, paged: bool) -> Result<usize, Failure> {
        let list = Network::list(&self.0);
        let list = if paged { list.page_size(PAGE) } else { list };
        Ok(list.await?.len())
    }

    async fn get(&self, id: &str) -> Result<Network, Failure> {
        Ok(Network::get(&self.0, id).await?)
    }
}
