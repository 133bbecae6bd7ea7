//! The crate's resources on an embedded cloud.

use std::collections::HashMap;
use std::time::Duration;

use futures_util::TryStreamExt;
use gadgets::{Count, Drawing, Factory, Gadget, Keyword, Maker, Part, Shelf, Stock};
use openstack::{Connection, Result};
use osc_fake::{Answer, Cloud};

async fn factory() -> (Cloud, Connection) {
    let cloud = Cloud::start(Factory::resources().iter().copied()).await.unwrap();
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
    assert_eq!(schemas[1], ("Gadget", "gadget"));
    assert!(schemas.contains(&("Part", "gadget part")));
}

#[tokio::test]
async fn a_drawing_is_tagged_printed_and_waited_for() -> Result<()> {
    let (cloud, conn) = factory().await;
    let lever = Gadget::create(&conn, "lever", ada()).await?;
    let drawings = [Drawing::create(&conn, &lever).scale(0.5), Drawing::create(&conn, &lever.id)];
    let drawing = Drawing::create_many(drawings).await?.remove(0);
    assert_eq!((drawing.gadget_id.as_str(), drawing.scale), (lever.id.as_str(), Some(0.5)));
    Drawing::add_tag(&conn, &drawing, "iron").await?;
    assert!(Drawing::has_tag(&conn, &drawing, "iron").await?);
    let owner = std::collections::BTreeMap::from([("owner".to_owned(), "ada".to_owned())]);
    assert_eq!(Drawing::set_metadata(&conn, &drawing, owner.clone()).await?, owner);
    Drawing::print(&conn, &drawing, 2u32).colour(false).await?;
    let printed = Drawing::wait(&conn, &drawing).interval(Duration::from_millis(1)).await?;
    assert_eq!((printed.state.as_str(), printed.tags), ("printed", vec!["iron".to_owned()]));
    assert_eq!(Drawing::list(&conn).gadget_id(&lever).all_makers(true).await?.len(), 2);
    Drawing::upload(&conn, &drawing, "a scan").await?;
    assert_eq!(Drawing::download(&conn, &drawing).await?.bytes().await?, b"a scan");
    assert!(Drawing::has_colour(&conn, &drawing, "red").await?);
    let requests = cloud.requests();
    let version =
        |name: &str| requests.last()?.headers.iter().find(|(known, _)| known == name).map(|(_, it)| it.clone());
    assert_eq!(version("openstack-api-version").as_deref(), Some("gadgets 1.3"));
    Ok(())
}

#[tokio::test]
async fn a_shelf_keeps_notes_in_headers() -> Result<()> {
    let (cloud, conn) = factory().await;
    let notes = HashMap::from([("owner".to_owned(), "ada".to_owned())]);
    let shelf = Shelf::create(&conn, "top").notes(notes.clone()).await?;
    assert_eq!((shelf.name.as_str(), &shelf.notes), ("top", &notes));
    assert_eq!(Shelf::head(&conn, &shelf).await?.notes, notes);
    assert_eq!(cloud.requests().last().map(|request| request.method.clone()).as_deref(), Some("HEAD"));
    Shelf::update(&conn, &shelf).notes(HashMap::from([("owner".to_owned(), String::new())])).await?;
    assert!(Shelf::get(&conn, &shelf).await?.notes.is_empty());
    assert_eq!(Shelf::list(&conn).page_size(1).await?.len(), 1);
    Ok(())
}

#[tokio::test]
async fn the_stock_is_patched() -> Result<()> {
    let (_cloud, conn) = factory().await;
    let others = HashMap::from([("lever".to_owned(), openstack::Value::from(5))]);
    let stock = Stock::update(&conn).limit(100).counted(true).others(others.clone()).await?;
    assert_eq!((stock.limit, stock.counted, stock.others), (100, true, others));
    Ok(())
}

#[tokio::test]
async fn lists_of_any_shape_are_read() -> Result<()> {
    let (cloud, conn) = factory().await;
    let counts =
        r#"{"counted_at": "2026-11-24 08:00:00", "counts": {"lever": {"count": 5, "clerk": "ada"}, "wheel": 7}}"#;
    cloud.answer_next(Answer::new(200).body(counts));
    let counts = Count::list(&conn, "iron").await?;
    assert_eq!((counts[0].count, counts[0].counter.as_deref(), counts[0].kind.as_str()), (5, Some("ada"), "iron"));
    assert_eq!((counts[1].count, counts[1].counted_at.is_some()), (7, true));
    cloud.answer_next(Answer::new(200).body(r#"{"keywords": ["iron", 7]}"#));
    let words = Keyword::list(&conn).lenient().await?;
    assert_eq!((words.items[0].word.as_str(), words.failures.len()), ("iron", 1));
    Ok(())
}
