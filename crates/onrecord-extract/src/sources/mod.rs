//! Who a source is: its kind, and which of the report's entities.
//!
//! The kinds and their order are those of the acts corpus' guideline. A description or a pronoun is followed
//! back to an earlier source of the report only where the words leave one candidate: "the source" to the last
//! source whose head word is the same, "he" to the last source that is one person, a few sentences back at
//! most; where there is none, to what the parse stage found coreferent.

mod head;
mod kind;
pub(crate) mod lexicon;

use std::ops::Range;

use onrecord_types::{Attributed, EntityType, Form, SourceKind, Upos};

use crate::entities::Cast;
use crate::sources::head::{Head, head};
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
    /// Whether it's one named person.
    person: bool,
    sentence: usize,
    /// Its first word.
    at: usize,
}

impl Source {
    /// Whether each word of its phrase but the article stands in the other's: "the source" after "a well-informed
    /// source", but not "the foreign office" after "the mayor's office".
    fn says_no_more_than(&self, other: &Source) -> bool {
        self.others.iter().all(|word| other.others.contains(word))
    }
}

/// The sources of a report's attributions, in their order.
pub(crate) struct Sources(Vec<Source>);

/// How many sentences back a pronoun is followed.
const PRONOUN_REACH: usize = 3;

impl Sources {
    pub fn of(view: &View<'_>, cast: &mut Cast, found: &[Attributed]) -> Self {
        let mut known: Vec<Source> = Vec::with_capacity(found.len());
        for attributed in found {
            let source = match attributed.source.first() {
                None => Source {
                    kind: Some(SourceKind::None),
                    ..Source::default()
                },
                Some(first) => {
                    let whole = first.start..attributed.source.last().map_or(first.end, |last| last.end);
                    one(view, cast, &known, first, &whole)
                }
            };
            known.push(source);
        }
        Self(known)
    }

    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.0.iter()
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
    // The same words as another attribution's source ("He said … and added …") are the same source.
    if let Some(same) = known.iter().find(|k| k.at == at && !k.head.is_empty()) {
        return same.clone();
    }
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
        person: false,
        sentence,
        at,
    };
    if let Some(pronoun) = lexicon::pronoun(&source.head).filter(|_| first.len() == 1) {
        if let Some(antecedent) = relative(view, cast, &source.head, at) {
            return Source {
                at,
                sentence,
                ..antecedent
            };
        }
        let before = known
            .iter()
            .rev()
            .filter(|k| k.at < at && k.sentence + PRONOUN_REACH >= sentence);
        let antecedent = before
            .filter(|k| k.member.is_some())
            .find(|k| pronoun.fits(k.kind, k.person));
        if let Some(antecedent) = antecedent {
            (source.kind, source.member) = (antecedent.kind, antecedent.member);
            source.head.clone_from(&antecedent.head);
            source.person = antecedent.person;
            if let Some(member) = source.member {
                cast.mention(member, first.clone(), Form::Pronoun);
            }
        } else if let Some(member) = cast.of_head(at).filter(|&member| {
            cast.is_told(member) && cast.known(member).is_some_and(|(kind, _)| pronoun.may_be(kind))
        }) {
            let told = cast.known(member);
            source.member = Some(member);
            source.person = told.is_some_and(|(kind, named)| kind == EntityType::Person && named);
            source.kind = told
                .and_then(|(kind, named)| of_entity(kind, named))
                .or(pronoun.own_kind());
        } else {
            source.kind = pronoun.own_kind();
        }
        return source;
    }
    source.member = head.name.and_then(|name| cast.of_name(name));
    source.person = source
        .member
        .and_then(|member| cast.known(member))
        .is_some_and(|(kind, _)| kind == EntityType::Person);
    source.kind = kind::kind(view, &head, first, whole);
    let last = view.document.tokens.get(head.phrase.end.saturating_sub(1));
    if source.member.is_none()
        && last.is_some_and(|token| token.upos == Upos::Noun)
        && let Some(member) = cast.of_head(head.phrase.end.saturating_sub(1))
        && let Some((EntityType::Person, true)) = cast.known(member)
    {
        // "the envoy", who is named elsewhere.
        source.member = Some(member);
        source.person = true;
        if source.kind == Some(SourceKind::Unnamed) {
            source.kind = Some(SourceKind::Named);
        }
    }
    if source.member.is_none() && is_described(source.kind) {
        let definite = matches!(
            view.word(first.start).to_lowercase().as_str(),
            "the" | "this" | "that" | "these" | "those"
        );
        let earlier = known.iter().rev().find(|k| {
            k.at < at && k.head == source.head && k.member.is_some() && source.says_no_more_than(k)
        });
        source.member = match earlier.filter(|_| definite) {
            Some(earlier) => {
                source.kind = earlier.kind;
                earlier.member
            }
            None if cast.of_head(head.phrase.end - 1).is_some() => cast.of_head(head.phrase.end - 1),
            None => {
                let kind = match source.kind {
                    Some(SourceKind::Unnamed | SourceKind::Spokesperson) => EntityType::Person,
                    Some(SourceKind::GroupOfPeople) => EntityType::Group,
                    Some(SourceKind::Institution | SourceKind::Outlet) => EntityType::Organization,
                    _ => EntityType::Other,
                };
                Some(cast.describe(kind, view.words(first)))
            }
        };
        if let Some(member) = source.member {
            cast.mention(member, first.clone(), Form::Nominal);
        }
    }
    source
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
    let antecedent = view.antecedent(at)?;
    let name = view.name_at(antecedent);
    let head = Head {
        word: view.word(antecedent).to_lowercase(),
        phrase: antecedent..antecedent + 1,
        name,
    };
    let member = name
        .and_then(|name| cast.of_name(name))
        .or_else(|| cast.of_head(antecedent));
    Some(Source {
        kind: kind::kind(view, &head, &head.phrase, &head.phrase),
        member,
        person: member
            .and_then(|member| cast.known(member))
            .is_some_and(|(kind, _)| kind == EntityType::Person),
        head: head.word,
        ..Source::default()
    })
}

/// Whether a source without a name is somebody (or a document) to be told apart from others.
fn is_described(kind: Option<SourceKind>) -> bool {
    !matches!(kind, None | Some(SourceKind::None))
}
