//! What is stated, by whom, in which reports: attributions that state the same are one claim.

mod deed;
mod future;
mod lexicon;
pub(crate) mod speaker;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;
use onrecord_types::{Act, Attribution, SentenceVector, SourceKind, Span};
use serde::{Deserialize, Serialize};

use crate::Evidence;
use crate::actors::Cast;
use crate::claims::future::Speaker;
use crate::corpus::{Corpus, on_one_line, words};
use crate::parties::Parties;
use crate::repeats::Repeat;
use crate::similar::{Sets, containment, shared};

/// What one source states, in however many reports.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Its name: `c1`, `c2`, … in the order of first statement.
    pub id: String,
    /// What is stated, in the words of the first report that has it.
    pub says: String,
    /// Who states it: an actor's name, else the source's own words; "the report" for what a report states itself.
    pub by: String,
    /// What kind of source it is: as in records, or `report`.
    pub source_kind: Option<String>,
    /// What the source does in saying it.
    pub act: Option<Act>,
    /// The day it was said, where a report tells it.
    pub said_on: Option<Date>,
    /// The date of the first report that has it.
    pub first: Date,
    /// Where it stands.
    pub evidence: Vec<Evidence>,
    /// Claims of other sources that state the same.
    pub same_as: Vec<String>,
    /// Who passed it on, from the source outwards, where a report names them.
    pub via: Vec<String>,
    /// Different sources that state it, this one included (UCDP's `number_of_sources`).
    pub number_of_sources: usize,
    /// Reports that have it, copies of one text counted once.
    pub independent_reports: usize,
}

/// The claims with what linking needs of them.
pub(crate) struct Claims<'r> {
    pub claims: Vec<Claim>,
    pub statements: Vec<Statement<'r>>,
    /// For each statement its claim.
    pub claim: Vec<usize>,
}

/// One attribution, or one sentence of a report's own.
pub(crate) struct Statement<'r> {
    pub report: usize,
    pub attribution: Option<&'r Attribution>,
    pub by: String,
    /// Who that is, where it's an actor.
    pub actor: Option<usize>,
    /// The body that he speaks for.
    pub party: Option<usize>,
    /// The body that he has an office in, whether he speaks for it or for himself.
    pub body: Option<usize>,
    pub kind: Option<SourceKind>,
    /// What is done in saying it, by the record and by its content.
    pub act: Option<Act>,
    /// Whether it tells what the source itself, or its side, will do.
    pub own_plan: bool,
    pub spans: Vec<Span>,
    pub sentence: usize,
    pub words: Vec<u64>,
    /// Those of them that the text writes in small letters: no names.
    pub plain: Vec<u64>,
    pub vector: Option<&'r SentenceVector>,
}

impl Statement<'_> {
    /// The one whose word it is: the party, else the speaker.
    pub fn side(&self) -> Option<usize> {
        self.party.or(self.actor)
    }

    /// Whether both are of one side: one party's, or one's whose party the other leads.
    pub fn is_beside(&self, other: &Statement<'_>) -> bool {
        let one_party = self.side().is_some() && self.side() == other.side();
        let of_body = |a: &Self, b: &Statement<'_>| a.party.is_some() && a.party == b.body.or(b.actor);
        one_party || of_body(self, other) || other.party.is_some() && other.party == self.body.or(self.actor)
    }

    /// Whether the report doesn't tell who states it.
    pub fn is_unknown(&self) -> bool {
        self.by == speaker::UNKNOWN
    }

    /// Whether it's told as said inside of another.
    pub fn is_within(&self, other: &Statement<'_>) -> bool {
        let parent = self.attribution.and_then(|inner| inner.parent.as_deref());
        self.report == other.report
            && parent.is_some()
            && parent == other.attribution.map(|outer| outer.id.as_str())
    }

    /// Whether the two stand, in part, in the same words: one is said inside the other.
    pub fn overlaps(&self, other: &Statement<'_>) -> bool {
        let touch = |a: &Span, b: &Span| a.start() < b.end() && b.start() < a.end();
        self.report == other.report && self.spans.iter().any(|a| other.spans.iter().any(|b| touch(a, b)))
    }
}

/// Days in which a source's repeated words are one statement; later ones are another.
const DAYS: i32 = 3;
/// Days in which different sources state the same thing of one event.
const DAYS_APART: i32 = 7;
/// How much of the lighter one's words two statements share where they are one: half, since the other half may be put
/// otherwise.
const SAME_WORDS: f32 = 0.5;
/// How near the vectors of their sentences are at least. This and `SAME` were chosen by reading pairs of the four
/// development stories, not measured on others: below, true pairs became rare.
const SAME_SENSE: f32 = 0.6;
/// What words and sense come to together: one that is weak needs the other strong.
const SAME: f32 = 1.2;
/// Words that aren't names which both must have: names alone tell the matter, not what is stated of it.
const SAME_PLAIN: usize = 2;
/// Words that a claim must have for others to say the same.
const LEAST_WORDS: usize = 3;
/// A word that so many statements have brings no candidates.
const COMMON: usize = 60;

