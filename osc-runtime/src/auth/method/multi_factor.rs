//! Several methods at once
//! (<https://docs.openstack.org/api-ref/identity/v3/#multi-factor-authentication>).

use std::sync::Arc;

use super::{AuthMethod, Keystone, Made, Proof, Proving, Said, Secret, find};
use crate::error::{Error, Problem};

#[derive(Debug)]
struct MultiFactor(Vec<Arc<dyn AuthMethod>>);

pub(super) fn make(said: &Said<'_>) -> Made {
    let names = said.settings.get("auth_methods").unwrap_or("v3password,v3totp");
    let names = names.split([',', ' ']).map(str::trim).filter(|name| !name.is_empty());
    let methods = names.map(|name| {
        let known = find(name).filter(|known| known.keystone && !known.names.contains(&"multifactor"));
        let unknown = || {
            let setting = said.source.setting("auth_methods");
            let text = format!("{setting} has `{name}`, which is no method; expected such as `v3password,v3totp`");
            Error::from(Problem::Config(text))
        };
        known.ok_or_else(unknown)?.make(said)
    });
    Ok(Arc::new(MultiFactor(methods.collect::<Result<_, _>>()?)))
}

impl AuthMethod for MultiFactor {
    fn identity(&self) -> String {
        self.0.iter().map(|method| method.identity()).collect::<Vec<_>>().join(", ")
    }

    fn secrets(&self) -> Vec<&Secret> {
        self.0.iter().flat_map(|method| method.secrets()).collect()
    }

    fn is_good_once(&self) -> bool {
        self.0.iter().any(|method| method.is_good_once())
    }

    fn prove<'a>(&'a self, keystone: &'a Keystone<'a>) -> Proving<'a> {
        Box::pin(async move {
            let mut all = Proof::default();
            for method in &self.0 {
                all = all.and(method.prove(keystone).await?);
            }
            Ok(all)
        })
    }

    fn waits_for_person(&self) -> bool {
        self.0.iter().any(|method| method.waits_for_person())
    }

    fn hint(&self) -> &'static str {
        "one of the methods failed, Keystone does not tell which; a passcode is good once and for half a minute"
    }
}
