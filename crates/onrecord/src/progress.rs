//! How far a long run has come: on standard error, only where that is a terminal.

use std::io::IsTerminal;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressState, ProgressStyle};

/// A bar over the bytes of the inputs, with reports a second and the time left.
pub(crate) struct Progress {
    bar: ProgressBar,
    read: Option<onrecord::Reading>,
    reports: u64,
}

impl Progress {
    /// A bar for `reports`; a silent one where there's no terminal, or where `quiet`, since output to the same
    /// terminal shows how far it is.
    pub fn new(reports: &onrecord::Reports, quiet: bool) -> Self {
        let read = reports.progress();
        if quiet || !std::io::stderr().is_terminal() {
            return Self {
                bar: ProgressBar::hidden(),
                read: None,
                reports: 0,
            };
        }
        let bar = match read.total() {
            Some(total) => ProgressBar::new(total),
            None => ProgressBar::no_length(),
        };
        let template = match read.total() {
            Some(_) => "{bar:30} {percent:>3} %  {msg}  {eta} left",
            None => "{spinner} {msg}  {elapsed}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(
                style.with_key("eta", |state: &ProgressState, out: &mut dyn std::fmt::Write| {
                    let seconds = state.eta().as_secs();
                    // Nothing can be done about a bar that can't be written.
                    let _ = write!(out, "{}:{:02}", seconds / 60, seconds % 60);
                }),
            );
        }
        bar.enable_steady_tick(Duration::from_millis(250));
        Self {
            bar,
            read: Some(read),
            reports: 0,
        }
    }

    /// So many more reports are done.
    pub fn advance(&mut self, reports: usize) {
        self.reports += reports as u64;
        if let Some(read) = &self.read {
            self.bar.set_position(read.done());
            let speed = self.reports as f64 / self.bar.elapsed().as_secs_f64().max(0.001);
            self.bar
                .set_message(format!("{} reports, {speed:.0} reports/s", self.reports));
        }
    }

    /// Writes on standard error without breaking the bar.
    pub fn suspend(&self, write: impl FnOnce()) {
        self.bar.suspend(write);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
