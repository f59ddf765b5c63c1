//! Files and folders that appear whole or not at all.
//!
//! Everything is written under a temporary name beside its place, flushed to the disk, and renamed. What
//! fails or is interrupted on the way is removed again. What lies there already is people's work: it is
//! replaced only when they say so.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use korrigo_core::{Code, Error};
use tempfile::{Builder, TempDir};

use crate::failure::{Failure, Result};
use crate::interrupt::Unfinished;

const PREFIX: &str = ".korrigo-";

/// Writes one file whole.
///
/// # Errors
/// `store_unavailable` when it cannot be written, or is there already and `force` is not given.
pub(crate) fn write_file(path: &Path, bytes: &[u8], force: bool) -> Result<()> {
    stream_file(path, force, |out| {
        // What fails is told at the end.
        let _ = out.write_all(bytes);
        Ok(())
    })
}

/// Writes one file whole that `fill` makes piece by piece; gives what `fill` gives.
///
/// # Errors
/// Those of [`write_file`] and of `fill`: nothing is there then.
pub(crate) fn stream_file<T>(
    path: &Path,
    force: bool,
    fill: impl FnOnce(&mut dyn Write) -> Result<T>,
) -> Result<T> {
    let failed = |error: &io::Error| Failure::store(path, "write", error);
    match fs::metadata(path) {
        Ok(there) if there.is_dir() => return Err(occupied(path, "is a folder", "name a file in it")),
        // A device or a pipe is written to, never replaced.
        Ok(there) if !there.is_file() => {
            let device = File::options().write(true).open(path).map_err(|error| failed(&error))?;
            return filled(&device, fill, failed);
        }
        _ => check_file(path, force)?,
    }
    let temporary = named(0o666).tempfile_in(folder_of(path)).map_err(|error| failed(&error))?;
    let _unfinished = Unfinished::new(temporary.path());
    let made = filled(temporary.as_file(), fill, failed)?;
    temporary.as_file().sync_all().map_err(|error| failed(&error))?;
    let placed = if force { temporary.persist(path) } else { temporary.persist_noclobber(path) };
    placed.map_err(|error| failed(&error.error))?;
    Ok(made)
}

fn filled<T>(
    file: &File,
    fill: impl FnOnce(&mut dyn Write) -> Result<T>,
    failed: impl FnOnce(&io::Error) -> Failure,
) -> Result<T> {
    let mut out = Pieces::new(file);
    let made = fill(&mut out);
    out.finish().map_err(|error| failed(&error))?;
    made
}

/// Writes one new file that only its owner can read.
///
/// # Errors
/// `store_unavailable` when it cannot be written, or is there already.
pub(crate) fn write_secret_file(path: &Path, bytes: &[u8]) -> Result<()> {
    secret(path, bytes).map_err(|error| Failure::store(path, "write", &error))
}

fn secret(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut temporary = named(0o600).tempfile_in(folder_of(path))?;
    let _unfinished = Unfinished::new(temporary.path());
    temporary.write_all(bytes)?;
    temporary.as_file().sync_all()?;
    temporary.persist_noclobber(path).map_err(|error| error.error)?;
    Ok(())
}

/// Refuses early, before long work, a file that may not be replaced.
///
/// # Errors
/// `store_unavailable` when it is there already and `force` is not given.
pub(crate) fn check_file(path: &Path, force: bool) -> Result<()> {
    if !force && fs::metadata(path).is_ok_and(|there| there.is_file()) {
        return Err(occupied(path, "is there already", "give another name, or --force to replace it"));
    }
    Ok(())
}

/// A folder under construction: nobody sees it before [`Folder::publish`].
#[derive(Debug)]
pub(crate) struct Folder {
    target: PathBuf,
    build: TempDir,
    /// Whether the target is not there yet: the build then becomes it.
    whole: bool,
    replaces: fn(&str) -> bool,
    parents: NewParents,
    _unfinished: Unfinished,
}

impl Folder {
    /// Begins the folder `target`, which is not there yet or empty; with `force` it may hold anything, and
    /// the entries that `replaces` knows as those of an earlier run are replaced.
    ///
    /// # Errors
    /// `store_unavailable` when it is not empty and `force` is not given, or nothing can be written there.
    pub(crate) fn begin(target: &Path, force: bool, replaces: fn(&str) -> bool) -> Result<Self> {
        let failed = |error: &io::Error| Failure::store(target, "write into the folder", error);
        let whole = match fs::read_dir(target) {
            Ok(mut entries) => {
                if !force && entries.next().is_some() {
                    return Err(occupied(target, "is not empty", "name another folder, or give --force"));
                }
                false
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => true,
            Err(error) => return Err(failed(&error)),
        };
        let parents = NewParents::create(folder_of(target)).map_err(|error| failed(&error))?;
        let beside = if whole { folder_of(target) } else { target };
        let build = named(0o777).tempdir_in(beside).map_err(|error| failed(&error))?;
        let unfinished = Unfinished::new(build.path());
        Ok(Self { target: target.into(), build, whole, replaces, parents, _unfinished: unfinished })
    }

    /// Makes a sub-folder that only its owner can open.
    ///
    /// # Errors
    /// `store_unavailable`.
    pub(crate) fn private(&self, name: &str) -> Result<()> {
        let path = self.build.path().join(name);
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&path).map_err(|error| self.failed(&error))
    }

