//! Which stance a statement takes, and on what: from what is done in saying it, and from its content.

use onrecord_types::{Act, Attribution};

use crate::claims::Statement;
use crate::positions::Stance;

/// A stance, and the part of the content that it is taken on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Taken<'t> {
    pub stance: Stance,
    pub on: &'t str,
}

/// Stems of cues that praise or permit something.
const FOR: &[&str] = &[
    "prais",
    "welcom",
    "hail",
    "laud",
    "applaud",
    "commend",
    "favo",
    "back",
    "support",
    "endors",
    "adopt",
    "authori",
    "want",
    "hope",
    "hoping",
    "prefer",
    "wish",
    "plan",
    "intend",
    "aim",
    "congratulat",
];

/// Stems of cues that speak against something.
const AGAINST: &[&str] = &[
    "oppos", "regret", "deplor", "condemn", "denounc", "criticis", "criticiz", "protest", "fear", "worr",
    "lament",
];

/// Phrases of contents that speak against something, and for it.
const SAYS_AGAINST: &[&str] = &[
    "opposed to ",
    "opposes ",
    "oppose ",
    "don't want ",
    "do not want ",
    "does not want ",
    "not in favour of ",
    "not in favor of ",
    "regret to say that ",
    "regret that ",
    "regret ",
];
const SAYS_FOR: &[&str] = &[
    "in favour of ",
    "in favor of ",
    "support for ",
    "we support ",
    " supports ",
    " backs ",
    "welcome ",
    "respect for ",
];

/// First verbs of plans to leave something.
const LEAVING: &[&str] = &[
    "withdraw", "quit", "leave", "boycott", "reject", "abandon", "cancel", "refuse", "resign", "oppose",
    "end", "stop",
];

/// Words in which a plan is denied.
const PLANS: &[&str] = &[
    "plan",
    "intend",
    "intention",
    "seek",
    "want",
    "agenda",
    "going to",
    "would",
];

/// The stance that a statement takes; none where it takes none.
pub(super) fn stance<'t>(
    statement: &Statement<'_>,
    attribution: &Attribution,
    cue: &str,
    content: &'t str,
) -> Option<Taken<'t>> {
    let cue = cue.to_lowercase();
    let act = statement.act?;
    // What a question asks isn't asked for.
    if attribution.act == Some(Act::Ask) {
        return None;
    }
    of(act, attribution.negated, statement.own_plan, &cue, content)
}

fn of<'t>(act: Act, negated: bool, own_plan: bool, cue: &str, content: &'t str) -> Option<Taken<'t>> {
    let on_all = |stance| Some(Taken { stance, on: content });
    let cue_is = |stems: &[&str]| {
        cue.split(' ')
            .any(|word| stems.iter().any(|stem| word.starts_with(stem)))
    };
    let lower = content.to_ascii_lowercase();
    match act {
        // "will not talk until the troops leave": their leaving is what is asked for.
        Act::Reject => Some(after(content, &lower, &[" until ", " unless "]).map_or(
            Taken {
                stance: Stance::Rejects,
                on: content,
            },
            |on| Taken {
                stance: Stance::Demands,
                on,
            },
        )),
        // "ordered the operation": a decision of one's own.
        Act::Demand if cue.starts_with("order") && !lower.contains(" to ") => on_all(Stance::Supports),
        Act::Demand | Act::Ask => on_all(Stance::Demands),
        Act::Offer => on_all(Stance::Offers),
        Act::Accept if leaves(&lower) => on_all(Stance::Rejects),
        Act::Accept => on_all(Stance::Accepts),
        // "denied that they planned to take the port": the plan is turned down.
        Act::Deny if PLANS.iter().any(|word| lower.contains(word)) => on_all(Stance::Rejects),
        Act::Warn if own_plan && !cue_is(&["warn", "threat", "vow"]) => on_all(Stance::Supports),
        Act::Warn if own_plan => None,
        Act::Warn | Act::Accuse => on_all(Stance::Opposes),
        Act::Announce if leaves(&lower) => on_all(Stance::Rejects),
        // "decided that it would not provide help": the help is turned down.
        Act::Announce if (own_plan || decides(cue, &lower)) && is_refused(&lower) => on_all(Stance::Rejects),
        Act::Announce if own_plan || decides(cue, &lower) => on_all(Stance::Supports),
        Act::Announce | Act::State | Act::Believe => {
            let said = |phrases: &[&str], stance| {
                Some(Taken {
                    stance,
                    on: after(content, &lower, phrases)?,
                })
            };
            said(SAYS_AGAINST, Stance::Opposes)
                .or_else(|| said(SAYS_FOR, Stance::Supports))
                .or_else(|| {
                    cue_is(AGAINST).then_some(Taken {
                        stance: Stance::Opposes,
                        on: content,
                    })
                })
                .or_else(|| {
                    let stance = if negated {
                        Stance::Opposes
                    } else {
                        Stance::Supports
                    };
                    cue_is(FOR).then_some(Taken { stance, on: content })
                })
        }
        Act::Decline | Act::Confirm | Act::Deny => None,
    }
}

