//! What is asked of the cloud: calls of each kind, told apart by their numbers, and what is left of them in the end.

use std::collections::HashMap;

use osc_fake::CloudBuilder;
use osc_runtime::{Connection, Resource, Result};
use osc_services::identity::Project;
use osc_services::network::{Network, Router};
use serde_json::json;

/// A gadget: made by `POST`, changed by `PUT`.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/gadgets", service = "gadgets", operations(list, get, create, update, delete))]
pub(crate) struct Gadget {
    /// Its id.
    id: String,
    /// Its name.
    name: String,
}

/// A label, which is put under the name that is its id.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/labels", service = "gadgets", create_method = "PUT", operations(list, get, create))]
pub(crate) struct Label {
    /// Its id.
    #[resource(required)]
    id: String,
    /// Its color.
    color: String,
}

/// How many networks there are, and how many of them are on a page.
const NETWORKS: usize = 25;
const PAGE: usize = 10;

/// A call of the mix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Call {
    ListNetworks,
    GetNetwork,
    CreateRouter,
    CreateGadget,
    UpdateGadget,
    UpdateProject,
    DeleteGadget,
    PutLabel,
}

impl Call {
    /// The call of a number.
    pub(crate) fn of(number: usize) -> Self {
        match number % 10 {
            0 => Self::ListNetworks,
            1..=3 => Self::GetNetwork,
            4 => Self::CreateRouter,
            5 => Self::CreateGadget,
            6 => Self::UpdateGadget,
            7 => Self::UpdateProject,
            8 => Self::DeleteGadget,
            _ => Self::PutLabel,
        }
    }

    /// Whether it has the same effect once and twice.
    pub(crate) fn is_idempotent(self) -> bool {
        !matches!(self, Self::CreateRouter | Self::CreateGadget)
    }

    /// Makes the call, and looks whether what comes is what was asked for.
    pub(crate) async fn make(self, number: usize, conn: &Connection) -> Result<()> {
        match self {
            Self::ListNetworks => {
                let networks = Network::list(conn).page_size(PAGE).await?;
                let ids: Vec<_> = networks.into_iter().map(|network| network.id).collect();
                assert_eq!(ids, (0..NETWORKS).map(network).collect::<Vec<_>>(), "{number}");
            }
            Self::GetNetwork => {
                let id = network(number % NETWORKS);
                assert_eq!(Network::get(conn, &id).await?.id, id);
            }
            Self::CreateRouter => {
                assert_eq!(Router::create(conn).name(name(number)).await?.name, name(number));
            }
            Self::CreateGadget => {
                assert_eq!(Gadget::create(conn).name(name(number)).await?.name, name(number));
            }
            Self::UpdateGadget => {
                let gadget = Gadget::update(conn, id(number)).name(name(number)).await?;
                assert_eq!((gadget.id, gadget.name), (id(number), name(number)));
            }
            Self::UpdateProject => {
                let project = Project::update(conn, id(number)).name(name(number)).await?;
                assert_eq!((project.id, project.name), (id(number), name(number)));
            }
            Self::DeleteGadget => Gadget::delete(conn, id(number)).await?,
            Self::PutLabel => {
                let label = Label::create(conn, id(number)).color(name(number)).await?;
                assert_eq!((label.id, label.color), (id(number), name(number)));
            }
        }
        Ok(())
    }
}

/// A cloud for the calls up to this number.
pub(crate) fn cloud(calls: usize) -> CloudBuilder {
    let schemas = [Network::SCHEMA, Router::SCHEMA, Project::SCHEMA, Gadget::SCHEMA, Label::SCHEMA];
    let mut cloud = osc_fake::Cloud::builder().resources(schemas);
    for number in 0..NETWORKS {
        cloud = cloud.seed("network", "/networks", json!({"id": network(number), "name": "seeded"}));
    }
    for number in 0..calls {
        let seeded = json!({"id": id(number), "name": format!("seeded-{number}")});
        cloud = match Call::of(number) {
            Call::UpdateGadget | Call::DeleteGadget => cloud.seed("gadgets", "/gadgets", seeded),
            Call::UpdateProject => cloud.seed("identity", "/projects", seeded),
            _ => cloud,
        };
    }
    cloud
}

/// What there is after the calls.
pub(crate) struct Left {
    routers: HashMap<String, usize>,
    gadgets: HashMap<String, usize>,
    gadget_ids: HashMap<String, usize>,
    labels: HashMap<String, usize>,
    projects: HashMap<String, usize>,
}

impl Left {
    pub(crate) async fn behind(conn: &Connection) -> Result<Self> {
        let gadgets = Gadget::list(conn).await?;
        Ok(Self {
            routers: counted(Router::list(conn).await?.into_iter().map(|router| router.name)),
            gadget_ids: counted(gadgets.iter().map(|gadget| gadget.id.clone())),
            gadgets: counted(gadgets.into_iter().map(|gadget| gadget.name)),
            labels: counted(Label::list(conn).await?.into_iter().map(|label| label.id)),
            projects: counted(Project::list(conn).await?.into_iter().map(|project| project.name)),
        })
    }

    /// How often a call has been done, of one that leaves something behind.
    pub(crate) fn done(&self, call: Call, number: usize) -> Option<usize> {
        let count = |counts: &HashMap<String, usize>, key: String| Some(counts.get(&key).copied().unwrap_or_default());
        match call {
            Call::ListNetworks | Call::GetNetwork => None,
            Call::CreateRouter => count(&self.routers, name(number)),
            Call::CreateGadget | Call::UpdateGadget => count(&self.gadgets, name(number)),
            Call::UpdateProject => count(&self.projects, name(number)),
            Call::DeleteGadget => Some(usize::from(!self.gadget_ids.contains_key(&id(number)))),
            Call::PutLabel => count(&self.labels, id(number)),
        }
    }
}

fn counted(keys: impl Iterator<Item = String>) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for key in keys {
        *counts.entry(key).or_default() += 1;
    }
    counts
}

fn network(number: usize) -> String {
    format!("network-{number:02}")
}

/// The id of what a call is about.
fn id(number: usize) -> String {
    format!("id-{number}")
}

/// The name that a call gives.
fn name(number: usize) -> String {
    format!("name-{number}")
}
