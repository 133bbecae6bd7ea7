//! What the cloud remembers: in memory, or in a file that several processes share.

mod file;
mod state;
mod token;

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

pub(crate) use file::StoreError;
pub(crate) use state::{Item, State};
pub(crate) use token::{Receipt, Scope, Token};

/// The state, and where it is kept.
#[derive(Debug)]
pub(crate) struct Store {
    /// What is in the file is read again for each request, since others write it too.
    file: Option<PathBuf>,
    state: Mutex<State>,
}

impl Store {
    /// A store in memory.
    pub(crate) fn in_memory(state: State) -> Self {
        Self { file: None, state: Mutex::new(state) }
    }

    /// A store in a file, which gets what `new` makes if there is none yet.
    pub(crate) fn in_file(path: PathBuf, new: impl FnOnce() -> State) -> Result<Self, StoreError> {
        let lock = file::lock(&path)?;
        let state = if let Some(state) = file::read(&path)? {
            state
        } else {
            let state = new();
            file::write(&path, &state)?;
            state
        };
        drop(lock);
        Ok(Self { file: Some(path), state: Mutex::new(state) })
    }

    /// Whether using it takes so long that it should not be done on a thread that serves connections.
    pub(crate) fn blocks(&self) -> bool {
        self.file.is_some()
    }

    /// Gives the state to `act`, alone, and keeps what it changes.
    pub(crate) fn with<T>(&self, act: impl FnOnce(&mut State) -> T) -> Result<T, StoreError> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(path) = &self.file else { return Ok(act(&mut state)) };
        let lock = file::lock(path)?;
        if let Some(read) = file::read(path)? {
            *state = read;
        }
        let before = state.clone();
        let result = act(&mut state);
        if *state != before {
            file::write(path, &state)?;
        }
        drop(lock);
        Ok(result)
    }
}