/// What stands behind the first of these phrases that a text has.
fn after<'t>(text: &'t str, lower: &str, phrases: &[&str]) -> Option<&'t str> {
    let (at, phrase) = phrases
        .iter()
        .find_map(|phrase| Some((lower.find(phrase)?, phrase)))?;
    text.get(at + phrase.len()..).filter(|rest| !rest.is_empty())
}

/// "not to join the government", "to withdraw from it".
fn leaves(lower: &str) -> bool {
    let lower = lower.trim_start_matches(['"', '“']);
    lower.starts_with("not to ")
        || lower
            .strip_prefix("to ")
            .is_some_and(|rest| LEAVING.iter().any(|verb| rest.starts_with(verb)))
}

/// Whether a plan is not to do something.
fn is_refused(lower: &str) -> bool {
    let mut words = lower.split_whitespace().take(8).peekable();
    while let Some(word) = words.next() {
        let negated = |next: &&str| matches!(*next, "not" | "never") || next.ends_with("ly");
        if matches!(word, "would" | "will" | "to") && words.peek().is_some_and(negated) {
            return words.take(2).any(|word| matches!(word, "not" | "never"));
        }
    }
    lower.starts_with("not to ")
}

/// Whether something is decided rather than told.
fn decides(cue: &str, lower: &str) -> bool {
    ["decid", "plan", "authori", "approv", "adopt", "resolv", "vow"]
        .iter()
        .any(|stem| cue.contains(stem))
        || lower.contains("decided")
        || lower.starts_with("to ")
        || lower.contains(" will ")
        || lower.contains(" would ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(act: Act, own_plan: bool, cue: &str, content: &str) -> Option<(Stance, String)> {
        of(act, false, own_plan, cue, content).map(|taken| (taken.stance, taken.on.to_owned()))
    }

    #[test]
    fn acts_and_contents_take_stances() {
        use Stance::{Accepts, Demands, Opposes, Rejects, Supports};
        for (act, cue, content, stance) in [
            (Act::Demand, "called for", "a second vote", Some(Demands)),
            (Act::Demand, "ordered", "the operation", Some(Supports)),
            (Act::Demand, "ordered", "the crew to return", Some(Demands)),
            (Act::Announce, "decided", "not to join the council", Some(Rejects)),
            (Act::Announce, "decided", "to join the council", Some(Supports)),
            (Act::Announce, "said", "he had counted forty ships", None),
            (Act::Accept, "agreed", "to refuse the money", Some(Rejects)),
            (Act::Accept, "agreed", "to take the money", Some(Accepts)),
            (
                Act::Deny,
                "denied",
                "they planned to take the port",
                Some(Rejects),
            ),
            (Act::Deny, "denied", "taking the money", None),
            (Act::State, "praised", "the crew", Some(Supports)),
            (Act::State, "said", "the harbour is shallow", None),
            (Act::Believe, "thinks", "the harbour will close", None),
            (Act::Warn, "warned of", "a second storm", Some(Opposes)),
        ] {
            assert_eq!(
                taken(act, false, cue, content).map(|(stance, _)| stance),
                stance,
                "{cue} {content}"
            );
        }
    }

    #[test]
    fn what_is_waited_for_is_asked_for() {
        assert_eq!(
            taken(
                Act::Reject,
                true,
                "said",
                "they will not talk until the ships leave"
            ),
            Some((Stance::Demands, "the ships leave".to_owned()))
        );
        assert_eq!(
            taken(
                Act::State,
                false,
                "said",
                "the union was opposed to a second vote"
            ),
            Some((Stance::Opposes, "a second vote".to_owned()))
        );
    }
}
