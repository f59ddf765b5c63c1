//! Ctrl-C: the first asks the work to stop, the second stops it; neither leaves a partial file.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::exit::Exit;

static ASKED: AtomicU32 = AtomicU32::new(0);
static UNFINISHED: Mutex<BTreeMap<PathBuf, Content>> = Mutex::new(BTreeMap::new());

/// Listens for Ctrl-C and for a polite request to end.
pub(crate) fn listen() {
    // Without a handler the system's own one holds; temporary folders may then stay behind.
    let _ = ctrlc::set_handler(|| {
        if ASKED.fetch_add(1, Ordering::SeqCst) > 0 {
            sweep();
            std::process::exit(Exit::Interrupted.code().into());
        }
    });
}

/// Whether somebody asked the work to stop.
pub(crate) fn asked() -> bool {
    ASKED.load(Ordering::SeqCst) > 0
}

/// What may be in an unfinished folder.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Content {
    /// Only what this run has written.
    Ours,
    /// Perhaps something else by now: the folder goes only when it is empty.
    Anything,
}

/// Remembers a temporary file or folder for as long as it is unfinished.
#[derive(Debug)]
pub(crate) struct Unfinished(PathBuf);

impl Unfinished {
    /// A temporary file, or folder with all that is in it.
    pub(crate) fn new(path: &Path) -> Self {
        Self::with(path, Content::Ours)
    }

    /// A folder that is to go unless something is in it.
    pub(crate) fn unless_used(path: &Path) -> Self {
        Self::with(path, Content::Anything)
    }

    fn with(path: &Path, content: Content) -> Self {
        paths(|known| known.insert(path.to_path_buf(), content));
        Self(path.to_path_buf())
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        paths(|known| known.remove(&self.0));
    }
}

/// Removes what is unfinished. Threads may still be writing into a folder: hence more than one try.
fn sweep() {
    let known = paths(std::mem::take);
    let ours = known.iter().filter(|(_, content)| **content == Content::Ours);
    for (path, _) in ours {
        for _ in 0..5 {
            let _ = std::fs::remove_file(path);
            if std::fs::remove_dir_all(path).is_ok() || !path.exists() {
                break;
            }
        }
    }
    // The deepest first.
    for (path, _) in known.iter().rev().filter(|(_, content)| **content == Content::Anything) {
        let _ = std::fs::remove_dir(path);
    }
}

fn paths<T>(work: impl FnOnce(&mut BTreeMap<PathBuf, Content>) -> T) -> T {
    work(&mut UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner))
}
