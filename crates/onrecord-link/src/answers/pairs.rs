//! Which of the candidates a statement answers, and how.

use onrecord_types::{Act, Quantity, SourceKind, Span};

use crate::actors::Cast;
use crate::answers::{DAYS, REACH, Relation};
use crate::claims::{Likeness, Statement};
use crate::corpus::Corpus;

/// How alike an answer and what it answers are at least (words and sense together, from 0 to 2, and what follows): an
/// answer names what it answers in a word or two.
const LEAST: f32 = 0.75;
/// What it adds that the answer's sentence names who is answered.
const NAMED: f32 = 0.3;
/// What it adds that a demand names who answers it: demands are answered by whom they are put to.
const PUT_TO: f32 = 0.3;
/// What it adds that the answer speaks of a charge, a report, a remark by whom it names.
const REFERRED_TO: f32 = 0.2;
/// What it adds to stand before the answer in the same report: reports put the answer behind.
const BEFORE: f32 = 0.2;
/// What it adds that a refusal or an agreement finds a demand or an offer.
const ASKED: f32 = 0.15;
/// How much of the lighter one's words an answer shares with what it answers, where neither names the other.
const LEAST_WORDS: f32 = 0.3;
/// The same in one report, which puts the two side by side.
const LEAST_WORDS_BESIDE: f32 = 0.2;
/// How near the vectors of two sentences of one report are where one answers the other in other words.
const ALIKE_BESIDE: f32 = 0.55;
/// How much more alike they must be where only the content tells that it answers ("he will hand over no ships").
const IMPLIED: f32 = 0.2;
/// Cues that only say that something is said.
const NEUTRAL: &[&str] = &[
    "said",
    "say",
    "says",
    "saying",
    "told",
    "tell",
    "tells",
    "telling",
    "added",
    "adds",
    "according",
    "noted",
    "stated",
    "wrote",
];
/// How alike two statements are that can't both hold.
const ABOUT_THE_SAME: f32 = 1.0;
/// Numbers that differ by less than one in so many are the same, told roughly: "about 1,000", "more than 1,000".
const ROUGHLY: i64 = 10;

/// How many of its words an affirmation shares with the denial: a denial is told in the words of what it denies.
const SAME_WORDS: f32 = 0.4;

/// Nouns for something said.
const SAID: &[&str] = &[
    "charge",
    "allegation",
    "accusation",
    "claim",
    "report",
    "remark",
    "comment",
    "statement",
    "suggestion",
    "call",
    "demand",
    "request",
    "offer",
    "proposal",
    "plea",
    "appeal",
    "assertion",
    "rumour",
    "rumor",
];

fn is_said(word: &str) -> bool {
    SAID.contains(&word.strip_suffix('s').unwrap_or(word))
}

/// A statement beside those that it may answer.
pub(super) struct Pairs<'a, 'r> {
    corpus: &'a Corpus<'r>,
    cast: &'a Cast,
    statements: &'a [Statement<'r>],
    at: usize,
    /// The actors that its sentence names, but its own.
    named: Vec<usize>,
}

