use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use crate::Input;
use crate::error::{ReadError, Trouble, shown};
use crate::format::{self, Format};

/// One thing to read, or why it can't be.
pub(crate) type Found = Result<File, ReadError>;

pub(crate) struct File {
    /// `None` for standard input.
    pub(crate) path: Option<PathBuf>,
    pub(crate) shown: Arc<str>,
    pub(crate) stem: Option<String>,
    /// The size on disk; `None` where that isn't known.
    pub(crate) size: Option<u64>,
}

/// All files that the inputs name, in order: folders sorted by name, each file once however it is reached.
pub(crate) fn files(inputs: &[Input]) -> Vec<Found> {
    let mut walk = Walk::default();
    for input in inputs {
        match input {
            Input::Stdin => walk.found.push(Ok(File {
                path: None,
                shown: "<stdin>".into(),
                stem: None,
                size: None,
            })),
            Input::Path(path) if path.is_dir() => walk.folder(path),
            Input::Path(path) => walk.named(path),
        }
    }
    walk.found
}

#[derive(Default)]
struct Walk {
    found: Vec<Found>,
    seen: HashSet<PathBuf>,
}

impl Walk {
    fn named(&mut self, path: &Path) {
        match fs::metadata(path) {
            Ok(meta) => {
                let name = path.file_name().unwrap_or(path.as_os_str());
                self.push(
                    path,
                    &stem_of(Path::new(name)),
                    meta.is_file().then_some(meta.len()),
                );
            }
            Err(error) => self.fail(path, cannot_read(&error)),
        }
    }

    fn folder(&mut self, root: &Path) {
        let before = self.found.len();
        let mut repeated = false;
        let walk = WalkDir::new(root).follow_links(true).sort_by_file_name();
        for entry in walk
            .into_iter()
            .filter_entry(|entry| entry.depth() == 0 || !hidden(entry))
        {
            match entry {
                Ok(entry) if entry.file_type().is_file() && Format::of_name(entry.path()).is_some() => {
                    let inside = entry.path().strip_prefix(root).unwrap_or(entry.path());
                    repeated |= !self.push(
                        entry.path(),
                        &stem_of(inside),
                        entry.metadata().ok().map(|meta| meta.len()),
                    );
                }
                Ok(_) => {}
                // A link back to a folder that is being walked: all in it is found without the link.
                Err(error) if error.loop_ancestor().is_some() => {}
                Err(error) => self.failed_entry(root, &error),
            }
        }
        if self.found.len() == before && !repeated {
            let trouble =
                Trouble::new("expected a folder with reports, found no file to read in it").hint(format!(
                    "name the file itself, or give it one of the endings {} (also with .gz)",
                    format::endings()
                ));
            self.fail(root, trouble);
        }
    }

    fn failed_entry(&mut self, root: &Path, error: &walkdir::Error) {
        let path = error.path().unwrap_or(root);
        let dangling = fs::symlink_metadata(path).is_ok_and(|meta| meta.is_symlink());
        if dangling && Format::of_name(path).is_none() {
            return;
        }
        let trouble = error
            .io_error()
            .map_or_else(|| Trouble::new("can't be read"), cannot_read);
        self.fail(path, trouble);
    }

    /// Takes a file up unless it was found before; whether it was taken up.
    fn push(&mut self, path: &Path, stem: &str, size: Option<u64>) -> bool {
        // What isn't a plain file, such as a pipe, may give something else each time.
        if size.is_some()
            && !self
                .seen
                .insert(fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf()))
        {
            return false;
        }
        let (path, shown) = (Some(path.to_path_buf()), name_of(path));
        self.found.push(Ok(File {
            path,
            shown,
            stem: Some(stem.to_string()),
            size,
        }));
        true
    }

    fn fail(&mut self, path: &Path, trouble: Trouble) {
        self.found.push(Err(trouble.at(&name_of(path), None)));
    }
}

fn name_of(path: &Path) -> Arc<str> {
    path.to_string_lossy().into()
}

fn hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

/// The stem of the ids of a file: its path with `/` between, without the ending that tells the format.
pub(crate) fn stem_of(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    let joined = parts.join("/");
    let (stem, _) = format::split(&joined);
    let name_is_left = !stem.ends_with('/');
    (if name_is_left { stem } else { &joined }).replace(char::is_control, "_")
}

pub(crate) fn cannot_read(error: &std::io::Error) -> Trouble {
    let hint = match error.kind() {
        std::io::ErrorKind::NotFound => "check the path",
        std::io::ErrorKind::PermissionDenied => "allow reading it, or leave it out",
        std::io::ErrorKind::InvalidData => "convert it to UTF-8, or get it whole again",
        std::io::ErrorKind::UnexpectedEof | std::io::ErrorKind::InvalidInput => {
            "the file was likely cut off: get it whole again"
        }
        _ => "try again, or leave it out",
    };
    Trouble::new(format!("can't be read: {}", shown(&error.to_string(), 200))).hint(hint)
}