impl<'r> Claims<'r> {
    pub fn new(corpus: &Corpus<'r>, cast: &Cast, parties: &Parties, repeats: &[Repeat]) -> Self {
        let statements = statements(corpus, cast, parties);
        let mut sets = Sets::new(statements.len());
        let candidates = candidates(corpus, &statements);
        let mut alike: Vec<(usize, usize)> = Vec::new();
        for (a, b) in candidates {
            let (one, other) = (&statements[a], &statements[b]);
            if one.overlaps(other) {
                continue;
            }
            let likeness = Likeness::of(corpus, one, other);
            let days = days_apart(corpus, one, other);
            if one.by == other.by && one.attribution.is_some() == other.attribution.is_some() {
                if days <= DAYS && likeness.is_same() {
                    sets.join(a, b);
                }
            } else if days <= DAYS_APART && likeness.is_same() && !one.is_unknown() && !other.is_unknown() {
                alike.push((a, b));
            }
        }
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for at in 0..statements.len() {
            groups.entry(sets.find(at)).or_default().push(at);
        }
        let of: Vec<Vec<usize>> = groups.into_values().collect();
        let mut claim = vec![0; statements.len()];
        for (number, members) in of.iter().enumerate() {
            for &at in members {
                claim[at] = number;
            }
        }
        let mut same: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); of.len()];
        for (a, b) in alike {
            let (a, b) = (claim[a], claim[b]);
            if a != b {
                same[a].insert(b);
                same[b].insert(a);
            }
        }
        let text_of: HashMap<&str, usize> = repeats
            .iter()
            .enumerate()
            .flat_map(|(group, repeat)| repeat.reports.iter().map(move |id| (id.as_str(), group)))
            .collect();
        let claims = of
            .iter()
            .enumerate()
            .map(|(number, members)| {
                one_claim(corpus, &statements, members, number, &same[number], &of, &text_of)
            })
            .collect();
        Self {
            claims,
            statements,
            claim,
        }
    }
}

fn one_claim(
    corpus: &Corpus<'_>,
    statements: &[Statement<'_>],
    members: &[usize],
    number: usize,
    same: &BTreeSet<usize>,
    of: &[Vec<usize>],
    text_of: &HashMap<&str, usize>,
) -> Claim {
    let first = &statements[members[0]];
    let attributions = || members.iter().filter_map(|&at| statements[at].attribution);
    let kinds = || members.iter().filter_map(|&at| statements[at].kind);
    let sources: BTreeSet<&str> = same
        .iter()
        .flat_map(|&other| &of[other])
        .chain(members)
        .map(|&at| statements[at].by.as_str())
        .collect();
    let texts: BTreeSet<Result<usize, &str>> = members
        .iter()
        .map(|&at| {
            let id = corpus.reports[statements[at].report].id();
            text_of.get(id).copied().ok_or(id)
        })
        .collect();
    Claim {
        id: format!("c{}", number + 1),
        says: corpus.reports[first.report].words(&first.spans),
        by: first.by.clone(),
        source_kind: match first.attribution {
            None => Some("report".to_owned()),
            Some(_) => kinds().next().map(|kind| match kind {
                SourceKind::None => "unnamed".to_owned(),
                kind => kind.as_str().to_owned(),
            }),
        },
        act: members.iter().find_map(|&at| statements[at].act),
        said_on: attributions().find_map(|a| a.said_on),
        first: corpus.reports[first.report].date(),
        evidence: members
            .iter()
            .flat_map(|&at| {
                let statement = &statements[at];
                let report = &corpus.reports[statement.report];
                statement.spans.iter().map(move |&span| report.evidence(span))
            })
            .collect(),
        same_as: same.iter().map(|other| format!("c{}", other + 1)).collect(),
        via: attributions()
            .map(|a| via(corpus, first.report, a))
            .find(|via| !via.is_empty())
            .unwrap_or_default(),
        number_of_sources: sources.len(),
        independent_reports: texts.len(),
    }
}

/// The sources of the attributions that hold this one, outwards.
fn via(corpus: &Corpus<'_>, report: usize, attribution: &Attribution) -> Vec<String> {
    let report = &corpus.reports[report];
    let all = &report.record.attributions;
    let parent_of = |a: &Attribution| all.iter().find(|p| a.parent.as_ref() == Some(&p.id));
    let mut out = Vec::new();
    let mut at = parent_of(attribution);
    while let Some(parent) = at.filter(|_| out.len() < all.len()) {
        out.push(report.words(&parent.source));
        at = parent_of(parent);
    }
    out
}

fn statements<'r>(corpus: &Corpus<'r>, cast: &Cast, parties: &Parties) -> Vec<Statement<'r>> {
    let mut out = Vec::new();
    // What actors call themselves, of those who speak.
    let mut own: HashMap<usize, Vec<Vec<String>>> = HashMap::new();
    for (at, report) in corpus.reports.iter().enumerate() {
        let speakers = speaker::Speakers::new(cast, at, report);
        for attribution in &report.record.attributions {
            let Some(start) = attribution.content.first().map(|span| span.start()) else {
                continue;
            };
            let Some(sentence) = report.sentence_at(start) else {
                continue;
            };
            let (by, actor) = speakers.of(report, attribution);
            let content = report.words(&attribution.content);
            let party = parties.of(report, at, attribution, actor);
            let leads = actor.and_then(|person| parties.body(at, person));
            let sides: Vec<usize> = [actor, party.or(leads)].into_iter().flatten().collect();
            for &side in &sides {
                let names = || {
                    cast.actors[side]
                        .own_names()
                        .into_iter()
                        .map(future::words)
                        .collect()
                };
                own.entry(side).or_insert_with(names);
            }
            let names = sides.iter().filter_map(|side| own.get(side).map(Vec::as_slice));
            let speaker = Speaker::new(&by, names.collect());
            let deed = deed::deed(attribution, &report.words(&attribution.cue), &content, &speaker);
            out.push(Statement {
                report: at,
                attribution: Some(attribution),
                act: deed.act,
                own_plan: deed.own_plan,
                kind: speakers.kind(attribution.source_kind, actor),
                party,
                body: party.or(leads),
                by,
                actor,
                spans: attribution.content.clone(),
                sentence,
                words: words(&content).0,
                plain: plain(&content),
                vector: report.vector(sentence),
            });
        }
        for (sentence, own) in report.sentences.iter().enumerate() {
            if own.own_voice && own.words.len() > LEAST_WORDS {
                out.push(Statement {
                    report: at,
                    attribution: None,
                    by: "the report".to_owned(),
                    actor: None,
                    party: None,
                    body: None,
                    kind: None,
                    act: Some(Act::State),
                    own_plan: false,
                    spans: vec![own.span],
                    sentence,
                    words: words(&on_one_line(report.slice(own.span))).0,
                    plain: plain(&on_one_line(report.slice(own.span))),
                    vector: report.vector(sentence),
                });
            }
        }
    }
    out
}

