//! The resources of a service of one's own: gadgets, and the parts that they are made of.
//!
//! ```no_run
//! use gadgets::{Factory, Gadget, Maker};
//!
//! # async fn example() -> openstack::Result<()> {
//! let conn = gadgets::connect("mycloud").await?;
//! let maker = Maker { name: "Ada".into(), city: None };
//! let lever = Gadget::create(&conn, "lever", maker).stock(5).labels(["iron"]).await?;
//! for gadget in Factory::new(&conn).gadgets().name("lever").await? {
//!     assert_eq!(gadget.id, lever.id);
//! }
//! # Ok(()) }
//! ```

#![forbid(unsafe_code)]
#![deny(missing_docs, unreachable_pub, warnings, clippy::pedantic)]

mod drawing;
mod gadget;
mod part;
mod shelf;

use openstack::{Connection, ConnectionBuilder, Profile, Result, Service};

pub use drawing::{Drawing, DrawingCreate, DrawingList, DrawingPrint, DrawingUpdate};
pub use gadget::{Gadget, GadgetCreate, GadgetList, GadgetUpdate, Maker};
pub use part::{Part, PartList};
pub use shelf::{
    Count, CountList, Keyword, KeywordList, Shelf, ShelfCreate, ShelfList, ShelfUpdate, Stock, StockUpdate,
};

openstack::proxy! {
    /// The service as one value.
    pub struct Factory {
        drawings => Drawing,
        gadgets => Gadget,
        keywords => Keyword,
        shelves => Shelf;
        Count, Part, Stock,
    }
}

/// Where the service is: catalogs call it `gadgets` or `gadget-factory`, and its paths begin with `v1`.
pub fn profile() -> Profile {
    Profile::new().service(Service::new("gadgets").alias("gadget-factory").version_path("v1"))
}

/// Connects to a cloud of `clouds.yaml` that has the service.
///
/// # Errors
///
/// Those of signing in.
pub async fn connect(cloud: &str) -> Result<Connection> {
    ConnectionBuilder::from_cloud(cloud)?.profile(profile()).connect().await
}

/// Empties the store of all gadgets that somebody made, and says how many these were.
///
/// # Errors
///
/// The first that the service has.
pub async fn sell_out(conn: &Connection, maker: &str) -> Result<usize> {
    let mut sold = 0;
    for gadget in Gadget::list(conn).await? {
        if gadget.maker.name == maker {
            Gadget::update(conn, gadget.id).stock(0).note(None).await?;
            sold += 1;
        }
    }
    Ok(sold)
}
