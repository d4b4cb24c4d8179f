//! What a source does in saying something, where the cue is neutral: read from the content's words. A refusal rejects, a
//! plan of one's own announces, a guess at what will be believes.
//!
//! Records tell acts by cue and syntax; a ledger adds what the words say by themselves, and tells a call without force
//! ("urged") from a demand.

use onrecord_types::{Act, Attribution, Directness, SourceKind};

use crate::claims::future::{Future, words};

/// Cues that call without force.
const GENTLE: &[&str] = &[
    "urg",
    "appeal",
    "ask",
    "request",
    "invit",
    "plead",
    "pled",
    "suggest",
    "recommend",
    "advis",
    "encourag",
    "sought",
    "seek",
    "beg",
];

/// Words that open a guess.
const GUESSES: &[&str] = &[
    "could",
    "might",
    "hopeful",
    "hope",
    "hopes",
    "hoped",
    "think",
    "believe",
    "confident",
    "optimistic",
    "pessimistic",
    "likely",
    "unlikely",
    "doomed",
    "fear",
    "fears",
    "expect",
    "expects",
    "sure",
    "perhaps",
    "probably",
];

/// Verbs for what nobody decides: who says "we will win" guesses.
const OUTCOMES: &[&str] = &[
    "win", "lose", "fail", "fall", "succeed", "collapse", "survive", "last", "prevail", "happen", "suffer",
    "know", "need",
];

/// Words for being ready to do something.
const WILLING: &[&str] = &["ready", "willing", "prepared", "happy", "glad"];

/// Verbs for taking up what another has put forward.
const TAKING_UP: &[&str] = &[
    "support", "back", "accept", "join", "endorse", "approve", "honour", "honor", "respect",
];

/// Phrases that turn something down, whoever is spoken of.
const REFUSALS: &[&str] = &[
    "no question of",
    "out of the question",
    "unacceptable",
    "not acceptable",
    "not negotiable",
    "cannot accept",
    "can not accept",
    "can't accept",
    "cannot support",
    "can not support",
    "can't support",
    "cannot agree",
    "can not agree",
    "never accept",
    "never surrender",
    "never agree",
    "never give up",
    "never give in",
    "not back down",
];

/// Words for deeds that nobody owns up to: who uses them of others accuses.
const CHARGES: &[&str] = &[
    "genocide",
    "atrocit",
    "war crime",
    "massacre",
    "aggression",
    "failure to",
    "failed to",
    "executed",
    "murder",
    "tortur",
    "invad",
    "betray",
    "lied",
    "lying",
    "corrupt",
    "illegal",
    "violat",
];

/// The act of an attribution, by its record and then by its content.
pub(super) fn act(attribution: &Attribution, cue: &str, content: &str, by: &str) -> Option<Act> {
    let cue = cue.to_lowercase();
    let outlet = matches!(
        attribution.source_kind,
        Some(SourceKind::Outlet | SourceKind::Document)
    );
    match attribution.act {
        Some(Act::Demand) if says_one(&cue, GENTLE) => Some(Act::Ask),
        // "agreed that … should": the content calls for something.
        Some(Act::Confirm) if cue.contains("agree") && has(&words(content), &["should", "must"]) => {
            Some(Act::Demand)
        }
        // News is no plan of the medium's own.
        Some(Act::Announce) if outlet => Some(Act::State),
        Some(Act::Announce) if has(&words(content), WILLING) => Some(Act::Offer),
        // "pledged to support the bill": what is on the table is taken up.
        Some(Act::Offer) if opens_with_one(&words(content), "to", TAKING_UP) => Some(Act::Accept),
        None | Some(Act::State) if !outlet || attribution.act.is_none() => {
            of_content(attribution, content, by).or(attribution.act)
        }
        act => act,
    }
}

fn of_content(attribution: &Attribution, content: &str, by: &str) -> Option<Act> {
    let direct = attribution.directness == Some(Directness::Direct)
        || content.starts_with(['"', '“', '\'']) && attribution.directness == Some(Directness::Mixed);
    let text = content.to_lowercase().replace('’', "'");
    let words = words(content);
    let future = Future::of(&words);
    let own = future.as_ref().is_some_and(|f| f.is_own(by, direct));
    if REFUSALS.iter().any(|phrase| text.contains(phrase))
        || own && future.as_ref().is_some_and(|f| f.negated) && !withholds(&text)
    {
        return Some(Act::Reject);
    }
    // "If they do not sign by noon, we will leave."
    let conditional =
        has(&words, &["if", "unless"]) && has(&words, &["not", "n't", "unless", "fails", "fail"]);
    if conditional && future.is_some() {
        return Some(Act::Warn);
    }
    if text.contains(" urged to ") || text.contains("appeal to ") {
        return Some(Act::Ask);
    }
    if has(&words, &["must"])
        || text.contains("there should be")
        || text.contains("going to have to")
        || opens(&words, &["we", "need"])
    {
        return Some(Act::Demand);
    }
    let guess = has(&words, GUESSES)
        || content
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| word == "may");
    if let Some(future) = &future {
        if own && has(&words, WILLING) {
            return Some(Act::Offer);
        }
        let outcome = OUTCOMES.contains(&future.verb.as_str());
        if own && !outcome && !guess {
            return Some(Act::Announce);
        }
        let decides = matches!(
            attribution.source_kind,
            Some(SourceKind::Named | SourceKind::Institution | SourceKind::Spokesperson)
        );
        if future.passive && decides && !guess {
            return Some(Act::Announce);
        }
        if outcome || !is_official(by) && !future.passive {
            return Some(Act::Believe);
        }
    }
    if words.iter().take(6).any(|word| WILLING.contains(&word.as_str())) && text.contains(" to ") {
        return Some(Act::Offer);
    }
    if own_decision(&words, direct) {
        return Some(Act::Announce);
    }
    let own = words.first().is_some_and(|word| word == "we" || word == "our");
    let charge =
        CHARGES.iter().any(|charge| text.contains(charge)) && !has(&words, &["not", "no", "n't", "never"]);
    if charge && !own && (direct || !is_official(by)) {
        return Some(Act::Accuse);
    }
    guess.then_some(Act::Believe)
}

