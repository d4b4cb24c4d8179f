//! The pages: what the ledger answered → HTML.

pub(crate) mod claims;
pub(crate) mod fault;
mod filter;
mod on_record;
pub(crate) mod report;
pub(crate) mod reports;
pub(crate) mod sources;
pub(crate) mod stories;
mod text;

use jiff::civil::Date;
use maud::{DOCTYPE, Markup, html};
use onrecord_types::{Act, SourceKind};

use crate::{address, assets, times};

/// Where a page belongs in the head's list of pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Reports,
    Report,
    Claims,
    Sources,
    Stories,
    Nowhere,
}

impl Place {
    /// What the skip link skips to.
    fn what(self) -> &'static str {
        match self {
            Self::Reports | Self::Claims | Self::Sources | Self::Stories => "the list",
            Self::Report => "the text",
            Self::Nowhere => "what went wrong",
        }
    }
}

/// A whole page around `main`. `joins`: how many attributions it marks. What the skip link leads to has the id
/// `start`.
fn layout(place: Place, title: &str, joins: Option<usize>, main: &Markup) -> Markup {
    let link = |to: Place, address: &str, name: &str| {
        html! { li { a href=(address) aria-current=[(place == to).then_some("page")] { (name) } } }
    };
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " · onrecord" }
                link rel="icon" type="image/svg+xml" href="/icon.svg";
                link rel="stylesheet" href=(assets::style_address());
                @if let Some(attributions) = joins {
                    link rel="stylesheet" href=(assets::joins_address(attributions));
                    script src=(assets::script_address()) defer {}
                }
            }
            body {
                a.skip href="#start" { "Skip to " (place.what()) }
                header.masthead {
                    div {
                        a.name href="/" aria-label="onrecord: all reports" { "on" b { "record" } }
                        nav aria-label="Ledger" {
                            ul {
                                (link(Place::Reports, "/", "Reports"))
                                (link(Place::Claims, "/claims", "Claims"))
                                (link(Place::Sources, "/sources", "Sources"))
                                (link(Place::Stories, "/stories", "Stories"))
                            }
                        }
                    }
                }
                main { (main) }
            }
        }
    }
}

/// A count with its noun: "1 report", "1,952 reports".
fn count(n: u64, noun: &str) -> String {
    let digits = n.to_string();
    let mut said = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            said.push(',');
        }
        said.push(digit);
    }
    let plural = if n == 1 { "" } else { "s" };
    format!("{said} {noun}{plural}")
}

/// A day, for people and programs.
fn day(date: Date) -> Markup {
    html! { time datetime=(date) { (times::day(date)) } }
}

/// A kind of source as a label.
fn kind_label(kind: Option<SourceKind>) -> Markup {
    match kind {
        None | Some(SourceKind::None) => html! {},
        Some(kind) => html! { span.kind.(kind.as_str()) { (kind_name(kind)) } },
    }
}

/// An act as a label; a plain statement needs none.
fn act_label(act: Option<Act>) -> Markup {
    match act {
        None | Some(Act::State) => html! {},
        Some(act) => html! { span.act.(act.as_str()) { (act.as_str()) } },
    }
}

/// A kind of source in words.
fn kind_name(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::None => "no source",
        SourceKind::GroupOfPeople => "group of people",
        kind => kind.as_str(),
    }
}

/// Words on one line, at most about so many code points, cut between words.
fn shortened(words: &str, most: usize) -> String {
    let mut line = String::new();
    for word in words.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
        if line.len() > most * 4 + 4 {
            break;
        }
    }
    if line.chars().count() <= most {
        return line;
    }
    let cut: String = line.chars().take(most).collect();
    // Scripts without spaces are cut where they are.
    let whole = match cut.rfind(' ') {
        Some(space) if space * 2 > cut.len() => &cut[..space],
        _ => &cut,
    };
    format!("{}\u{a0}…", whole.trim_end_matches([' ', ',', ';', ':']))
}

/// The link to an attribution's place in its report.
fn place_of(report: &str, attribution: &str) -> String {
    format!("{}#{}", address::report(report), address::anchor(attribution))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_short_lines_read_well() {
        assert_eq!(count(1, "report"), "1 report");
        assert_eq!(count(1952, "report"), "1,952 reports");
        assert_eq!(count(1_000_000, "claim"), "1,000,000 claims");
        assert_eq!(shortened("The talks,\n she said, go on", 13), "The talks\u{a0}…");
        assert_eq!(shortened("short", 12), "short");
        assert_eq!(shortened("字字字字字", 3), "字字字\u{a0}…");
    }
}
