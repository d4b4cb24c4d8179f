//! Who a source is: its kind, and which of the report's entities.
//!
//! The kinds and their order are those of the acts corpus' guideline. A description or a pronoun is followed
//! back to an earlier source of the report only where the words leave one candidate: "the source" to the last
//! source whose head word is the same, "he" to the last source that is one person, a few sentences back at
//! most; where there is none, to what the parse stage found coreferent.

mod head;
mod kind;
pub(crate) mod nouns;
mod phrases;
mod pronouns;
mod titles;

use std::ops::Range;

use onrecord_types::{Attributed, Confidence, EntityType, Form, SourceKind, Upos};

use crate::entities::{Cast, name_in};
use crate::sources::head::{Head, head};
use crate::sources::pronouns::Pronoun;
use crate::view::View;

/// What is known of one attribution's source.
#[derive(Debug, Clone, Default)]
pub(crate) struct Source {
    pub kind: Option<SourceKind>,
    /// The member of the report's cast that it is.
    pub member: Option<usize>,
    /// Its head word, in lower case.
    head: String,
    /// The other words of its phrase, in lower case.
    others: Vec<String>,
    sentence: usize,
    /// Its first word.
    at: usize,
}

impl Source {
    /// How often a kind told in this way is right: measured on the acts corpus' dev set over aligned attributions
    /// (docs/ACCURACY.md, "Acts"), rounded to a twentieth.
    pub fn confidence(&self) -> Confidence {
        Confidence::new(match self.kind {
            Some(SourceKind::Unnamed | SourceKind::None) => 0.6,
            Some(SourceKind::Spokesperson) => 0.75,
            _ => 0.9,
        })
    }

    /// Whether each word of its phrase but the article stands in the other's: "the source" after "a well-informed
    /// source", but not "the foreign office" after "the mayor's office".
    fn says_no_more_than(&self, other: &Source) -> bool {
        self.others.iter().all(|word| other.others.contains(word))
    }
}

/// How many sentences back a pronoun is followed.
const PRONOUN_REACH: usize = 3;

/// The sources of a report's attributions, in their order.
pub(crate) fn sources<'a>(
    view: &View<'_>,
    cast: &mut Cast,
    found: impl Iterator<Item = &'a Attributed>,
) -> Vec<Source> {
    let mut known: Vec<Source> = Vec::new();
    for attributed in found {
        let source = match attributed.source.first() {
            None => Source {
                kind: Some(SourceKind::None),
                ..Source::default()
            },
            Some(first) => {
                let whole = first.start..attributed.source.last().map_or(first.end, |last| last.end);
                // The same words as another attribution's source ("He said … and added …") are the same source.
                match known.iter().find(|k| k.at == first.start && !k.head.is_empty()) {
                    Some(same) => same.clone(),
                    None => one(view, cast, &known, first, &whole),
                }
            }
        };
        known.push(source);
    }
    for source in &mut known {
        settle(view, cast, source);
    }
    known
}

/// What the whole report tells of somebody holds for each of their words: named anywhere, or called a spokesperson.
fn settle(view: &View<'_>, cast: &Cast, source: &mut Source) {
    let Some(member) = source.member else { return };
    if !matches!(source.kind, Some(SourceKind::Unnamed | SourceKind::Named) | None) {
        return;
    }
    if cast.is_spokesperson(view, member) {
        source.kind = Some(SourceKind::Spokesperson);
    } else if cast.is_named_person(member) {
        source.kind = Some(SourceKind::Named);
    }
}

/// One source; `first` is its first part, `whole` reaches to the end of its last.
fn one(
    view: &View<'_>,
    cast: &mut Cast,
    known: &[Source],
    first: &Range<usize>,
    whole: &Range<usize>,
) -> Source {
    let (at, sentence) = (first.start, view.sentence(first.start));
    let head = head(view, first);
    let others = head
        .phrase
        .clone()
        .skip(1)
        .map(|at| view.word(at).to_lowercase())
        .filter(|w| *w != head.word)
        .collect();
    let mut source = Source {
        kind: None,
        member: None,
        head: head.word.clone(),
        others,
        sentence,
        at,
    };
    match pronouns::pronoun(&source.head).filter(|_| first.len() == 1) {
        Some(pronoun) => stands_for(view, cast, known, pronoun, &mut source),
        None => {
            source.kind = kind::kind(view, &head, first, whole);
            source.member = described(view, cast, known, &head, first, &mut source);
        }
    }
    source
}

/// Whom a pronoun stands for: the last source that it can, else whom it was found coreferent with.
fn stands_for(view: &View<'_>, cast: &mut Cast, known: &[Source], pronoun: Pronoun, source: &mut Source) {
    let (at, sentence) = (source.at, source.sentence);
    if let Some(antecedent) = relative(view, cast, &source.head, at) {
        *source = Source {
            at,
            sentence,
            ..antecedent
        };
        return;
    }
    let antecedent = known.iter().rev().find(|k| {
        let is_person = k.member.is_some_and(|member| cast.is_person(member));
        k.at < at
            && k.sentence + PRONOUN_REACH >= sentence
            && k.member.is_some()
            && pronoun.fits(k.kind, is_person)
    });
    if let Some(antecedent) = antecedent {
        (source.kind, source.member) = (antecedent.kind, antecedent.member);
        source.head.clone_from(&antecedent.head);
        if let Some(member) = source.member {
            cast.mention(member, at..at + 1, Form::Pronoun);
        }
        return;
    }
    source.member = cast.of_head(at).filter(|&member| {
        cast.is_told(member) && cast.known(member).is_some_and(|(kind, _)| pronoun.may_be(kind))
    });
    let of_entity = source.member.and_then(|member| {
        let (kind, named) = cast.known(member)?;
        of_entity(kind, named)
    });
    let quoted = view.token(at).is_some_and(|token| token.quoted);
    // A report's own "I" and "we".
    let own = matches!(source.head.as_str(), "i" | "we" | "me" | "us") && !quoted;
    source.kind = of_entity
        .or(own.then_some(SourceKind::Outlet))
        .or(pronoun.own_kind());
}

