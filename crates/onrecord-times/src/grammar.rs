//! The rules made ready, and the walk over the text.

use std::sync::LazyLock;

use jiff::civil::Date;

use crate::Expression;
use crate::context::Context;
use crate::lexicon::{Lexicon, Sym};
use crate::parts::Part;
use crate::pattern::Pattern;
use crate::rules::{FAMILIES, Rule};
use crate::value::Value;

/// All rules of a language, by the word that they can start with.
pub(crate) struct Grammar {
    lexicon: Lexicon,
    patterns: Vec<(&'static Rule, Pattern)>,
    starts: Vec<Vec<u16>>,
}

impl Grammar {
    /// The rules for English.
    pub fn english() -> &'static Self {
        static ENGLISH: LazyLock<Grammar> = LazyLock::new(|| Grammar::new(FAMILIES));
        &ENGLISH
    }

    /// The known words.
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
        let starts = lexicon.entries.iter().enumerate().map(|(sym, entry)| {
            let able = patterns
                .iter()
                .enumerate()
                .filter(|(_, (_, p))| p.can_start(Sym(sym as u16), entry));
            able.map(|(i, _)| i as u16).collect()
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
        let mut at = 0;
        while let Some(token) = cx.tokens.get(at) {
            let candidates = self
                .starts
                .get(token.sym.0 as usize)
                .map_or(&[][..], Vec::as_slice);
            if candidates.is_empty() {
                at += 1;
                continue;
            }
            let Some((end, start, value, _)) = self.best(&cx, at, candidates) else {
                at += 1;
                continue;
            };
            if let (Some(first), Some(last)) = (cx.tokens.get(start), cx.tokens.get(end - 1)) {
                let bytes = first.start..last.end;
                let Value { kind, text, modifier } = value;
                cx.found.push((
                    Expression {
                        bytes,
                        kind,
                        value: text,
                        modifier,
                    },
                    end,
                ));
            }
            at = end;
        }
        cx.found.into_iter().map(|(expression, _)| expression).collect()
    }

    fn best(
        &self,
        cx: &Context<'_>,
        at: usize,
        candidates: &[u16],
    ) -> Option<(usize, usize, Value, &'static Rule)> {
        let mut best: Option<(usize, usize, Value, &'static Rule)> = None;
        for &candidate in candidates {
            let Some((rule, pattern)) = self.patterns.get(candidate as usize) else {
                continue;
            };
            let Some(found) = pattern.matches(cx, at) else {
                continue;
            };
            if best.as_ref().is_none_or(|b| found.end() > b.0)
                && let Some(value) = (rule.value)(&found)
            {
                best = Some((found.end(), found.start, value, rule));
            }
        }
        best
    }
}
