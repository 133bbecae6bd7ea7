//! Where the files are.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::cloud::variable;

/// Names another folder.
const VARIABLE: &str = "OSC_RESOURCES_D";

/// A file, and its text or why there is none.
pub(super) struct Source {
    /// As messages name it.
    pub(super) name: String,
    pub(super) text: Result<String, String>,
}

/// The files of the user's folder, by name; none where there is no folder.
pub(super) fn sources() -> Vec<Source> {
    let named = variable(VARIABLE).map(PathBuf::from);
    let is_named = named.is_some();
    let Some(folder) = named.or_else(default) else { return Vec::new() };
    match files(&folder) {
        Ok(files) => files.iter().map(|path| source(path)).collect(),
        Err(error) if error.kind() == ErrorKind::NotFound && !is_named => Vec::new(),
        Err(error) => {
            let name = if is_named { format!("{VARIABLE}: {}", shown(&folder)) } else { shown(&folder) };
            vec![Source { name, text: Err(error.to_string()) }]
        }
    }
}

/// The user's folder of declarations.
fn default() -> Option<PathBuf> {
    let configuration = variable("XDG_CONFIG_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let configuration = configuration.or_else(|| Some(home()?.join(".config")))?;
    Some(configuration.join("osc").join("resources.d"))
}

fn home() -> Option<PathBuf> {
    variable("HOME").map(PathBuf::from)
}

/// The files that end in `.toml`, but for hidden ones, which editors leave.
fn files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let is_hidden = path.file_name().is_none_or(|name| name.as_encoded_bytes().starts_with(b"."));
        if !is_hidden && path.extension().is_some_and(|extension| extension == "toml") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn source(path: &Path) -> Source {
    let text = fs::read_to_string(path).map_err(|error| error.to_string());
    Source { name: shown(path), text }
}

/// A path, with the home folder as people write it.
fn shown(path: &Path) -> String {
    match home().and_then(|home| path.strip_prefix(home).ok()) {
        Some(rest) => format!("~/{}", rest.display()),
        None => path.display().to_string(),
    }
}