impl<'a, 'r> Pairs<'a, 'r> {
    pub fn new(corpus: &'a Corpus<'r>, cast: &'a Cast, statements: &'a [Statement<'r>], at: usize) -> Self {
        let statement = &statements[at];
        let sentence = corpus.reports[statement.report].sentences.get(statement.sentence);
        let mut named: Vec<usize> = sentence
            .into_iter()
            .flat_map(|s| cast.in_span(statement.report, s.span))
            .map(|(.., actor)| actor)
            .filter(|actor| Some(*actor) != statement.actor)
            .collect();
        named.sort_unstable();
        named.dedup();
        Self {
            corpus,
            cast,
            statements,
            at,
            named,
        }
    }

    pub fn named(&self) -> &[usize] {
        &self.named
    }

    fn statement(&self) -> &'a Statement<'r> {
        &self.statements[self.at]
    }

    /// What is said inside of it, and answered by it: "denied that Aho had been told so", "rejected Norland's demand that …",
    /// "a charge denied by the Front".
    pub fn answered_within(&self, inner: &[usize]) -> Vec<(usize, Relation)> {
        let Some(act) = self.statement().act.filter(|_| self.is_explicit()) else {
            return Vec::new();
        };
        let related = |other: &usize| Some((*other, self.relation(act, &self.statements[*other])?));
        inner.iter().filter_map(related).collect()
    }

    /// What the statement answers: in its own report the likeliest, in the reports before the likeliest.
    pub fn answered(&self, candidates: &[usize]) -> Vec<(usize, Relation)> {
        let statement = self.statement();
        let Some(act) = statement.act.filter(|_| statement.attribution.is_some()) else {
            return Vec::new();
        };
        let related = |other: &usize| Some((*other, self.relation(act, &self.statements[*other])?));
        let candidates: Vec<(usize, Relation)> = candidates.iter().filter_map(related).collect();
        if let Some(near) = self.pointed_to(&candidates) {
            return vec![near];
        }
        let best = |own: bool| {
            candidates
                .iter()
                .filter(|(other, _)| (self.statements[*other].report == statement.report) == own)
                .map(|&(other, relation)| (self.score(other, relation), other, relation))
                .filter(|(score, ..)| *score >= LEAST)
                .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))
                .map(|(_, other, relation)| (other, relation))
        };
        // Who declines leaves open what the same report has just told.
        let elsewhere = best(false).filter(|_| act != Act::Decline);
        let mut found: Vec<(usize, Relation)> = best(true).into_iter().chain(elsewhere).collect();
        // "rejected the charge, which Aho had made": what Aho himself said, too.
        if self.refers() {
            let by_named = |other: &usize| {
                let actor = self.statements[*other].actor;
                actor.is_some_and(|actor| self.named.contains(&actor))
            };
            let theirs = candidates.iter().filter(|(other, _)| by_named(other));
            found.extend(
                theirs
                    .map(|&(other, relation)| (self.score(other, relation), other, relation))
                    .filter(|(score, ..)| *score >= LEAST)
                    .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))
                    .map(|(_, other, relation)| (other, relation)),
            );
        }
        found
    }

    /// "denied this", "rejected the charge": what stands before it.
    fn pointed_to(&self, candidates: &[(usize, Relation)]) -> Option<(usize, Relation)> {
        let statement = self.statement();
        if statement.words.len() >= 3 || !self.points() {
            return None;
        }
        candidates
            .iter()
            .rev()
            .find(|(other, _)| {
                let other = &self.statements[*other];
                other.report == statement.report
                    && other.attribution.is_some()
                    && other.sentence + REACH >= statement.sentence
                    && (other.sentence, first(other)) < (statement.sentence, first(statement))
            })
            .copied()
    }

    /// The relation that an act can have to another statement; none where it can have none. Demands and offers are rejected
    /// and accepted, claims denied and confirmed; nobody answers himself.
    fn relation(&self, act: Act, of: &Statement<'_>) -> Option<Relation> {
        let statement = self.statement();
        let one_side = statement.is_beside(of);
        if of.is_unknown() || statement.by == of.by || one_side {
            return None;
        }
        let sourced = of.attribution.is_some();
        let asked = is_asked(of);
        // What a draft lays down is proposed by those who put it forward.
        let plan = of.act == Some(Act::Announce)
            || of.kind == Some(SourceKind::Document) && of.act == Some(Act::State);
        match act {
            Act::Announce | Act::Offer | Act::State if self.defies() => {
                (asked || plan && sourced).then_some(Relation::Rejects)
            }
            Act::Deny => (!asked && of.act != Some(Act::Decline)).then_some(Relation::Denies),
            // To confirm what was asked for is to grant it.
            Act::Confirm if asked => Some(Relation::Accepts),
            Act::Confirm => (!matches!(of.act, Some(Act::Decline | Act::Deny))).then_some(Relation::Confirms),
            Act::Decline => (of.act != Some(Act::Decline)).then_some(Relation::Declines),
            Act::Reject => (asked || plan && sourced).then_some(Relation::Rejects),
            Act::Accept => (asked || plan && sourced).then_some(Relation::Accepts),
            // Who promises what was asked of him grants it.
            Act::Offer => {
                (asked && of.act != Some(Act::Offer) && self.is_put_to_it(of)).then_some(Relation::Accepts)
            }
            _ => None,
        }
    }

    /// Whether another statement's content names who makes this one, or the party that he speaks for.
    fn is_put_to_it(&self, of: &Statement<'_>) -> bool {
        let statement = self.statement();
        let mut sides = statement.actor.into_iter().chain(statement.party);
        sides.any(|actor| of.spans.iter().any(|&span| self.names(of.report, span, actor)))
    }

    fn names(&self, report: usize, span: Span, actor: usize) -> bool {
        self.cast.in_span(report, span).any(|(.., other)| other == actor)
    }

    fn score(&self, other: usize, relation: Relation) -> f32 {
        let (statement, of) = (self.statement(), &self.statements[other]);
        if !(0..=DAYS).contains(&self.days_since(of)) {
            return 0.0;
        }
        let likeness = Likeness::of(self.corpus, statement, of);
        let named = of.actor.is_some_and(|actor| self.named.contains(&actor));
        let asked = is_asked(of);
        let answers_ask = matches!(relation, Relation::Rejects | Relation::Accepts) && asked;
        let bonus = |holds: bool, bonus: f32| if holds { bonus } else { 0.0 };
        // Of something else that only sounds alike: nobody named, no word in common but names.
        let own = of.report == statement.report;
        let least = if own { LEAST_WORDS_BESIDE } else { LEAST_WORDS };
        let in_words = likeness.plain > 0 && likeness.words >= least;
        let in_sense = own && likeness.sense >= ALIKE_BESIDE;
        if !(named || answers_ask || in_words || in_sense) {
            return 0.0;
        }
        let put_to = asked && self.is_put_to_it(of);
        let implied = if self.is_explicit() || named || put_to {
            0.0
        } else {
            IMPLIED
        };
        likeness.words - implied
            + likeness.sense.max(0.0)
            + bonus(named, NAMED)
            + bonus(named && self.refers(), REFERRED_TO)
            + bonus(put_to, PUT_TO)
            + bonus(answers_ask, ASKED)
            + bonus(of.report == statement.report && other < self.at, BEFORE)
    }

    /// Whether its cue says that it answers: "denied", not "said".
    fn is_explicit(&self) -> bool {
        let statement = self.statement();
        let cue = statement.attribution.map_or(&[][..], |a| &a.cue);
        let cue = self.corpus.reports[statement.report].words(cue).to_lowercase();
        !cue.split(|c: char| !c.is_alphabetic())
            .any(|word| NEUTRAL.contains(&word))
    }

    /// Whether it tells that somebody won't be held by what was asked or decided: "in defiance of the resolution".
    fn defies(&self) -> bool {
        let statement = self.statement();
        let cue = statement.attribution.map_or(&[][..], |a| &a.cue);
        let cue = self.corpus.reports[statement.report].words(cue).to_lowercase();
        let mut words = self.content_words();
        words.extend(cue.split(' ').map(str::to_owned));
        words.iter().any(|word| {
            matches!(
                word.as_str(),
                "defy" | "defies" | "defied" | "defying" | "defiance"
            )
        })
    }

    /// Whether the answer speaks of something said: "rejected the charge", "Aho's remarks were baseless".
    fn refers(&self) -> bool {
        self.content_words().iter().any(|word| is_said(word))
    }

    /// Whether it has no more than a word for it: "this", "the charge".
    fn points(&self) -> bool {
        let small = [
            "this", "that", "it", "so", "the", "these", "those", "any", "such", "all", "his", "her", "their",
        ];
        self.content_words()
            .iter()
            .all(|word| small.contains(&word.as_str()) || is_said(word))
    }

    fn content_words(&self) -> Vec<String> {
        let statement = self.statement();
        let content = self.corpus.reports[statement.report].words(&statement.spans);
        let words = content.split(|c: char| !c.is_alphanumeric());
        words
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect()
    }

    fn days_since(&self, of: &Statement<'_>) -> i32 {
        let day = |statement: &Statement<'_>| self.corpus.reports[statement.report].date();
        day(of)
            .until(day(self.statement()))
            .map_or(i32::MAX, |span| span.get_days())
    }

    /// What the statement can't hold together with: other numbers of one thing, and what another denies.
    pub fn contradicted(&self, candidates: &[usize]) -> Vec<(usize, Relation)> {
        let statement = self.statement();
        candidates
            .iter()
            .copied()
            .filter(|&other| {
                let of = &self.statements[other];
                let apart = self.numbers_apart(of) || affirms(statement, of);
                other < self.at
                    && apart
                    && !of.is_unknown()
                    && !statement.is_beside(of)
                    && self.days_since(of) <= DAYS
                    && {
                        let likeness = Likeness::of(self.corpus, statement, of);
                        let words = if of.act == Some(Act::Deny) {
                            SAME_WORDS
                        } else {
                            0.0
                        };
                        likeness.words >= words && likeness.words + likeness.sense >= ABOUT_THE_SAME
                    }
            })
            .map(|other| (other, Relation::Contradicts))
            .collect()
    }

    /// Whether two statements give different numbers of one thing.
    fn numbers_apart(&self, b: &Statement<'_>) -> bool {
        let a = self.statement();
        let (Some(one), Some(other)) = (a.attribution, b.attribution) else {
            return false;
        };
        let above = |low: Option<i64>, high: Option<i64>| {
            low.zip(high)
                .is_some_and(|(low, high)| low > high + high / ROUGHLY)
        };
        let apart = |x: &Quantity, y: &Quantity| {
            x.of.is_some()
                && x.of == y.of
                && (above(x.low.or(x.best), y.high.or(y.best)) || above(y.low.or(y.best), x.high.or(x.best)))
        };
        let whole = |report: usize, x: &&Quantity| !self.is_part(report, x);
        let others = || other.numbers.iter().filter(|y| whole(b.report, y));
        a.by != b.by
            && one
                .numbers
                .iter()
                .filter(|x| whole(a.report, x))
                .any(|x| others().any(|y| apart(x, y)))
    }

    /// "the first two steps", "the other five": a part, whose number says nothing of the whole.
    fn is_part(&self, report: usize, number: &Quantity) -> bool {
        let start = number.span.start();
        let before = Span::new(start.saturating_sub(8), start);
        let words = before.map_or("", |span| self.corpus.reports[report].slice(span));
        let last = words.split_whitespace().next_back().unwrap_or_default();
        matches!(last, "first" | "last" | "next" | "other" | "another" | "further")
    }
}

/// Whether a statement asks or offers something; a question asks for no more than an answer.
fn is_asked(of: &Statement<'_>) -> bool {
    let question = of.attribution.and_then(|a| a.act) == Some(Act::Ask);
    !question && matches!(of.act, Some(Act::Demand | Act::Ask | Act::Offer))
}

fn first(statement: &Statement<'_>) -> u32 {
    statement.spans.first().map_or(0, |span| span.start())
}

/// Whether a statement says of itself what another has denied.
fn affirms(statement: &Statement<'_>, of: &Statement<'_>) -> bool {
    statement.by != of.by
        && of.act == Some(Act::Deny)
        && statement.attribution.is_some()
        && matches!(statement.act, Some(Act::State | Act::Accuse | Act::Announce))
}