fn plain(text: &str) -> Vec<u64> {
    let small: Vec<&str> = text
        .split(' ')
        .filter(|word| !word.chars().any(char::is_uppercase))
        .collect();
    words(&small.join(" ")).0
}

/// Pairs that share a telling word, in the order of the reports; each statement with a bounded number of others.
fn candidates(corpus: &Corpus<'_>, statements: &[Statement<'_>]) -> Vec<(usize, usize)> {
    let mut with: HashMap<u64, Vec<usize>> = HashMap::new();
    let mut out = Vec::new();
    for (at, statement) in statements.iter().enumerate() {
        if statement.words.len() < LEAST_WORDS {
            continue;
        }
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for &word in &statement.words {
            let others = with.entry(word).or_default();
            others.retain(|&other| days_apart(corpus, &statements[other], statement) <= DAYS_APART);
            for &other in others.iter() {
                *shared.entry(other).or_default() += 1;
            }
            if others.len() == COMMON {
                others.remove(0);
            }
            others.push(at);
        }
        out.extend(
            shared
                .into_iter()
                .filter(|(_, words)| *words >= 2)
                .map(|(other, _)| (other, at)),
        );
    }
    out
}

fn days_apart(corpus: &Corpus<'_>, a: &Statement<'_>, b: &Statement<'_>) -> i32 {
    let (a, b) = (corpus.reports[a.report].date(), corpus.reports[b.report].date());
    a.until(b).map_or(i32::MAX, |span| span.get_days().abs())
}

/// How alike two statements are.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Likeness {
    /// Of their words.
    pub words: f32,
    /// Of their sentences' vectors.
    pub sense: f32,
    /// Words that aren't names in common.
    pub plain: usize,
}

impl Likeness {
    pub fn of(corpus: &Corpus<'_>, a: &Statement<'_>, b: &Statement<'_>) -> Self {
        Self {
            words: containment(&a.words, &b.words, &|word| corpus.weight(word)),
            sense: a.vector.zip(b.vector).map_or(0.0, |(a, b)| a.similarity(b)),
            plain: shared(&a.plain, &b.plain),
        }
    }

    /// Whether they state the same, by words and sense.
    pub fn is_same(self) -> bool {
        self.plain >= SAME_PLAIN
            && self.words >= SAME_WORDS
            && self.sense >= SAME_SENSE
            && self.words + self.sense >= SAME
    }
}
