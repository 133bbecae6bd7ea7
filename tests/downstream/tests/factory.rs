//! The crate's resources on an embedded cloud.

use futures_util::TryStreamExt;
use gadgets::{Factory, Gadget, Maker, Part};
use openstack::{Connection, Resource, Result};
use osc_fake::Cloud;

async fn factory() -> (Cloud, Connection) {
    let cloud = Cloud::start([Gadget::SCHEMA, Part::SCHEMA]).await.unwrap();
    let conn = cloud.connection().profile(gadgets::profile()).connect().await.unwrap();
    (cloud, conn)
}

fn ada() -> Maker {
    Maker { name: "Ada".into(), city: Some("London".into()) }
}

#[tokio::test]
async fn a_gadget_is_made_found_changed_and_deleted() -> Result<()> {
    let (_cloud, conn) = factory().await;
    let lever = Gadget::create(&conn, "lever", ada()).stock(5).labels(["iron", "long"]).await?;
    let wheel = Gadget::create(&conn, String::from("wheel"), Maker::default()).await?;

    assert_eq!(Gadget::get(&conn, &lever.id).await?, lever);
    assert_eq!(Gadget::find(&conn, "wheel").await?.id, wheel.id);
    assert_eq!((lever.maker.clone(), lever.labels.len()), (ada(), 2));

    let names = |gadgets: Vec<Gadget>| gadgets.into_iter().map(|gadget| gadget.name).collect::<Vec<_>>();
    assert_eq!(names(Gadget::list(&conn).name("lever").await?), ["lever"]);
    assert_eq!(names(Factory::new(&conn).gadgets().stock(5).await?), ["lever"]);

    let changed = Gadget::update(&conn, &lever.id).stock(4).note("rusty").await?;
    assert_eq!((changed.stock, changed.note.as_deref()), (4, Some("rusty")));
    assert_eq!(gadgets::sell_out(&conn, "Ada").await?, 1);
    let sold = Gadget::get(&conn, &lever.id).await?;
    assert_eq!((sold.stock, sold.note), (0, None));

    Gadget::delete(&conn, &lever.id).await?;
    assert!(Gadget::get(&conn, lever.id).await.unwrap_err().is_not_found());
    assert!(Gadget::find(&conn, "lever").await.unwrap_err().is_not_found());
    Ok(())
}

#[tokio::test]
async fn gadgets_come_as_a_stream_page_by_page() -> Result<()> {
    let (_cloud, conn) = factory().await;
    for name in ["a", "b", "c", "d", "e"] {
        Gadget::create(&conn, name, ada()).await?;
    }
    let gadgets: Vec<Gadget> = Gadget::list(&conn).page_size(2).stream().try_collect().await?;
    assert_eq!(gadgets.len(), 5);
    Ok(())
}

#[tokio::test]
async fn parts_belong_to_their_gadget() -> Result<()> {
    let (_cloud, conn) = factory().await;
    let lever = Gadget::create(&conn, "lever", ada()).await?;
    let wheel = Gadget::create(&conn, "wheel", ada()).await?;
    let bolt = Part::create(&conn, &lever.id, "bolt").weight(12.5).await?;

    assert_eq!(bolt.gadget_id, lever.id);
    assert_eq!(Part::list(&conn, &lever.id).name("bolt").await?.first(), Some(&bolt));
    assert!(Part::list(&conn, &wheel.id).await?.is_empty());
    assert_eq!(Part::find(&conn, &lever.id, "bolt").await?.number, bolt.number);
    assert!(Part::get(&conn, &wheel.id, &bolt.number).await.unwrap_err().is_not_found());
    Part::delete(&conn, lever.id, bolt.number).await
}

#[test]
fn the_declaration_is_data() {
    let schemas: Vec<_> = Factory::resources().iter().map(|schema| (schema.name(), schema.command())).collect();
    assert_eq!(schemas, [("Gadget", "gadget"), ("Part", "gadget part")]);
}
