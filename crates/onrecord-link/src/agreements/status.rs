//! What is said of an agreement's status: the word for one that stands nearest to its noun, and whether it's a fact yet.

use crate::agreements::StatusKind;
use crate::agreements::noun::Family;

/// Words by which a status is told: "took effect" is two words, "collaps" a stem, "held" with a mark the whole word.
const WORDS: &[(StatusKind, &[&str])] = &[
    (
        StatusKind::Collapsed,
        &[
            "collaps",
            "unravel",
            "broke off",
            "broken off",
            "broke down",
            "broken down",
            "fell apart",
            "fall apart",
            "failed",
            "failure",
            "dead.",
            "withdrew",
            "withdrawn",
            "withdrawing",
            "scrapp",
            "abandon",
            "called off",
            "call off",
            "pulled out",
            "tore up",
            "cancel",
        ],
    ),
    (
        StatusKind::Violated,
        &["violat", "breach", "broke the", "broken the", "breaking the"],
    ),
    (
        StatusKind::Suspended,
        &[
            "suspend", "postpon", "put off", "halted", "stall", "adjourn", "on hold", "frozen",
        ],
    ),
    (StatusKind::Extended, &["extend", "prolong"]),
    (
        StatusKind::Completed,
        &["completed", "fulfil", "fully implemented", "carried out in"],
    ),
    (
        StatusKind::InForce,
        &[
            "in force",
            "into force",
            "took effect",
            "takes effect",
            "into effect",
            "under way",
            "underway",
            "holds.",
            "held.",
            "holding",
            "on track",
            "began",
            "begun",
            "started",
            "resumed",
            "implement",
            "backed",
            "observed",
        ],
    ),
    (
        StatusKind::Agreed,
        &[
            "sign.",
            "signed",
            "signing",
            "reach",
            "agreed",
            "approv",
            "endors",
            "clinch",
            "struck",
            "accept",
            "ratif",
            "hammer",
            "seal",
            "conclud",
            "adopt",
            "pledg",
            "finali",
            "initialed",
            "initialled",
            "renew",
        ],
    ),
    (
        StatusKind::Proposed,
        &[
            "propos",
            "draft",
            "offer",
            "negotiat",
            "seek",
            "sought",
            "calls for",
            "called for",
            "call for",
            "demand",
            "want",
            "discuss",
            "hope",
            "push",
            "urge",
            "return to",
            "resume",
            "resumption",
            "insist",
            "foresees",
        ],
    ),
];

/// How far from the noun its status is told, in words.
const FAR: usize = 12;

/// Words that leave a fact open: what is to be signed isn't signed.
const OPEN: &[&str] = &[
    "will", "would", "could", "may", "might", "to", "should", "must", "if", "yet", "at", "until", "before",
    "without", "hoped", "plan", "plans",
];

const NOT: &[&str] = &["not", "n't", "never", "no", "neither"];

/// A status that is told of a noun, and the place of its word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Told {
    pub status: StatusKind,
    pub at: usize,
}

/// The statuses told of the noun at a place, of the sentence's words in lower case: the nearest, and those that are joined
/// to it ("took effect in May and collapsed in June"). `others` are the places of the other nouns.
pub(super) fn told(lower: &[String], noun: usize, family: Family, others: &[usize]) -> Vec<Told> {
    let mut found: Vec<(usize, StatusKind)> = (0..lower.len())
        .filter(|&at| at != noun && at.abs_diff(noun) <= FAR)
        // A status on the other side of another noun is that noun's.
        .filter(|&at| {
            !others
                .iter()
                .any(|&other| other > at.min(noun) && other < at.max(noun))
        })
        .filter_map(|at| Some((at, kind(lower, at)?)))
        .filter(|&(at, kind)| {
            fits(kind, family, lower) && (family == Family::Support || !lower[at].starts_with("pledg"))
        })
        .collect();
    found.sort_by_key(|(at, _)| (at.abs_diff(noun), *at));
    let joined = |at: usize| at > noun && matches!(lower[at - 1].as_str(), "and" | "but" | "then" | "later");
    let mut out: Vec<Told> = Vec::new();
    for (number, (at, kind)) in found.into_iter().enumerate() {
        if number > 0 && !joined(at) {
            continue;
        }
        let told = as_told(lower, at, kind).map(|status| Told { status, at });
        out.extend(told.filter(|told| out.iter().all(|known| known.status != told.status)));
    }
    out
}

