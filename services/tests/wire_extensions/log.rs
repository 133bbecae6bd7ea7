use osc_runtime::Value;
use osc_runtime::codec::from_value;
use osc_services::network::log::{Log, LoggableResource};

#[test]
fn a_log_is_read() {
    let log = assert_read!(Log, "log", but: ["tenant_id"]);
    assert_eq!((log.event.as_str(), log.resource_id, log.enabled), ("ALL", None, true));
}

#[test]
fn what_can_be_logged_is_read() {
    let document: Value = include_str!("../wire/loggable_resources.json").parse().unwrap();
    let kinds: Vec<LoggableResource> = from_value(&document["loggable_resources"]).unwrap();
    assert_eq!(kinds.iter().map(|kind| kind.kind.as_str()).collect::<Vec<_>>(), ["security_group"]);
}
