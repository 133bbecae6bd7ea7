//! Configuration, case by case: `cases/*.yaml` say which files, variables and arguments there are, and what must come
//! out. `README.md` tells how a case is written.

#![expect(clippy::unwrap_used, reason = "a case that cannot be prepared is a failure")]

mod remote;
mod warnings;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use osc_runtime::{Configuration, ConnectionBuilder, Result, Value};
use serde::Deserialize;
use tempfile::TempDir;

/// One case.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    /// The documented behaviour that it is of.
    source: String,
    /// Files in the home folder, which is the current one too.
    #[serde(default)]
    files: BTreeMap<String, Value>,
    /// Short for a `clouds.yaml` with this cloud, `here`, which an argument names.
    cloud: Option<Value>,
    #[serde(default)]
    environment: BTreeMap<String, String>,
    #[serde(default)]
    arguments: serde_json::Map<String, Value>,
    /// What the builder's `to_value` has among others; `null` is what it has not.
    expect: Option<Value>,
    clouds: Option<Vec<String>>,
    regions: Option<Vec<String>>,
    /// A part of the error.
    error: Option<String>,
    /// A part of a warning.
    warning: Option<String>,
    /// Whether there is no warning.
    #[serde(default)]
    silent: bool,
    /// Read by `against_openstacksdk.py` alone.
    #[serde(default, rename = "sdk")]
    _sdk: Option<String>,
}

#[test]
fn every_case_comes_out_as_it_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("configuration/cases");
    let mut names = BTreeSet::new();
    let mut failures = Vec::new();
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let topic = path.file_stem().unwrap().to_string_lossy().into_owned();
        let cases: Vec<Case> = serde_saphyr::from_str(&fs::read_to_string(&path).unwrap())
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        for case in cases {
            assert!(names.insert(case.name.clone()), "{topic}: `{}` is there twice", case.name);
            if let Err(told) = case.check() {
                failures.push(format!("{topic}: {} ({})\n    {told}", case.name, case.source));
            }
        }
    }
    assert!(failures.is_empty(), "{} of {} cases:\n{}", failures.len(), names.len(), failures.join("\n"));
    assert!(names.len() >= 120, "there are {} cases", names.len());
}

#[test]
fn no_debug_value_or_error_shows_a_secret() {
    const PASSWORD: &str = "correct-horse-battery";
    let text = |interface: &str| {
        format!(
            "clouds: {{here: {{profile: 'https://vendor.example', interface: {interface}, auth: {{password: {PASSWORD}}}}}}}"
        )
    };
    let variables = [("OS_PASSWORD", PASSWORD)];
    let configuration = Configuration::new().text(text("public")).environment(variables).cloud("here");
    let configuration = configuration.set("auth.passcode", PASSWORD);
    let builder = configuration.load().unwrap();
    let malformed = Configuration::new().text(format!("clouds: {{here: {{auth: {{password: {PASSWORD}}}")).load();
    let shown = [
        format!("{configuration:?}"),
        format!("{builder:?}"),
        builder.to_value().to_string(),
        format!("{:?}", malformed.unwrap_err()),
    ];
    for text in shown {
        assert!(!text.contains(PASSWORD), "{text}");
    }
}

impl Case {
    fn check(&self) -> std::result::Result<(), String> {
        let home = TempDir::new().unwrap();
        let configuration = self.prepare(home.path());
        let here = |text: String| text.replace(&format!("{}/", home.path().display()), "");
        if let Some(expected) = &self.clouds {
            same(&configuration.clouds().map_err(|error| error.to_string())?, expected)?;
        }
        if let Some(expected) = &self.regions {
            same(&configuration.regions().map_err(|error| error.to_string())?, expected)?;
        }
        let (result, warnings): (Result<ConnectionBuilder>, _) = warnings::during(|| configuration.load());
        let warnings: Vec<String> = warnings.into_iter().map(here).collect();
        if let Some(expected) = &self.warning
            && !warnings.iter().any(|warning| warning.contains(expected))
        {
            return Err(format!("expected the warning {expected:?}, and not {warnings:?}"));
        }
        if self.silent && !warnings.is_empty() {
            return Err(format!("expected no warning, and not {warnings:?}"));
        }
        match (result.map(|builder| builder.to_value()), &self.error) {
            (Ok(found), None) => match &self.expect {
                Some(expected) => contains(&found, &placed(expected, home.path()), ""),
                None if self.clouds.is_some() => Ok(()),
                None => Err("the case expects nothing".into()),
            },
            (Ok(found), Some(expected)) => Err(format!("expected the error {expected:?}, and not {found}")),
            (Err(error), Some(expected)) if here(error.to_string()).contains(expected) => Ok(()),
            (Err(error), _) => Err(format!("error: {}", here(error.to_string()))),
        }
    }

    /// Writes the files, and says the rest.
    fn prepare(&self, home: &Path) -> Configuration {
        let mut files = self.files.clone();
        let mut arguments = self.arguments.clone();
        if let Some(cloud) = &self.cloud {
            files.insert("clouds.yaml".into(), serde_json::json!({"clouds": {"here": cloud}}));
            arguments.entry("cloud").or_insert_with(|| "here".into());
        }
        for (name, content) in &files {
            let path = home.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            let text = content.as_str().map_or_else(|| content.to_string(), str::to_owned);
            fs::write(path, text).unwrap();
        }
        let at_home = |text: &str| text.replace("{home}", &home.display().to_string());
        let variables = self.environment.iter().map(|(name, value)| (name.clone(), at_home(value)));
        let variables = std::iter::once(("HOME".to_owned(), at_home("{home}"))).chain(variables);
        let configuration = Configuration::new().environment(variables).search_from(home).root(home);
        let mut configuration = configuration;
        for (name, value) in arguments {
            configuration = configuration.set(name, value);
        }
        configuration
    }
}

fn same(found: &[String], expected: &[String]) -> std::result::Result<(), String> {
    if found == expected { Ok(()) } else { Err(format!("expected {expected:?}, and not {found:?}")) }
}

/// What is expected, with `{home}` where that is.
fn placed(expected: &Value, home: &Path) -> Value {
    serde_json::from_str(&expected.to_string().replace("{home}", &home.display().to_string())).unwrap()
}

/// Whether all that is expected was found.
fn contains(found: &Value, expected: &Value, key: &str) -> std::result::Result<(), String> {
    match (found, expected) {
        (Value::Object(found), Value::Object(expected)) => expected.iter().try_for_each(|(name, expected)| {
            contains(found.get(name).unwrap_or(&Value::Null), expected, &format!("{key}.{name}"))
        }),
        _ if found == expected => Ok(()),
        _ => Err(format!("{}: expected {expected}, and not {found}", key.trim_start_matches('.'))),
    }
}