/// The status that a word for one tells, by what stands before it.
fn as_told(lower: &[String], at: usize, kind: StatusKind) -> Option<StatusKind> {
    let before = &lower[at.saturating_sub(3)..at];
    // What is joined to another verb has its own.
    let joint = before.iter().rposition(|word| word == "and" || word == "but");
    let before = &before[joint.map_or(0, |joint| joint + 1)..];
    let has = |words: &[&str]| before.iter().any(|word| words.contains(&word.as_str()));
    let broken = matches!(kind, StatusKind::Collapsed | StatusKind::Violated);
    Some(match kind {
        StatusKind::Proposed => StatusKind::Proposed,
        _ if has(NOT) && broken => StatusKind::InForce,
        _ if broken && has(OPEN) => return None,
        _ if has(NOT) || has(OPEN) => StatusKind::Proposed,
        kind => kind,
    })
}

/// Whether a status can be one of such an agreement: support is withdrawn or pledged, talks aren't signed.
fn fits(kind: StatusKind, family: Family, lower: &[String]) -> bool {
    match family {
        Family::Support => matches!(
            kind,
            StatusKind::Collapsed | StatusKind::Agreed | StatusKind::Proposed
        ),
        Family::Constitution => {
            kind != StatusKind::Collapsed || lower.iter().any(|word| word.starts_with("collaps"))
        }
        Family::Talks => kind != StatusKind::Violated,
        _ => true,
    }
}

fn kind(lower: &[String], at: usize) -> Option<StatusKind> {
    WORDS
        .iter()
        .find(|(_, words)| words.iter().any(|words| stands(lower, at, words)))
        .map(|(kind, _)| *kind)
}

fn stands(lower: &[String], at: usize, words: &str) -> bool {
    let mut next = at;
    let several = words.contains(' ');
    words.split(' ').all(|stem| {
        let word = lower.get(next).map_or("", String::as_str);
        next += 1;
        match stem.strip_suffix('.') {
            Some(whole) => word == whole,
            None if several => word == stem,
            None => word.starts_with(stem),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(sentence: &str, noun: &str, family: Family) -> Option<StatusKind> {
        let lower: Vec<String> = sentence.to_lowercase().split(' ').map(str::to_owned).collect();
        let at = lower.iter().position(|word| word == noun)?;
        told(&lower, at, family, &[]).first().map(|told| told.status)
    }

    #[test]
    fn the_nearest_word_tells_the_status() {
        use StatusKind::{Agreed, Collapsed, Extended, InForce, Proposed, Suspended, Violated};
        for (sentence, status) in [
            ("the truce collapsed in march when the port was closed", Collapsed),
            ("both sides signed the truce on monday", Agreed),
            ("both sides are to sign the truce on monday", Proposed),
            ("they hope for a truce", Proposed),
            ("the truce took effect on monday", InForce),
            ("the truce has not collapsed", InForce),
            ("the navy violated the truce twice", Violated),
            ("the truce was extended by a week", Extended),
            ("the truce was suspended on monday", Suspended),
            ("the truce should be signed on monday", Proposed),
        ] {
            assert_eq!(of(sentence, "truce", Family::Truce), Some(status), "{sentence}");
        }
        assert_eq!(of("the truce could collapse", "truce", Family::Truce), None);
        assert_eq!(of("the truce of last year", "truce", Family::Truce), None);
    }

    #[test]
    fn a_status_belongs_to_the_noun_beside_it() {
        let lower: Vec<String> = "talks began aimed at hammering out a constitution"
            .split(' ')
            .map(str::to_owned)
            .collect();
        let status = |noun, family, other| {
            told(&lower, noun, family, &[other])
                .first()
                .map(|told| told.status)
        };
        assert_eq!(status(0, Family::Talks, 7), Some(StatusKind::InForce));
        assert_eq!(status(7, Family::Constitution, 0), Some(StatusKind::Proposed));
    }

    #[test]
    fn joined_statuses_are_all_told() {
        let sentence = "the truce took effect in may and collapsed in june";
        let lower: Vec<String> = sentence.split(' ').map(str::to_owned).collect();
        let found: Vec<StatusKind> = told(&lower, 1, Family::Truce, &[])
            .iter()
            .map(|t| t.status)
            .collect();
        assert_eq!(found, [StatusKind::InForce, StatusKind::Collapsed]);
    }

    #[test]
    fn support_is_withdrawn_and_pledged() {
        let sentence = "the greens withdrew their support from the government";
        assert_eq!(
            of(sentence, "support", Family::Support),
            Some(StatusKind::Collapsed)
        );
    }
}
