use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::vec;

use onrecord_types::Report;

use crate::error::ReadError;
use crate::format::Format;
use crate::progress::Progress;
use crate::source::{Run, Source};
use crate::walk::{self, Found};
use crate::{Options, open};

/// Something to read reports from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A file, or a folder with all that is in it.
    Path(PathBuf),
    /// Standard input.
    Stdin,
}

impl Input {
    /// An argument of a command: a path, or `-` for standard input.
    pub fn from_arg(arg: impl Into<OsString>) -> Self {
        let arg = arg.into();
        if arg == "-" {
            Self::Stdin
        } else {
            Self::Path(arg.into())
        }
    }
}

impl From<&Path> for Input {
    fn from(path: &Path) -> Self {
        Self::Path(path.to_path_buf())
    }
}

impl From<PathBuf> for Input {
    fn from(path: PathBuf) -> Self {
        Self::Path(path)
    }
}

/// The reports of the inputs, in their order. Folders are walked at once; files are read as reports are asked
/// for, never more of them than one report needs.
///
/// ```no_run
/// use onrecord_read::{Input, Options, reports};
///
/// for report in reports(&[Input::from_arg("reports/")], Options::default()) {
///     match report {
///         Ok(report) => println!("{} {}", report.date, report.id),
///         Err(error) => eprintln!("{error}\n  {}", error.hint().unwrap_or("")),
///     }
/// }
/// ```
pub fn reports(inputs: &[Input], options: Options) -> Reports {
    let found = walk::files(inputs);
    let sizes = found.iter().filter_map(|found| found.as_ref().ok());
    let total = sizes.map(|file| file.size).sum();
    Reports {
        files: found.into_iter(),
        current: None,
        run: Run::new(options),
        progress: Progress::new(total),
    }
}

/// Iterates over the reports of inputs; made by [`reports`].
pub struct Reports {
    files: vec::IntoIter<Found>,
    current: Option<Box<dyn Iterator<Item = Result<Report, ReadError>> + Send>>,
    run: Arc<Run>,
    progress: Progress,
}

impl Reports {
    /// How far reading has come; the answer stays up to date while the reports are read.
    pub fn progress(&self) -> Progress {
        self.progress.clone()
    }
}

impl Iterator for Reports {
    type Item = Result<Report, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(report) = self.current.as_mut().and_then(Iterator::next) {
                return Some(report);
            }
            self.current = None;
            match self.files.next()? {
                Ok(file) => {
                    let source = Source {
                        run: self.run.clone(),
                        file: file.shown.clone(),
                        stem: file.stem.clone(),
                    };
                    self.current = Some(open::file(source, &file, &self.progress));
                }
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

impl std::fmt::Debug for Reports {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reports")
            .field("files_left", &self.files.len())
            .field("progress", &self.progress)
            .finish()
    }
}

/// The reports in `bytes`, as if they were the content of a file called `name`.
pub fn read_bytes(name: &str, bytes: &[u8], options: &Options) -> Vec<Result<Report, ReadError>> {
    let path = Path::new(name);
    let source = Source {
        run: Run::new(options.clone()),
        file: name.into(),
        stem: Some(walk::stem_of(Path::new(
            path.file_name().unwrap_or(path.as_os_str()),
        ))),
    };
    open::bytes(
        source,
        std::io::Cursor::new(bytes.to_vec()),
        Format::of_name(path),
    )
    .collect()
}
