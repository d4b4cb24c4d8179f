//! Questions to the ledger, off the threads that answer HTTP.

use std::path::Path;
use std::sync::Arc;

use onrecord_ledger::{Ledger, LedgerError};
use onrecord_link::Linked;
use onrecord_types::Record;
use tokio::sync::{Mutex, Semaphore};

use crate::fault::Fault;

/// How many questions are answered at once; others wait their turn.
const AT_ONCE: usize = 8;

/// All records of a ledger, linked.
pub(crate) struct Whole {
    pub records: Vec<Record>,
    pub linked: Linked,
}

/// What tells one state of a ledger's files from another: their lengths and times of change.
type State = Vec<Option<(u64, std::time::SystemTime)>>;

/// What was linked of which state.
type Kept = (State, Arc<Whole>);

/// A ledger that questions can be put to.
#[derive(Clone)]
pub(crate) struct Store {
    path: Arc<Path>,
    turns: Arc<Semaphore>,
    /// The ledger linked, as it was when this was last asked for.
    linked: Arc<Mutex<Option<Kept>>>,
}

impl Store {
    pub fn new(path: &Path) -> Self {
        Self {
            path: path.into(),
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            linked: Arc::default(),
        }
    }

    /// The whole ledger, linked; anew where its files have changed.
    pub async fn linked(&self) -> Result<Arc<Whole>, Fault> {
        let mut kept = self.linked.lock().await;
        let state = self.state();
        if let Some((_, whole)) = kept.as_ref().filter(|(then, _)| *then == state) {
            return Ok(whole.clone());
        }
        let whole = self
            .ask(|ledger| {
                let records = ledger.records(None)?;
                let linked = Linked::of(&records);
                Ok(Arc::new(Whole { records, linked }))
            })
            .await?;
        *kept = Some((state, whole.clone()));
        Ok(whole)
    }

    fn state(&self) -> State {
        let log = {
            let mut name = self.path.as_os_str().to_owned();
            name.push("-wal");
            name
        };
        [self.path.as_os_str(), &log]
            .into_iter()
            .map(|path| {
                let metadata = std::fs::metadata(path).ok()?;
                Some((metadata.len(), metadata.modified().ok()?))
            })
            .collect()
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
