//! On which day something was said: a day told beside the cue ("… said Wednesday", "on Monday Lund denied …"), or
//! beside another cue of the same speech by the same source.

use jiff::civil::Date;
use onrecord_types::{Attributed, Time, TimeType};

use crate::view::View;

/// A day and the id of the time that it was read from.
pub(crate) type Day = (Date, String);

/// How far a day may stand from its cue, in words.
const REACH: usize = 12;

/// How many sentences a speech goes on, from one cue of its source to the next.
const SPEECH: usize = 8;

/// An attribution as far as its day is concerned.
pub(crate) struct Said<'a> {
    pub attributed: &'a Attributed,
    /// Its source; none where that isn't known.
    pub member: Option<usize>,
    /// Whether something was said: an attitude has no day that another's could be.
    pub speech: bool,
    /// Whether the source is somebody without a name, or a body: one whose words a report's lead tells in brief, to name the
    /// speaker below.
    pub nameless: bool,
    /// Whether the source is a body, a medium or a document.
    pub is_body: bool,
    /// Whether the source is one person with a name.
    pub named: bool,
}

/// The day of each attribution, where the report tells it.
pub(crate) fn said_on(
    view: &View<'_>,
    all: &[Said<'_>],
    times: &[Time],
    date: Date,
    member_at: &dyn Fn(usize) -> Option<usize>,
) -> Vec<Option<Day>> {
    let days = days(view, all, times, date);
    let mut own: Vec<Option<Day>> = all
        .iter()
        .map(|said| own(view, said.attributed, all, &days).filter(|_| !is_lasting(view, said.attributed)))
        .collect();
    let occasions = occasions(view, &days, member_at);
    for (at, said) in all.iter().enumerate() {
        if own[at].is_none() && said.speech && !is_lasting(view, said.attributed) {
            own[at] = of_occasion(view, said, &occasions);
        }
    }
    let described = of_description(view, all, &own);
    for (day, described) in own.iter_mut().zip(described) {
        if day.is_none() {
            *day = described;
        }
    }
    let lead = of_lead(view, all, &own);
    for (day, lead) in own.iter_mut().zip(lead) {
        if day.is_none() {
            *day = lead;
        }
    }
    all.iter()
        .enumerate()
        .map(|(at, said)| own[at].clone().or_else(|| of_speech(view, all, &own, at, said)))
        .collect()
}

/// What is said often or always was said on no one day.
fn is_lasting(view: &View<'_>, attributed: &Attributed) -> bool {
    let often = |at: usize| {
        matches!(
            view.lemma(at).as_str(),
            "often" | "repeatedly" | "always" | "frequently" | "long" | "consistently" | "regularly"
        )
    };
    attributed.cue.iter().any(|cue| {
        cue.clone().any(often)
            || view
                .children(view.head(cue))
                .any(|(at, child)| child.upos == onrecord_types::Upos::Adv && often(at))
    })
}

/// A day on which somebody spoke or appeared in public, told of the deed and not of the words.
struct Occasion {
    member: usize,
    sentence: usize,
    day: Day,
}

/// Verbs of public occasions: "Lund opened the museum on Saturday", "on Monday Aho addressed the council".
const OCCASIONS: &str = "speak address appear open dedicate rally hold host brief meet testify arrive campaign deliver give lecture \
                         attend visit";

fn occasions(view: &View<'_>, days: &[Told], member_at: &dyn Fn(usize) -> Option<usize>) -> Vec<Occasion> {
    let occasion = |told: &Told| {
        let verb = governor(view, told.at)?;
        let lemma = view.lemma(verb);
        OCCASIONS.split_ascii_whitespace().find(|word| *word == lemma)?;
        Some(Occasion {
            member: member_at(view.subject(verb)?)?,
            sentence: view.sentence(told.at),
            day: told.day.clone(),
        })
    };
    days.iter().filter_map(occasion).collect()
}

/// The day of the occasion at which a source speaks: the last one told of it, in the sentences before.
fn of_occasion(view: &View<'_>, said: &Said<'_>, occasions: &[Occasion]) -> Option<Day> {
    let member = said.member?;
    let here = view.sentence(said.attributed.cue.first()?.start);
    let fits = |o: &&Occasion| o.member == member && o.sentence <= here && o.sentence + SPEECH >= here;
    occasions.iter().rev().find(fits).map(|o| o.day.clone())
}

/// The day of the source before, for one that is called by a description which nobody else bears: "Lund denied it on Monday.
/// The 82-year-old said …". A body goes on as a body, a person as a person.
fn of_description(view: &View<'_>, all: &[Said<'_>], own: &[Option<Day>]) -> Vec<Option<Day>> {
    let sentence = |said: &Said<'_>| said.attributed.cue.first().map(|cue| view.sentence(cue.start));
    let first = |said: &Said<'_>| said.attributed.source.first().map(|part| part.start);
    let is_person = |said: &Said<'_>| said.named || said.nameless && !said.is_body;
    let mut out: Vec<Option<Day>> = vec![None; all.len()];
    for (at, said) in all.iter().enumerate() {
        let Some((here, start)) = sentence(said)
            .zip(first(said))
            .filter(|_| said.speech && own[at].is_none())
        else {
            continue;
        };
        // New as a source, and described.
        let known = all[..at]
            .iter()
            .any(|other| other.member.is_some() && other.member == said.member);
        if !view.word(start).eq_ignore_ascii_case("the") || known || said.named {
            continue;
        }
        let before = all[..at]
            .iter()
            .zip(own)
            .rev()
            .find(|(other, _)| other.attributed.source.first() != said.attributed.source.first());
        out[at] = before
            .filter(|(other, _)| {
                other.speech
                    && is_person(other) == is_person(said)
                    && sentence(other).is_some_and(|there| there < here && here <= there + LEAD)
            })
            .and_then(|(_, day)| day.clone());
    }
    out
}

