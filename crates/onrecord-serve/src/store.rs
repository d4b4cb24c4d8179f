//! Questions to the ledger, off the threads that answer HTTP.

use std::path::Path;
use std::sync::Arc;

use onrecord_ledger::{Ledger, LedgerError};
use tokio::sync::{Mutex, Semaphore};

use crate::fault::Fault;

/// How many questions are answered at once; others wait their turn.
const AT_ONCE: usize = 8;

/// A ledger that questions can be put to.
#[derive(Clone)]
pub(crate) struct Store {
    path: Arc<Path>,
    turns: Arc<Semaphore>,
    /// Held while links are brought up to date.
    linking: Arc<Mutex<()>>,
}

impl Store {
    pub fn new(path: &Path) -> Self {
        Self {
            path: path.into(),
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            linking: Arc::default(),
        }
    }

    /// Puts a question about links to the ledger, once they are up to date. Where they can't be brought up to date, the
    /// answer is from those there are.
    pub async fn ask_linked<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Ledger) -> Result<T, LedgerError> + Send + 'static,
    ) -> Result<T, Fault> {
        let held = self.linking.lock().await;
        if !self.ask(Ledger::is_linked).await? {
            let path = self.path.clone();
            let linked = tokio::task::spawn_blocking(move || Ledger::open(&path)?.link());
            drop(linked.await.map_err(Fault::own)?);
        }
        drop(held);
        self.ask(question).await
    }

    /// Puts a question to the ledger. It is opened anew each time, which costs less than a millisecond, so that the
    /// answer is of the file that lies there now.
    pub async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Ledger) -> Result<T, LedgerError> + Send + 'static,
    ) -> Result<T, Fault> {
        let turn = self.turns.clone().acquire_owned().await.map_err(Fault::own)?;
        let path = self.path.clone();
        let answer = tokio::task::spawn_blocking(move || {
            let answer = Ledger::open_read_only(&path).and_then(|ledger| question(&ledger));
            drop(turn);
            answer
        });
        Ok(answer.await.map_err(Fault::own)??)
    }
}