/// The member of the cast that a source's words are: by name, by a person named elsewhere, by an earlier source
/// described alike, else somebody new.
fn described(
    view: &View<'_>,
    cast: &mut Cast,
    known: &[Source],
    head: &Head,
    first: &Range<usize>,
    source: &mut Source,
) -> Option<usize> {
    if let Some(member) = head.name.and_then(|name| cast.of_name(name)) {
        return Some(member);
    }
    let last = head.phrase.end.saturating_sub(1);
    // "the Front's spokesman, Iven Sarto"
    let beside = name_in(view, first, last).and_then(|name| cast.of_name(name));
    if let Some(person) = beside.filter(|&member| cast.is_named_person(member)) {
        cast.mention(person, first.clone(), Form::Nominal);
        return Some(person);
    }
    let coreferent = cast.of_head(last);
    let is_noun = view.token(last).is_some_and(|token| token.upos == Upos::Noun);
    if let Some(member) = coreferent.filter(|&member| is_noun && cast.is_named_person(member)) {
        // "the envoy", who is named elsewhere.
        return Some(member);
    }
    if let Some(bearer) = titles::bearer(view, cast, &head.phrase).filter(|_| head.name.is_none()) {
        source.kind = Some(SourceKind::Named);
        cast.mention(bearer, first.clone(), Form::Nominal);
        return Some(bearer);
    }
    // "the report said", after a medium: the medium's own.
    let medium = known
        .last()
        .filter(|k| k.kind == Some(SourceKind::Outlet) && k.member.is_some());
    if let Some(medium) = medium.filter(|_| is_its_report(view, &head.phrase)) {
        source.kind = Some(SourceKind::Outlet);
        return medium.member;
    }
    // Whether a source without a name is somebody (or a document) to be told apart from others.
    if matches!(source.kind, None | Some(SourceKind::None)) {
        return None;
    }
    let definite = matches!(
        view.word(first.start).to_lowercase().as_str(),
        "the" | "this" | "that" | "these" | "those"
    );
    let earlier = known.iter().rev().find(|k| {
        k.at < source.at && k.head == source.head && k.member.is_some() && source.says_no_more_than(k)
    });
    let member = match earlier.filter(|_| definite) {
        Some(earlier) => {
            source.kind = earlier.kind;
            earlier.member
        }
        None => coreferent.or_else(|| Some(cast.describe(entity_type(source.kind), view.words(first)))),
    };
    if let Some(member) = member {
        cast.mention(member, first.clone(), Form::Nominal);
    }
    member
}

/// Whether these words are no more than "the report", "the article", "the daily".
fn is_its_report(view: &View<'_>, phrase: &Range<usize>) -> bool {
    let word = |at: usize| view.word(at).to_lowercase();
    phrase.len() == 2
        && word(phrase.start) == "the"
        && matches!(
            word(phrase.start + 1).as_str(),
            "report"
                | "reports"
                | "article"
                | "story"
                | "dispatch"
                | "daily"
                | "newspaper"
                | "paper"
                | "agency"
                | "weekly"
                | "magazine"
        )
}

/// The type of an entity that is a source of this kind.
fn entity_type(kind: Option<SourceKind>) -> EntityType {
    match kind {
        Some(SourceKind::Unnamed | SourceKind::Spokesperson | SourceKind::Named) => EntityType::Person,
        Some(SourceKind::GroupOfPeople) => EntityType::Group,
        Some(SourceKind::Institution | SourceKind::Outlet) => EntityType::Organization,
        _ => EntityType::Other,
    }
}

/// The kind of a source that is this entity.
fn of_entity(kind: EntityType, named: bool) -> Option<SourceKind> {
    match kind {
        EntityType::Person if named => Some(SourceKind::Named),
        EntityType::Person => Some(SourceKind::Unnamed),
        EntityType::Organization | EntityType::Place => Some(SourceKind::Institution),
        EntityType::Group => Some(SourceKind::GroupOfPeople),
        EntityType::Other => None,
    }
}

/// The source that a relative pronoun stands for: "the news website Axios, which disclosed …".
fn relative(view: &View<'_>, cast: &Cast, pronoun: &str, at: usize) -> Option<Source> {
    if !matches!(pronoun, "who" | "which" | "that") {
        return None;
    }
    let antecedent = view.antecedent(at);
    // "a report by the website Axios, which disclosed": the name right before the comma, where the tree doesn't say that
    // the clause is somebody else's.
    let nearest = || {
        let comma = at.checked_sub(1).filter(|&comma| view.word(comma) == ",")?;
        comma.checked_sub(1).filter(|&name| view.name_at(name).is_some())
    };
    let is_name = |at: usize| view.name_at(at).is_some();
    let antecedent = match antecedent {
        Some(found) if is_name(found) => found,
        found => nearest().or(found)?,
    };
    let name = view.name_at(antecedent);
    let head = Head {
        word: view.word(antecedent).to_lowercase(),
        phrase: antecedent..antecedent + 1,
        name,
    };
    Some(Source {
        kind: kind::kind(view, &head, &head.phrase, &head.phrase),
        member: cast.of_token(view, antecedent),
        head: head.word,
        ..Source::default()
    })
}