/// The lead's day for the words that follow it and tell it in full: "A senior official said Friday …. 'We will stay,' said
/// Ana Lund, the port's director." So a report of an agency is built; a lead with a name speaks of that one alone.
fn of_lead(view: &View<'_>, all: &[Said<'_>], own: &[Option<Day>]) -> Vec<Option<Day>> {
    let sentence = |said: &Said<'_>| said.attributed.cue.first().map(|cue| view.sentence(cue.start));
    let none = || vec![None; all.len()];
    // The first attribution; behind a headline, perhaps.
    let lead =
        all.iter().zip(own).enumerate().find(|(_, (said, day))| {
            day.is_some() && said.speech && sentence(said).is_some_and(|at| at <= 1)
        });
    let Some((lead, (said, Some(day)))) = lead else {
        return none();
    };
    let Some(at) = sentence(said).filter(|_| said.nameless) else {
        return none();
    };
    let follows = |said: &Said<'_>| {
        said.speech && said.named && sentence(said).is_some_and(|here| here > at && here <= at + LEAD)
    };
    let mut out = none();
    let mut speaker: Option<usize> = None;
    for (index, said) in all.iter().enumerate().skip(lead + 1) {
        if own[index].is_some() {
            // Another day's words: the lead is told.
            break;
        }
        // The first who is named; the next one speaks elsewhere.
        let same = speaker.is_none() || speaker == said.member;
        if follows(said) && said.member.is_some() && same && !is_lasting(view, said.attributed) {
            speaker = said.member;
            out[index] = Some(day.clone());
        }
    }
    out
}

/// How many sentences behind it a lead is told in full.
const LEAD: usize = 2;

/// A full day told outside of every content.
struct Told {
    /// Its first token.
    at: usize,
    day: Day,
}

fn days(view: &View<'_>, all: &[Said<'_>], times: &[Time], date: Date) -> Vec<Told> {
    let told = |time: &Time| {
        // A day after the report's isn't one of saying.
        let day = full_day(time).filter(|&day| day <= date)?;
        let bytes = view.offsets.bytes(time.span)?;
        let at = view
            .document
            .tokens
            .partition_point(|t| t.bytes.end <= bytes.start);
        let inside = all
            .iter()
            .flat_map(|said| &said.attributed.content)
            .any(|part| part.contains(&at));
        // "after Monday's talks", "since March 1": not on that day.
        let bounded = at > 0
            && matches!(
                view.lemma(at - 1).as_str(),
                "after" | "before" | "since" | "until" | "till" | "by" | "from" | "through"
            );
        // "an overnight stop": of the stop.
        let of_noun = view.token(at).is_some_and(|token| token.deprel == "amod");
        // "After a test on Oct. 9, …": talks are told of within days, what lies longer back is no day of saying.
        let old = day < date.saturating_sub(jiff::Span::new().days(OLD)) && is_after(view, at);
        (!inside && !bounded && !of_noun && !old).then(|| Told {
            at,
            day: (day, time.id.clone()),
        })
    };
    times.iter().filter_map(told).collect()
}

/// Days after which an event that something is said after isn't the occasion of saying it.
const OLD: i64 = 7;

