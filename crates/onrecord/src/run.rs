//! Inputs → records, over all threads, in the order of the inputs.

use onrecord::{Detail, Input, Options, Pipeline, Record, Report};
use rayon::prelude::*;

use crate::args::Inputs;
use crate::failure::{Failure, note, tell_unread};
use crate::progress::Progress;

/// How many reports each thread has at a time.
const SHARE: usize = 16;
/// A batch is closed early when its texts have so many bytes together, so that memory stays bounded.
const BATCH_BYTES: usize = 8 << 20;

/// How a run ended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Outcome {
    /// Reports that went through.
    pub done: u64,
    /// Reports that failed; each has been told on standard error.
    pub failed: u64,
}

/// Reads the inputs and gives each record to `keep`, in the order of the inputs. A report for which `skip` is
/// true isn't extracted, and counts as done.
///
/// Reports that can't be read are told on standard error; with `--strict` the first of them ends the run.
pub(crate) fn run(
    inputs: &Inputs,
    detail: Detail,
    quiet: bool,
    mut skip: impl FnMut(&Report) -> anyhow::Result<bool>,
    mut keep: impl FnMut(Record) -> anyhow::Result<()>,
) -> anyhow::Result<Outcome> {
    let pipeline = Pipeline::new()?.with(detail);
    let threads = inputs.threads.map_or(0, usize::from);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
    let batch_size = pool.current_num_threads() * SHARE;
    let options = Options {
        date: inputs.date,
        publisher: inputs.published_by.clone(),
        format: inputs.from,
    };
    let mut reports = onrecord::reports(&sources(inputs), options);
    let mut progress = Progress::new(&reports, quiet);
    let mut outcome = Outcome::default();
    let mut ended = false;
    while !ended {
        let (mut batch, mut bytes, mut failed) = (Vec::with_capacity(batch_size), 0, None);
        while batch.len() < batch_size && bytes < BATCH_BYTES {
            match reports.next() {
                None => {
                    ended = true;
                    break;
                }
                Some(Ok(report)) if skip(&report)? => outcome.done += 1,
                Some(Ok(report)) if !wanted(inputs, &report, &progress) => outcome.done += 1,
                Some(Ok(report)) => {
                    bytes += report.text.len();
                    batch.push(report);
                }
                Some(Err(error)) => {
                    outcome.failed += 1;
                    if inputs.strict {
                        failed = Some(error);
                        ended = true;
                        break;
                    }
                    progress.suspend(|| tell_unread(&error));
                }
            }
        }
        let records: Vec<Record> = pool.install(|| {
            batch
                .into_par_iter()
                .map(|report| pipeline.record(report))
                .collect()
        });
        let count = records.len();
        for record in records {
            keep(record)?;
            outcome.done += 1;
        }
        progress.advance(count);
        if let Some(error) = failed {
            let hint = error
                .hint()
                .unwrap_or("mend the report, or leave out --strict to go on without it");
            return Err(Failure::new(error.to_string(), hint).into());
        }
    }
    Ok(outcome)
}

/// Whether a report's language is asked for; one that isn't English is told.
fn wanted(inputs: &Inputs, report: &Report, progress: &Progress) -> bool {
    let Some(language) = onrecord::language(&report.text) else {
        return true;
    };
    let asked = inputs
        .language
        .iter()
        .any(|code| code.eq_ignore_ascii_case(language));
    let wanted = asked || inputs.language.is_empty();
    if !wanted {
        progress.suspend(|| {
            note(
                &format!("{}: left out, its language is {language}", report.id),
                None,
            )
        });
    } else if language != "en" {
        let message = format!(
            "{}: its language is {language}, and onrecord knows English only: don't rely on what it finds there",
            report.id
        );
        let hint = (!asked).then_some("`--language en` leaves such reports out");
        progress.suspend(|| note(&message, hint));
    }
    wanted
}

/// Standard input where no path is given.
fn sources(inputs: &Inputs) -> Vec<Input> {
    if inputs.paths.is_empty() {
        vec![Input::Stdin]
    } else {
        inputs.paths.iter().map(Input::from_arg).collect()
    }
}
