//! Where the files are looked for: the folder that one is in, the user's folders, those of the system. The first
//! file of a name counts.

use std::path::{Path, PathBuf};

use super::document;
use super::environment::Environment;
use super::node::{Node, Origin};
use crate::codec::Secret;
use crate::error::{Problem, Result};

/// One of the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Clouds,
    Secure,
    Public,
}

impl Kind {
    fn stem(self) -> &'static str {
        match self {
            Kind::Clouds => "clouds",
            Kind::Secure => "secure",
            Kind::Public => "clouds-public",
        }
    }

    /// The variable that names the file.
    fn variable(self) -> Option<&'static str> {
        match self {
            Kind::Clouds => Some("OS_CLIENT_CONFIG_FILE"),
            Kind::Secure => Some("OS_CLIENT_SECURE_FILE"),
            Kind::Public => None,
        }
    }
}

/// Where files are looked for.
#[derive(Clone, Default)]
pub(super) struct Search {
    /// What code has given, which need not be looked for.
    pub(super) given: Vec<(Kind, Given)>,
    /// The folder that one is in; no file is looked for where there is none.
    pub(super) folder: Option<PathBuf>,
    /// What the system's folders are in, where that is not `/`.
    pub(super) root: Option<PathBuf>,
}

/// What code gives of a file.
#[derive(Clone)]
pub(super) enum Given {
    Path(PathBuf),
    Text(Secret),
}

/// A file that was found, or where it was looked for.
pub(super) enum Found {
    File(PathBuf, Node),
    Nowhere(Vec<PathBuf>),
}

impl Search {
    /// Finds and reads a file. One that may not be read is passed over, unless it was named.
    pub(super) fn read(&self, kind: Kind, environment: &Environment) -> Result<Found> {
        let variable = kind.variable().and_then(|name| Some((name, environment.path(name)?)));
        match self.given.iter().rev().find(|(given, _)| *given == kind) {
            Some((_, Given::Path(path))) => return read(path),
            Some((_, Given::Text(text))) => {
                return parsed(Path::new(kind.stem()).with_extension("yaml").as_path(), Ok(text.expose().to_owned()));
            }
            None => {}
        }
        if let Some((name, path)) = variable {
            // A file of clouds may be missing where no cloud of it is asked for; secrets are asked for by naming them.
            return match path.is_file() {
                true => read(&path),
                false if kind == Kind::Secure => {
                    let place = Origin::Variable(name.to_owned());
                    Err(place.problem(format_args!("is `{}`, where no file is", path.display())))
                }
                false => Ok(Found::Nowhere(vec![path])),
            };
        }
        let folders = self.folders(environment);
        for path in folders.iter().flat_map(|folder| names(folder, kind)).filter(|path| path.is_file()) {
            match std::fs::read_to_string(&path) {
                Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => {
                    tracing::warn!("{} may not be read, and is passed over", path.display());
                }
                text => return parsed(&path, text),
            }
        }
        Ok(Found::Nowhere(folders.iter().map(|folder| folder.join(format!("{}.yaml", kind.stem()))).collect()))
    }

    fn folders(&self, environment: &Environment) -> Vec<PathBuf> {
        let Some(current) = &self.folder else { return Vec::new() };
        let root = self.root.clone().unwrap_or_else(|| PathBuf::from("/"));
        let home = environment.path("HOME");
        let config = |home: &Path| home.join(".config").join("openstack");
        let mut folders = vec![current.clone()];
        if cfg!(target_os = "macos") {
            folders.extend(home.iter().map(|home| home.join("Library/Application Support/openstack")));
        } else if cfg!(windows) {
            folders.extend(environment.path("LOCALAPPDATA").map(|local| local.join("OpenStack").join("openstack")));
        } else if let Some(config) = environment.path("XDG_CONFIG_HOME") {
            folders.push(config.join("openstack"));
        }
        // In a snap, `HOME` is the snap's own.
        folders.extend(environment.path("SNAP_REAL_HOME").or(home).map(|home| config(&home)));
        if cfg!(target_os = "macos") {
            folders.push(root.join("Library/Application Support/openstack"));
        } else if cfg!(windows) {
            folders.extend(environment.path("ProgramData").map(|data| data.join("OpenStack").join("openstack")));
        } else {
            let site = environment.path("XDG_CONFIG_DIRS").unwrap_or_else(|| root.join("etc/xdg"));
            folders.extend(std::env::split_paths(&site).map(|folder| folder.join("openstack")));
        }
        folders.push(root.join("etc/openstack"));
        let mut seen = Vec::new();
        folders.retain(|folder| {
            !seen.contains(folder) && {
                seen.push(folder.clone());
                true
            }
        });
        folders
    }
}

fn names(folder: &Path, kind: Kind) -> [PathBuf; 3] {
    ["yaml", "yml", "json"].map(|extension| folder.join(format!("{}.{extension}", kind.stem())))
}

fn read(path: &Path) -> Result<Found> {
    parsed(path, std::fs::read_to_string(path))
}

fn parsed(path: &Path, text: std::io::Result<String>) -> Result<Found> {
    let text = text.map_err(|error| Problem::Config(format!("{} cannot be read: {error}", path.display())))?;
    Ok(Found::File(path.to_owned(), document::read(path, &text)?))
}