    /// Writes a file into the folder; `name` may lead through sub-folders.
    ///
    /// # Errors
    /// `store_unavailable`.
    pub(crate) fn write(&self, name: &str, bytes: &[u8]) -> Result<()> {
        let mut file = self.create(name)?;
        // What fails is told at the end.
        let _ = file.write_all(bytes);
        file.finish()
    }

    /// Writes a file that only its owner can read.
    ///
    /// # Errors
    /// `store_unavailable`.
    pub(crate) fn write_secret(&self, name: &str, bytes: &[u8]) -> Result<()> {
        secret(&self.build.path().join(name), bytes).map_err(|error| self.failed(&error))
    }

    /// Begins a file in the folder; `name` may lead through sub-folders.
    ///
    /// # Errors
    /// `store_unavailable`.
    pub(crate) fn create(&self, name: &str) -> Result<Part<'_>> {
        let path = self.build.path().join(name);
        let file = fs::create_dir_all(folder_of(&path)).and_then(|()| File::create_new(&path));
        let file = file.map_err(|error| self.failed(&error))?;
        Ok(Part { folder: self, out: Pieces::new(file) })
    }

    /// Reads a file that was written into the folder.
    ///
    /// # Errors
    /// `store_unavailable`.
    pub(crate) fn read(&self, name: &str) -> Result<Vec<u8>> {
        fs::read(self.build.path().join(name)).map_err(|error| self.failed(&error))
    }

    /// Shows the folder to the world.
    ///
    /// # Errors
    /// `store_unavailable`; what was there before is then there still.
    pub(crate) fn publish(mut self) -> Result<()> {
        if self.whole {
            fs::rename(self.build.path(), &self.target).map_err(|error| self.failed(&error))?;
            self.parents.keep();
            drop(self.build.keep());
        } else {
            self.merge().map_err(|error| self.failed(&error))?;
        }
        sync(folder_of(&self.target));
        Ok(())
    }

    /// Moves what was built into the folder that is there, and what it replaces out of it; all or nothing.
    fn merge(&self) -> io::Result<()> {
        let old = named(0o700).tempdir_in(&self.target)?;
        let _unfinished = Unfinished::new(old.path());
        let replaced = names(&self.target)?.into_iter().filter(|name| (self.replaces)(name));
        let mut moves: Vec<(PathBuf, PathBuf)> =
            replaced.map(|name| (self.target.join(&name), old.path().join(&name))).collect();
        for name in names(self.build.path())? {
            moves.push((self.build.path().join(&name), self.target.join(&name)));
        }
        for (done, (from, to)) in moves.iter().enumerate() {
            if let Err(error) = rename_onto_nothing(from, to) {
                for (from, to) in moves.iter().take(done).rev() {
                    // Nothing better can be done when even the way back fails.
                    let _ = fs::rename(to, from);
                }
                return Err(error);
            }
        }
        sync(&self.target);
        Ok(())
    }

    fn failed(&self, error: &io::Error) -> Failure {
        Failure::store(&self.target, "write into the folder", error)
    }
}

/// A file under construction in a folder.
#[derive(Debug)]
pub(crate) struct Part<'f> {
    folder: &'f Folder,
    out: Pieces<File>,
}

impl Part<'_> {
    /// Flushes it to the disk.
    ///
    /// # Errors
    /// `store_unavailable` when that, or anything before, went wrong.
    pub(crate) fn finish(mut self) -> Result<()> {
        let written = self.out.finish().and_then(|()| self.out.out.get_ref().sync_all());
        written.map_err(|error| self.folder.failed(&error))
    }
}

impl Write for Part<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Small pieces, written together.
#[derive(Debug)]
struct Pieces<W: Write> {
    out: BufWriter<W>,
    /// The first thing that went wrong: whoever writes may keep it to himself.
    fault: Option<io::Error>,
}

impl<W: Write> Pieces<W> {
    fn new(out: W) -> Self {
        Self { out: BufWriter::with_capacity(1 << 18, out), fault: None }
    }

    /// Writes what is left; says what went wrong, now or before.
    fn finish(&mut self) -> io::Result<()> {
        match self.fault.take() {
            Some(fault) => Err(fault),
            None => self.out.flush(),
        }
    }

    fn remember<T>(&mut self, done: io::Result<T>) -> io::Result<T> {
        done.map_err(|error| {
            let kind = error.kind();
            // An interrupted call is made again.
            if kind != io::ErrorKind::Interrupted {
                self.fault.get_or_insert(error);
            }
            kind.into()
        })
    }
}