/// Whether a content tells what the source itself will do.
pub(crate) fn is_own_plan(attribution: &Attribution, content: &str, by: &str) -> bool {
    let direct = attribution.directness == Some(Directness::Direct);
    Future::of(&words(content)).is_some_and(|future| future.is_own(by, direct))
}

/// "no comment" and its like are no refusal of a proposal.
fn withholds(text: &str) -> bool {
    ["comment", "discuss", "speculate", "elaborate"]
        .iter()
        .any(|verb| text.contains(verb))
}

/// Whether the source's words call it an official, or one whose plans it may know.
fn is_official(by: &str) -> bool {
    let by = by.to_lowercase();
    [
        "official",
        "minist",
        "government",
        "police",
        "spokes",
        "source",
        "army",
        "authorit",
    ]
    .iter()
    .any(|word| by.contains(word))
}

/// "We have decided", "it was decided", "the decision was taken".
fn own_decision(words: &[String], direct: bool) -> bool {
    let decided = |word: &String| word == "decided" || word == "decision";
    let Some(at) = words.iter().position(decided) else {
        return false;
    };
    let subject = words.first().map_or("", String::as_str);
    let own = if direct {
        &["i", "we", "our", "my"][..]
    } else {
        &["he", "she", "it", "they", "his", "her", "their", "its"]
    };
    at <= 9
        && (own.contains(&subject) || words[at.saturating_sub(2)..].starts_with(&["it".into(), "was".into()]))
        || at <= 1 && has(words, &["taken", "made"])
}

fn has(words: &[String], any: &[&str]) -> bool {
    words.iter().any(|word| any.contains(&word.as_str()))
}

fn opens(words: &[String], with: &[&str]) -> bool {
    words.len() >= with.len() && words.iter().zip(with).all(|(word, with)| word == with)
}

fn opens_with_one(words: &[String], first: &str, then: &[&str]) -> bool {
    matches!(words, [word, next, ..] if word == first && then.contains(&next.as_str()))
}

fn says_one(cue: &str, stems: &[&str]) -> bool {
    cue.split(' ')
        .any(|word| stems.iter().any(|stem| word.starts_with(stem)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(act: Act, kind: SourceKind, cue: &str, content: &str, by: &str) -> Option<Act> {
        let attribution = Attribution {
            act: Some(act),
            source_kind: Some(kind),
            directness: Some(if content.starts_with('"') {
                Directness::Direct
            } else {
                Directness::Indirect
            }),
            ..Attribution::default()
        };
        super::act(&attribution, cue, content, by)
    }

    #[test]
    fn the_content_does_what_a_neutral_cue_leaves_open() {
        for (content, act) in [
            ("he will hand over no ships", Act::Reject),
            ("\"There is no question of a second vote,\"", Act::Reject),
            ("\"We won't sign that paper\"", Act::Reject),
            (
                "\"If they do not leave by noon we will call the guard\"",
                Act::Warn,
            ),
            ("his ministry would open the harbour in May", Act::Announce),
            ("\"We have decided to sell the ferry\"", Act::Announce),
            ("the levy would be raised on June 1", Act::Announce),
            ("\"We will win the vote,\"", Act::Believe),
            ("the harbour might close", Act::Believe),
            ("he was willing to quit", Act::Offer),
            ("\"We shall be happy to invite them,\"", Act::Offer),
            ("\"You are going to have to talk\"", Act::Demand),
            ("\"We need two ferries at once\"", Act::Demand),
            ("\"The crew is urged to return\"", Act::Ask),
            ("\"It is genocide against the islanders\"", Act::Accuse),
            ("the harbour is shallow", Act::State),
            ("\"We are in the harbour,\"", Act::State),
        ] {
            assert_eq!(
                of(Act::State, SourceKind::Named, "said", content, "Mahmud Aho"),
                Some(act),
                "{content}"
            );
        }
    }

    #[test]
    fn who_pledges_to_support_what_is_on_the_table_accepts_it() {
        let of = |content| of(Act::Offer, SourceKind::Named, "pledged", content, "Aho");
        assert_eq!(of("to back the harbour bill"), Some(Act::Accept));
        assert_eq!(of("to build a harbour"), Some(Act::Offer));
    }

    #[test]
    fn calls_have_a_force() {
        let content = "the crew to return";
        assert_eq!(
            of(Act::Demand, SourceKind::Named, "urged", content, "Aho"),
            Some(Act::Ask)
        );
        assert_eq!(
            of(Act::Demand, SourceKind::Named, "called for", content, "Aho"),
            Some(Act::Demand)
        );
    }

    #[test]
    fn a_medium_states_what_it_reports() {
        let content = "the harbour is closed";
        assert_eq!(
            of(
                Act::Announce,
                SourceKind::Outlet,
                "reported",
                content,
                "The Courier"
            ),
            Some(Act::State)
        );
        assert_eq!(
            of(
                Act::Announce,
                SourceKind::Institution,
                "announced",
                content,
                "Norland"
            ),
            Some(Act::Announce)
        );
    }
}
