//! The rules made ready, and the walk over the text.

use std::sync::LazyLock;

use jiff::civil::Date;

use crate::context::Context;
use crate::days::{self, Days};
use crate::lexicon::{Lexicon, Sym};
use crate::parts::Part;
use crate::pattern::Pattern;
use crate::rules::{FAMILIES, Rule};
use crate::syms::Syms;
use crate::value::Value;
use crate::{Expression, Kind};

/// All rules of a language, by the word that they can start with.
pub(crate) struct Grammar {
    lexicon: Lexicon,
    patterns: Vec<(&'static Rule, Pattern)>,
    starts: Vec<Start>,
}

/// The patterns that can start with a word.
struct Start {
    /// The words that can stand second in any of them; `None`: whatever stands there.
    seconds: Option<Syms>,
    /// Each with the words that can stand second in it.
    patterns: Vec<(u16, Option<Syms>)>,
}

/// What a rule made of the text at one place.
struct Candidate {
    start: usize,
    end: usize,
    value: Value,
}

impl Grammar {
    /// The rules for English.
    pub fn english() -> &'static Self {
        static ENGLISH: LazyLock<Grammar> = LazyLock::new(|| Grammar::new(FAMILIES));
        &ENGLISH
    }

    /// The known words.
    #[cfg(test)]
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    fn new(families: &[&'static [Rule]]) -> Self {
        let mut lexicon = Lexicon::new();
        for word in Part::words() {
            lexicon.intern(word);
        }
        let mut patterns = Vec::new();
        for rule in families.iter().copied().flatten() {
            for source in rule.patterns {
                patterns.push((rule, Pattern::new(source, &mut lexicon)));
            }
        }
        for (_, pattern) in &mut patterns {
            pattern.prepare(&lexicon.entries);
        }
        let words = lexicon.entries.len();
        let starts = (0u16..).take(words).map(|sym| {
            let able = (0u16..)
                .zip(&patterns)
                .filter(|(_, (_, p))| p.can_start(Sym(sym)));
            let able: Vec<_> = able.map(|(i, (_, p))| (i, p.seconds(Sym(sym), words))).collect();
            let mut seconds = Some(Syms::new(words));
            for (_, one) in &able {
                match (&mut seconds, one) {
                    (Some(all), Some(one)) => all.extend(one),
                    _ => seconds = None,
                }
            }
            Start {
                seconds,
                patterns: able,
            }
        });
        Self {
            starts: starts.collect(),
            lexicon,
            patterns,
        }
    }

    /// The expressions of a text: at each place the longest, of equals the rule that is listed first.
    pub fn find(&self, text: &str, date: Date) -> Vec<Expression> {
        let mut cx = Context::new(text, date, &self.lexicon);
        let (mut starts, mut plain) = (Vec::new(), Vec::new());
        let mut at = 0;
        while at < cx.tokens.len() {
            let Some(mut best) = self.best(&cx, at) else {
                at += 1;
                continue;
            };
            // A rule that looks at the words before must not cut off a longer one that doesn't.
            for from in at + 1..=best.start {
                if let Some(longer) = self.best(&cx, from)
                    && longer.end > best.end
                {
                    best = longer;
                    break;
                }
            }
            if let (Some(first), Some(last)) = (cx.tokens.get(best.start), cx.tokens.get(best.end - 1)) {
                let bytes = first.start..last.end;
                let Value {
                    kind,
                    text,
                    modifier,
                    days,
                } = best.value;
                let own = days.unwrap_or_else(|| days::of_value(&text, date));
                let Days { from, to } = match days {
                    // A length is placed by its own words.
                    Some(days) if kind == Kind::Duration => days,
                    _ => days::around(own, modifier, &cx, best.start, best.end),
                };
                starts.push(best.start);
                plain.push(own);
                cx.found.push((
                    Expression {
                        bytes,
                        kind,
                        value: text,
                        modifier,
                        from,
                        to,
                    },
                    best.end,
                ));
            }
            at = best.end;
        }
        let mut found = std::mem::take(&mut cx.found);
        days::ranges(&cx, &mut found, &starts, &plain);
        found.into_iter().map(|(expression, _)| expression).collect()
    }

    fn best(&self, cx: &Context<'_>, at: usize) -> Option<Candidate> {
        let start = self.starts.get(usize::from(cx.tokens.get(at)?.sym.0))?;
        let second = cx.tokens.get(at + 1).map_or(Sym::UNKNOWN, |token| token.sym);
        let open = |seconds: &Option<Syms>| seconds.as_ref().is_none_or(|set| set.has(second));
        if start.patterns.is_empty() || !open(&start.seconds) {
            return None;
        }
        let mut best: Option<Candidate> = None;
        for (pattern, seconds) in &start.patterns {
            if !open(seconds) {
                continue;
            }
            let Some((rule, pattern)) = self.patterns.get(usize::from(*pattern)) else {
                continue;
            };
            let Some(found) = pattern.matches(cx, at) else {
                continue;
            };
            if best.as_ref().is_none_or(|b| found.end() > b.end)
                && let Some(value) = (rule.value)(&found)
            {
                best = Some(Candidate {
                    start: found.start,
                    end: found.end(),
                    value,
                });
            }
        }
        best
    }
}
