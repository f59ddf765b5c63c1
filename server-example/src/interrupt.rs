//! Ctrl-C: the first asks the work to stop, the second stops it; neither leaves a partial file.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::exit::Exit;

static ASKED: AtomicU32 = AtomicU32::new(0);
static UNFINISHED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

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

/// Remembers a temporary file or folder for as long as it is unfinished.
#[derive(Debug)]
pub(crate) struct Unfinished(PathBuf);

impl Unfinished {
    /// Takes note of this path.
    pub(crate) fn new(path: &Path) -> Self {
        paths(|set| set.insert(path.to_path_buf()));
        Self(path.to_path_buf())
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        paths(|set| set.remove(&self.0));
    }
}

/// Removes what is unfinished. Threads may still be writing into a folder: hence more than one try.
fn sweep() {
    for path in paths(std::mem::take) {
        for _ in 0..5 {
            let _ = std::fs::remove_file(&path);
            if std::fs::remove_dir_all(&path).is_ok() || !path.exists() {
                break;
            }
        }
    }
}

fn paths<T>(work: impl FnOnce(&mut BTreeSet<PathBuf>) -> T) -> T {
    work(&mut UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner))
}
