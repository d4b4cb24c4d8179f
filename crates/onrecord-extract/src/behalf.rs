//! On whose behalf a source speaks: "White House" of "a White House spokeswoman", "port" of "a statement from the port".

use std::ops::Range;

use onrecord_types::{Parts, SourceKind, Token, Upos};

use crate::view::View;

/// Nouns for those who speak or act for another.
const AGENTS: &str = "official aide adviser advisor envoy ambassador negotiator delegate surrogate representative lawyer attorney \
                      source spokesman spokeswoman spokesperson strategist manager emissary deputy liaison counsel \
                      delegation";

/// The words, in the shortest form, where the source's own phrase names whom it speaks for.
pub(crate) fn on_behalf_of(
    view: &View<'_>,
    source: &Parts,
    kind: Option<SourceKind>,
) -> Option<Range<usize>> {
    let tokens: Vec<usize> = source.iter().cloned().flatten().collect();
    if kind == Some(SourceKind::Document) {
        let head = view.head(source.first()?);
        return behind(view, head, &["from", "by"]).or_else(|| before(view, head, true));
    }
    let is_agent = |at: &&usize| {
        let lemma = view.lemma(**at);
        AGENTS.split_ascii_whitespace().any(|agent| agent == lemma)
            && view
                .token(**at)
                .is_some_and(|token| matches!(token.upos, Upos::Noun | Upos::Propn))
    };
    let agent = *tokens.iter().find(is_agent)?;
    let former = |(_, child): (usize, &Token)| matches!(child.lemma.as_str(), "former" | "ex" | "retired");
    if view.children(agent).any(former) || view.lemma(agent.checked_sub(1).unwrap_or(agent)) == "former" {
        return None;
    }
    let is_source = view.lemma(agent) == "source";
    behind(view, agent, &["for", "of", "from", "in", "to", "at"])
        .or_else(|| before(view, agent, !is_source))
        .filter(|words| {
            words
                .clone()
                .all(|at| view.token(at).is_some_and(|token| token.upos != Upos::Pron))
        })
}

/// "a spokeswoman *for the port*": the noun behind one of these prepositions, with what names it.
fn behind(view: &View<'_>, head: usize, prepositions: &[&str]) -> Option<Range<usize>> {
    let with = |at: usize| {
        view.children(at).any(|(_, child)| {
            child.deprel == "case" && prepositions.contains(&child.lemma.to_lowercase().as_str())
        })
    };
    let named = |at: usize| {
        view.token(at)
            .is_some_and(|token| token.upos == Upos::Propn || token.upos == Upos::Noun)
    };
    let (noun, _) = view
        .children(head)
        .find(|(at, child)| child.deprel.starts_with("nmod") && with(*at) && named(*at))?;
    // "in charge of", "on condition of": no body.
    if view.lemma(noun) == "condition" || view.lemma(noun) == "charge" {
        return None;
    }
    // What stands before the noun and names it; for a plain noun, nothing.
    let mut first = noun;
    while let Some(at) = first.checked_sub(1) {
        let belongs = view.token(at).is_some_and(|t| {
            t.upos == Upos::Propn
                || (t.upos == Upos::Adj && t.xpos.starts_with("NNP"))
                || t.deprel == "compound"
        });
        if !belongs {
            break;
        }
        first = at;
    }
    let mut end = noun + 1;
    while view
        .token(end)
        .is_some_and(|t| t.upos == Upos::Propn && matches!(t.deprel, "flat" | "compound" | "nummod"))
    {
        end += 1;
    }
    Some(first..end)
}

/// "a *White House* spokeswoman", "*Lund's* lawyer": names and nouns before the head; adjectives of nationality
/// where `adjectives` allows them.
fn before(view: &View<'_>, head: usize, adjectives: bool) -> Option<Range<usize>> {
    let mut first = head;
    let mut end = head;
    let mut any = false;
    while let Some(at) = first.checked_sub(1) {
        let token = view.token(at)?;
        let word = view.word(at);
        let capital = word.starts_with(char::is_uppercase);
        let is_name = token.upos == Upos::Propn || (capital && adjectives && token.upos == Upos::Adj);
        let is_noun = token.upos == Upos::Noun && token.deprel == "compound";
        // "foreign ministry": the body's own adjective.
        let of_body = token.upos == Upos::Adj
            && !capital
            && first < head
            && token.head.is_some_and(|of| of == first && of < head);
        let possessive = token.xpos == "POS";
        if possessive && first == head {
            end = at;
        } else if possessive && any {
            // "Iran's foreign ministry".
        } else if !(is_name || is_noun || of_body) {
            break;
        } else if matches!(view.lemma(at).as_str(), "press" | "chief" | "campaign" | "media")
            && !any
            && first == head
        {
            // "press secretary", "campaign manager": part of the office.
            end = at;
        } else {
            any = true;
        }
        first = at;
    }
    // The office's own words at the end are none of the name.
    let words = first..end.max(first);
    (any && !words.is_empty()).then_some(words)
}
