//! What a source does in saying something, where the cue is neutral: read from the content's words. A refusal rejects, a
//! plan of one's own announces, a guess at what will be believes.
//!
//! Records tell acts by cue and syntax; a ledger adds what the words say by themselves, and tells a call without force
//! ("urged") from a demand.

use onrecord_types::{Act, Attribution, Directness, SourceKind};

use crate::claims::future::{Future, Speaker, words};
use crate::claims::lexicon::{
    APPOINTED, APPOINTMENTS, CHARGES, DOING, GENTLE, GUESSES, HARM, INSISTENCE, NO_PART, OUTCOMES, PLANS,
    PUT_FORWARD, REFUSALS, TAKING_UP, WILLING,
};

/// What is done in saying something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Deed {
    pub act: Option<Act>,
    /// Whether the content tells what the source itself, or its side, will do.
    pub own_plan: bool,
}

/// What an attribution does, by its record and then by its content.
pub(super) fn deed(attribution: &Attribution, cue: &str, content: &str, speaker: &Speaker<'_>) -> Deed {
    let direct = attribution.directness == Some(Directness::Direct);
    Deed {
        act: act(attribution, cue, content, speaker),
        own_plan: Future::of(&words(content)).is_some_and(|future| future.is_own(speaker, direct)),
    }
}

fn act(attribution: &Attribution, cue: &str, content: &str, speaker: &Speaker<'_>) -> Option<Act> {
    let cue = cue.to_lowercase();
    let outlet = matches!(
        attribution.source_kind,
        Some(SourceKind::Outlet | SourceKind::Document)
    );
    let own = || words(content);
    match attribution.act {
        Some(Act::Demand) if says_one(&cue, GENTLE) && !has(&own(), INSISTENCE) => Some(Act::Ask),
        // "agreed that … should": the content calls for something.
        Some(Act::Confirm) if cue.contains("agree") && has(&own(), &["should", "must"]) => Some(Act::Demand),
        // "denounced the ultimatum": what is put forward is turned down.
        Some(Act::Accuse)
            if says_one(&cue, &["denounc", "condemn", "criticis", "criticiz"]) && is_put_forward(&own()) =>
        {
            Some(Act::Reject)
        }
        Some(Act::Announce) if says_one(&cue, &["declar"]) && charges(&content.to_lowercase()) => {
            Some(Act::Accuse)
        }
        // News is no plan of the medium's own.
        Some(Act::Announce) if outlet => Some(Act::State),
        Some(Act::Announce) if is_ready(&own()) => Some(Act::Offer),
        // "God willing" offers nothing.
        Some(Act::Offer) if content.to_lowercase().contains("god willing") => {
            of_content(attribution, content, speaker).or(Some(Act::State))
        }
        // "pledged to support the bill": what is on the table is taken up.
        Some(Act::Offer) if opens_with_one(&own(), "to", TAKING_UP) => Some(Act::Accept),
        // "vowed it would go on": nobody is offered anything.
        Some(Act::Offer) if says_one(&cue, &["vow"]) => Some(Act::Announce),
        // "decided to stay", "adopted the law": what a body has decided it makes known.
        Some(Act::Believe) if says_one(&cue, &["decid", "intend", "plan"]) => Some(Act::Announce),
        Some(Act::Accept) if says_one(&cue, &["adopt", "passed"]) => Some(Act::Announce),
        Some(Act::State) if says_one(&cue, &["welcom", "hail", "applaud"]) && has(&own(), PUT_FORWARD) => {
            Some(Act::Accept)
        }
        Some(Act::State) if says_one(&cue, &["hope", "hoping"]) => Some(Act::Believe),
        None | Some(Act::State) if !outlet || attribution.act.is_none() => {
            of_content(attribution, content, speaker).or(attribution.act)
        }
        act => act,
    }
}