impl<W: Write> Write for Pieces<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let done = self.out.write(bytes);
        self.remember(done)
    }

    fn flush(&mut self) -> io::Result<()> {
        let done = self.out.flush();
        self.remember(done)
    }
}

/// Parents that were made for a folder; removed again unless it comes to be.
#[derive(Debug, Default)]
struct NewParents(Vec<(PathBuf, Unfinished)>);

impl NewParents {
    fn create(parent: &Path) -> io::Result<Self> {
        let missing = parent.ancestors().take_while(|path| !path.as_os_str().is_empty() && !path.exists());
        // The deepest first: the order in which they are removed.
        let made = Self(missing.map(|path| (path.into(), Unfinished::unless_used(path))).collect());
        fs::create_dir_all(parent)?;
        Ok(made)
    }

    fn keep(&mut self) {
        self.0.clear();
    }
}

impl Drop for NewParents {
    fn drop(&mut self) {
        for (path, _) in &self.0 {
            // Only ever removes what is empty.
            let _ = fs::remove_dir(path);
        }
    }
}

fn named(mode: u32) -> Builder<'static, 'static> {
    let mut builder = Builder::new();
    builder.prefix(PREFIX);
    #[cfg(unix)]
    builder.permissions(<fs::Permissions as std::os::unix::fs::PermissionsExt>::from_mode(mode));
    #[cfg(not(unix))]
    let _ = mode;
    builder
}

fn rename_onto_nothing(from: &Path, to: &Path) -> io::Result<()> {
    if to.symlink_metadata().is_ok() {
        return Err(io::Error::new(
            io::ErrorKind::AlreadyExists,
            "somebody else has written there meanwhile",
        ));
    }
    fs::rename(from, to)
}

/// The names in a folder, in order, without temporary ones.
fn names(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        // A name that is no text is none of ours.
        if let Ok(name) = entry?.file_name().into_string()
            && !name.starts_with(PREFIX)
        {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

/// The folder that holds a path.
fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// Flushes a folder's entries; file systems that cannot are none the worse for it.
fn sync(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

fn occupied(path: &Path, what: &str, hint: &str) -> Failure {
    let error = Error::new(Code::StoreUnavailable, format!("{what}; nothing was written"));
    Failure::of(path, error.with_detail("output.occupied").hint(hint))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(folder: &Path) -> Vec<String> {
        names(folder).unwrap()
    }

    #[test]
    fn a_folder_appears_whole() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path().join("a/b");
        let folder = Folder::begin(&target, false, |_| false).unwrap();
        folder.write("x/1.pdf", b"1").unwrap();
        assert!(!target.exists());
        folder.publish().unwrap();
        assert_eq!(fs::read(target.join("x/1.pdf")).unwrap(), b"1");
        assert_eq!(content(&place.path().join("a")), ["b"]);
    }

    #[test]
    fn a_folder_that_is_given_up_leaves_nothing() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::begin(&place.path().join("a/b"), false, |_| false).unwrap();
        folder.write("1.pdf", b"1").unwrap();
        drop(folder);
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0);
    }

    #[test]
    fn force_replaces_what_is_ours_and_nothing_else() {
        let place = tempfile::tempdir().unwrap();
        for name in ["copy-1", "copy-2", "thesis"] {
            fs::write(place.path().join(name), name).unwrap();
        }
        assert_eq!(Folder::begin(place.path(), false, |_| true).unwrap_err().code(), Code::StoreUnavailable);
        let folder = Folder::begin(place.path(), true, |name| name.starts_with("copy-")).unwrap();
        folder.write("copy-1", b"new").unwrap();
        folder.publish().unwrap();
        assert_eq!(content(place.path()), ["copy-1", "thesis"]);
        assert_eq!(fs::read(place.path().join("copy-1")).unwrap(), b"new");
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 2);
    }

    #[test]
    fn a_clash_puts_everything_back() {
        let place = tempfile::tempdir().unwrap();
        fs::write(place.path().join("copy-1"), "old").unwrap();
        let folder = Folder::begin(place.path(), true, |name| name == "copy-1").unwrap();
        folder.write("copy-1", b"new").unwrap();
        folder.write("thesis", b"new").unwrap();
        fs::write(place.path().join("thesis"), "mine").unwrap();
        assert!(folder.publish().is_err());
        assert_eq!(fs::read(place.path().join("copy-1")).unwrap(), b"old");
        assert_eq!(fs::read(place.path().join("thesis")).unwrap(), b"mine");
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 2);
    }

    #[test]
    fn a_file_is_replaced_only_by_force() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("plan.json");
        write_file(&path, b"1", false).unwrap();
        assert_eq!(write_file(&path, b"2", false).unwrap_err().code(), Code::StoreUnavailable);
        write_file(&path, b"3", true).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"3");
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1);
        assert!(write_file(place.path(), b"4", true).is_err());
    }
}
