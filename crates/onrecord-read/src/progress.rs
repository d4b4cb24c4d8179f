use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How far reading has come, in bytes of the inputs as they lie on disk; shared with the [`Reports`] it came
/// from, so that it can be looked at from another thread.
///
/// [`Reports`]: crate::Reports
#[derive(Debug, Clone)]
pub struct Progress {
    done: Arc<AtomicU64>,
    total: Option<u64>,
}

impl Progress {
    pub(crate) fn new(total: Option<u64>) -> Self {
        Self {
            done: Arc::default(),
            total,
        }
    }

    /// The bytes read so far.
    pub fn done(&self) -> u64 {
        self.done.load(Ordering::Relaxed)
    }

    /// The bytes of all inputs, as far as that is known before reading them: not for standard input.
    pub fn total(&self) -> Option<u64> {
        self.total
    }

    pub(crate) fn counting<R: Read>(&self, inner: R) -> Counting<R> {
        Counting {
            inner,
            done: self.done.clone(),
        }
    }
}

pub(crate) struct Counting<R> {
    inner: R,
    done: Arc<AtomicU64>,
}

impl<R: Read> Read for Counting<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.done.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}