fn of_content(attribution: &Attribution, content: &str, speaker: &Speaker<'_>) -> Option<Act> {
    let direct = attribution.directness == Some(Directness::Direct)
        || content.starts_with(['"', '“', '\'']) && attribution.directness == Some(Directness::Mixed);
    let text = content.to_lowercase().replace('’', "'");
    let words = words(content);
    let future = Future::of(&words);
    let own = future.as_ref().is_some_and(|f| f.is_own(speaker, direct));
    if REFUSALS.iter().any(|phrase| text.contains(phrase))
        || own && future.as_ref().is_some_and(|f| f.negated) && !withholds(&text)
    {
        return Some(Act::Reject);
    }
    if future
        .as_ref()
        .is_some_and(|f| !f.negated && HARM.contains(&f.verb.as_str()))
    {
        return Some(Act::Warn);
    }
    // "If they do not sign by noon, we will leave."
    let conditional =
        has(&words, &["if", "unless"]) && has(&words, &["not", "n't", "unless", "fails", "fail"]);
    if conditional && future.is_some() {
        return Some(Act::Warn);
    }
    if text.contains(" urged to ")
        || text.contains("appeal to ")
        || expects_of_another(&words, speaker, direct)
    {
        return Some(Act::Ask);
    }
    if denies_such(&words) || has_no_part(&text, speaker, direct) {
        return Some(Act::Deny);
    }
    if wants(&words, speaker, direct) {
        return Some(Act::Ask);
    }
    if has(&words, &["must"])
        || text.contains("there should be")
        || text.contains("going to have to")
        || opens(&words, &["we", "need"])
    {
        return Some(Act::Demand);
    }
    let main = main_clause(&words);
    let guess = has(main, GUESSES)
        || content
            .split(|c: char| !c.is_alphanumeric())
            .take(main.len())
            .any(|word| word == "may");
    if let Some(future) = &future {
        if own && is_ready(&words) {
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
        if decides && !guess && APPOINTMENTS.contains(&future.verb.as_str()) {
            return Some(Act::Announce);
        }
        if outcome || !is_official(speaker) && !future.passive {
            return Some(Act::Believe);
        }
    }
    if !guess
        && (plans(&words, speaker, direct) || goes_about(&words, speaker, direct) || is_appointed(&words))
    {
        return Some(Act::Announce);
    }
    if is_willing(&text, &words, speaker, direct) {
        return Some(Act::Offer);
    }
    if is_ready(words.get(..6).unwrap_or(&words)) && text.contains(" to ") {
        return Some(Act::Offer);
    }
    if own_decision(&words, direct) {
        return Some(Act::Announce);
    }
    let own = words.first().is_some_and(|word| word == "we" || word == "our");
    let charge = charges(&text) && !has(&words, &["not", "no", "n't", "never"]);
    if charge && !own && (direct || !is_official(speaker)) {
        return Some(Act::Accuse);
    }
    guess.then_some(Act::Believe)
}

/// "We expect Norland to answer", "Norland expects them to leave".
fn expects_of_another(words: &[String], speaker: &Speaker<'_>, direct: bool) -> bool {
    let Some(at) = words
        .iter()
        .position(|word| word == "expect" || word == "expects")
    else {
        return false;
    };
    let behind = words.get(at + 2..).unwrap_or_default();
    speaker.is(&words[..at], direct) && behind.iter().take(4).any(|word| word == "to")
}

/// "There was no such risk."
fn denies_such(words: &[String]) -> bool {
    words
        .iter()
        .take(6)
        .collect::<Vec<_>>()
        .windows(2)
        .any(|pair| pair[0] == "no" && pair[1] == "such")
}

/// "Norland had no role in it."
fn has_no_part(text: &str, speaker: &Speaker<'_>, direct: bool) -> bool {
    NO_PART.iter().any(|phrase| {
        let before = text.find(phrase).map(|at| &text[..at]);
        let subject = before.map(words).filter(|words| !words.is_empty());
        subject.is_some_and(|words| speaker.is(&words, direct))
    })
}

/// "I want an inquiry."
fn wants(words: &[String], speaker: &Speaker<'_>, direct: bool) -> bool {
    let Some(at) = words
        .iter()
        .position(|word| matches!(word.as_str(), "want" | "wants" | "wanted"))
    else {
        return false;
    };
    let thing = words
        .get(at + 1)
        .is_some_and(|word| matches!(word.as_str(), "a" | "an" | "the" | "this" | "these"));
    thing && speaker.is(&words[..at], direct) && !has(&words[..at], &["not", "n't", "never", "if"])
}

/// "We intend to build", "his country wants to have".
fn plans(words: &[String], speaker: &Speaker<'_>, direct: bool) -> bool {
    let Some(at) = words.iter().position(|word| PLANS.contains(&word.as_str())) else {
        return false;
    };
    let to = words.get(at + 1).is_some_and(|word| word == "to");
    to && speaker.is(&words[..at], direct) && !has(&words[..at], &["not", "n't", "never", "if"])
}

/// The words before the first clause that hangs on others: "a party has come to see | where the force could live".
fn main_clause(words: &[String]) -> &[String] {
    const SUBORDINATE: &[&str] = &[
        "where", "which", "who", "whom", "whose", "because", "when", "while", "although",
    ];
    let hangs = |word: &String| SUBORDINATE.contains(&word.as_str());
    let end = words.iter().position(hangs).filter(|end| *end > 0);
    &words[..end.unwrap_or(words.len())]
}

/// "It was sending a thousand soldiers": what its own side is doing.
fn goes_about(words: &[String], speaker: &Speaker<'_>, direct: bool) -> bool {
    let be = |word: &String| matches!(word.as_str(), "am" | "is" | "are" | "was" | "were" | "'re");
    let Some(at) = words.iter().position(be) else {
        return false;
    };
    let doing = words
        .get(at + 1)
        .is_some_and(|word| DOING.contains(&word.as_str()));
    doing && speaker.is(&words[..at], direct)
}

/// "A meeting is planned for Tuesday."
fn is_appointed(words: &[String]) -> bool {
    words.windows(2).take(20).any(|pair| {
        let (is, next) = (pair[0].as_str(), pair[1].as_str());
        matches!(is, "is" | "are" | "was" | "were" | "been" | "still") && APPOINTED.contains(&next)
    }) && has(words, &["for", "to", "on"])
}

/// "her willingness to meet them", "Norland's readiness to talk".
fn is_willing(text: &str, words: &[String], speaker: &Speaker<'_>, direct: bool) -> bool {
    let noun = |word: &String| word == "willingness" || word == "readiness";
    let Some(at) = words.iter().position(noun) else {
        return false;
    };
    (text.contains("willingness to ") || text.contains("readiness to ")) && speaker.is(&words[..at], direct)
}

fn charges(text: &str) -> bool {
    CHARGES.iter().any(|charge| text.contains(charge))
}

/// Whether a content is nothing but a thing put forward: "the ultimatum", "the draft resolution".
fn is_put_forward(words: &[String]) -> bool {
    const DEMANDS: &[&str] = &["ultimatum", "demand", "demands", "deadline", "bill", "law"];
    words.len() <= 4
        && words
            .last()
            .is_some_and(|word| DEMANDS.contains(&word.as_str()) || PUT_FORWARD.contains(&word.as_str()))
}

/// "no comment" and its like are no refusal of a proposal.
fn withholds(text: &str) -> bool {
    ["comment", "discuss", "speculate", "elaborate"]
        .iter()
        .any(|verb| text.contains(verb))
}

/// Whether the source's words call it an official, or one whose plans it may know.
fn is_official(speaker: &Speaker<'_>) -> bool {
    speaker.is_one_of(&[
        "official",
        "minist",
        "government",
        "police",
        "spokes",
        "source",
        "army",
        "authorit",
    ])
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

/// Whether somebody is ready for something; "God willing" isn't.
fn is_ready(words: &[String]) -> bool {
    let ready = |at: usize| WILLING.contains(&words[at].as_str()) && (at == 0 || words[at - 1] != "god");
    (0..words.len()).any(ready)
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
        super::act(&attribution, cue, content, &Speaker::new(by, Vec::new()))
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
            of(Act::Demand, SourceKind::Named, "demanded", content, "Aho"),
            Some(Act::Demand)
        );
    }

    #[test]
    fn what_is_said_of_plans_and_wishes() {
        for (act, cue, content, expected) in [
            (
                Act::State,
                "said",
                "the envoy will visit Osmark on Friday",
                Act::Announce,
            ),
            (
                Act::State,
                "said",
                "a meeting is planned for Tuesday",
                Act::Announce,
            ),
            (
                Act::State,
                "said",
                "his country wants to have ten ferries",
                Act::Announce,
            ),
            (
                Act::State,
                "said",
                "\"We intend to build a harbour\"",
                Act::Announce,
            ),
            (
                Act::State,
                "said",
                "\"We expect the islanders to answer in full\"",
                Act::Ask,
            ),
            (Act::State, "said", "there was no such risk", Act::Deny),
            (Act::State, "said", "it was sending a thousand men", Act::Announce),
            (Act::State, "said", "\"I want an inquiry\"", Act::Ask),
            (Act::State, "said", "he had no role in the murder", Act::Deny),
            (
                Act::State,
                "said",
                "there is no reason for the council to take measures",
                Act::Reject,
            ),
            (
                Act::State,
                "said",
                "a party had come to see where the force could live",
                Act::State,
            ),
            (
                Act::State,
                "said",
                "\"We are convinced that the vote can be held\"",
                Act::Believe,
            ),
            (
                Act::State,
                "reaffirmed",
                "her willingness to meet them anywhere",
                Act::Offer,
            ),
            (Act::State, "welcomed", "the latest draft", Act::Accept),
            (Act::State, "welcomed", "the islanders", Act::State),
            (
                Act::State,
                "expressed hope",
                "that the talks be held",
                Act::Believe,
            ),
            (Act::Believe, "decided", "to close the harbour", Act::Announce),
            (Act::Offer, "vowed", "it would go on", Act::Announce),
            (
                Act::Offer,
                "said",
                "\"We intend to have ten ferries and, God willing, a harbour,\"",
                Act::Announce,
            ),
            (
                Act::State,
                "said",
                "\"We are going to look at the draft\"",
                Act::Announce,
            ),
            (
                Act::State,
                "said",
                "new delays \"will worsen its situation\"",
                Act::Warn,
            ),
            (
                Act::State,
                "said",
                "\"It's not up to foreign capitals to decide,\"",
                Act::Reject,
            ),
            (Act::Accuse, "denounced", "the ultimatum", Act::Reject),
            (Act::Accuse, "denounced", "the islanders", Act::Accuse),
            (
                Act::Announce,
                "declaring",
                "the council illegitimate",
                Act::Accuse,
            ),
            (Act::Demand, "called on", "them to leave", Act::Ask),
            (Act::Demand, "urged", "them to leave immediately", Act::Demand),
        ] {
            let found = of(act, SourceKind::Named, cue, content, "Mahmud Aho");
            assert_eq!(found, Some(expected), "{cue} {content}");
        }
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