/// Whether a time belongs to something after which something else was: "after a test on Oct. 9".
fn is_after(view: &View<'_>, at: usize) -> bool {
    let mut here = at;
    for _ in 0..4 {
        let after = |(_, child): (usize, &onrecord_types::Token)| {
            matches!(child.deprel, "case" | "mark") && matches!(child.lemma.as_str(), "after" | "following")
        };
        if view.children(here).any(after) {
            return true;
        }
        match view.token(here).and_then(|token| token.head) {
            Some(head) => here = head,
            None => break,
        }
    }
    false
}

/// The day nearest to the cue in its sentence; a cue that stands nearer has the better claim to it, unless the two
/// are coordinated ("on Monday confirmed … and said …").
fn own(view: &View<'_>, attributed: &Attributed, all: &[Said<'_>], days: &[Told]) -> Option<Day> {
    let cue = attributed.cue.first()?;
    let sentence = view.document.sentences.get(view.sentence(cue.start))?.clone();
    let distance = |at: usize, cue: &std::ops::Range<usize>| {
        if at < cue.start {
            cue.start - at
        } else {
            at.saturating_sub(cue.end)
        }
    };
    let verb = view.head(cue);
    let clause = clause_of(view, verb);
    let mut best: Option<(usize, &Told)> = None;
    for told in days.iter().filter(|told| sentence.contains(&told.at)) {
        let away = distance(told.at, cue);
        // The day's own verb, where the tree hangs it on the cue's or on one coordinated with it.
        let governor = governor(view, told.at);
        let hangs_on = governor.is_some_and(|governor| clause_of(view, governor) == clause);
        let nearer = all
            .iter()
            .map(|other| other.attributed)
            .filter(|other| *other != attributed)
            .filter_map(|other| other.cue.first())
            .any(|other| sentence.contains(&other.start) && away > distance(told.at, other));
        if (hangs_on || away <= REACH && !nearer) && best.is_none_or(|(least, _)| away < least) {
            best = Some((away, told));
        }
    }
    best.map(|(_, told)| told.day.clone())
}

/// The verb that a word hangs on, over the nouns and names between.
fn governor(view: &View<'_>, at: usize) -> Option<usize> {
    let token = view.token(at)?;
    let mut head = token.head?;
    // "Monday evening": the phrase's own head first.
    for _ in 0..2 {
        let token = view.token(head)?;
        if token.xpos.starts_with("VB") {
            return Some(head);
        }
        if !matches!(
            token.deprel,
            "obl" | "obl:tmod" | "obl:unmarked" | "nmod:tmod" | "nmod:unmarked"
        ) {
            return None;
        }
        head = token.head?;
    }
    view.token(head)
        .filter(|t| t.xpos.starts_with("VB"))
        .map(|_| head)
}

/// The first of the verbs that one is coordinated with.
fn clause_of(view: &View<'_>, verb: usize) -> usize {
    let mut at = verb;
    for _ in 0..6 {
        match view.token(at).filter(|t| t.deprel == "conj").and_then(|t| t.head) {
            Some(head) => at = head,
            None => break,
        }
    }
    at
}

/// The day of the same source's nearest other cue that has one, within a speech's reach: the one before, else the
/// one behind.
fn of_speech(
    view: &View<'_>,
    all: &[Said<'_>],
    own: &[Option<Day>],
    at: usize,
    said: &Said<'_>,
) -> Option<Day> {
    let sentence = |said: &Said<'_>| said.attributed.cue.first().map(|cue| view.sentence(cue.start));
    let here = sentence(said)?;
    said.member
        .filter(|_| said.speech && !is_lasting(view, said.attributed))?;
    let same = |(_, (other, day)): &(usize, (&Said<'_>, &Option<Day>))| {
        other.speech
            && other.member == said.member
            && day.is_some()
            && sentence(other).is_some_and(|there| there.abs_diff(here) <= SPEECH)
    };
    let others = || all.iter().zip(own).enumerate();
    let before = others().take(at).rfind(same);
    let after = || others().skip(at + 1).find(same);
    before.or_else(after).and_then(|(_, (_, day))| day.clone())
}

/// The day of a DATE or TIME that names one.
fn full_day(time: &Time) -> Option<Date> {
    let value = time
        .value
        .as_deref()
        .filter(|_| matches!(time.kind, TimeType::Date | TimeType::Time))?;
    let day = value.get(..10)?;
    let rest = value.get(10..)?;
    if !(rest.is_empty() || rest.starts_with('T')) {
        return None;
    }
    day.parse().ok()
}
