//! Counts: "three", "twenty-four", "2 1/2", "a couple of", "several".

use crate::context::Context;
use crate::lexicon::Class;
use crate::unit::Count;

/// "three", "twenty-four", "1,200", "2 1/2", "a couple of", "several", "half an"
pub(super) fn count(cx: &Context<'_>, at: usize) -> Option<(usize, Count)> {
    let token = cx.tokens.get(at)?;
    match token.class {
        Class::Number if cx.is(at + 1, &["/"]) => {
            // "1/2" alone.
            let half = token.val == 1 && cx.number(at + 2) == Some(2);
            half.then_some((
                at + 3,
                Count {
                    half: true,
                    ..Count::exactly(0)
                },
            ))
        }
        Class::Number | Class::Grouped => {
            let count = Count::exactly(u32::try_from(token.val).ok()?);
            let joined = if cx.is(at + 1, &["-"]) { at + 2 } else { at + 1 };
            let half =
                cx.number(joined) == Some(1) && cx.is(joined + 1, &["/"]) && cx.number(joined + 2) == Some(2);
            Some(if half {
                (joined + 3, Count { half, ..count })
            } else {
                scaled(cx, at + 1, count)
            })
        }
        Class::Half => Some((
            at + 1,
            Count {
                half: true,
                ..Count::exactly(u32::try_from(token.val).ok()?)
            },
        )),
        Class::Cardinal => {
            let (next, n) = below_hundred(cx, at)?;
            let (next, count) = scaled(cx, next, Count::exactly(u32::try_from(n).ok()?));
            Some(and_a_half(cx, next, count))
        }
        Class::Word => vague(cx, at),
        _ => None,
    }
}

/// "and a half" behind a count.
fn and_a_half(cx: &Context<'_>, at: usize, count: Count) -> (usize, Count) {
    // "three and a half", "three-and-a-half"
    let step = 1 + usize::from(cx.is(at, &["-"]));
    let first = at + step - 1;
    let half = cx.is(first, &["and"]) && cx.is(first + step, &["a"]) && cx.is(first + 2 * step, &["half"]);
    if half {
        (first + 2 * step + 1, Count { half, ..count })
    } else {
        (at, count)
    }
}

/// "hundred", "thousand" behind a count.
fn scaled(cx: &Context<'_>, at: usize, count: Count) -> (usize, Count) {
    match (cx.tokens.get(at), count.whole) {
        (Some(scale), Some(n)) if scale.class == Class::Scale => {
            let whole = n.saturating_mul(scale.val.unsigned_abs());
            match below_hundred(cx, if cx.is(at + 1, &["and"]) { at + 2 } else { at + 1 }) {
                Some((next, rest)) => (next, Count::exactly(whole.saturating_add(rest.unsigned_abs()))),
                None => (at + 1, Count::exactly(whole)),
            }
        }
        _ => (at, count),
    }
}

/// "a", "a few", "a couple of", "several", "half an", "dozens of"
fn vague(cx: &Context<'_>, at: usize) -> Option<(usize, Count)> {
    let couple = Count {
        modifier: Some("APPROX"),
        ..Count::exactly(2)
    };
    if cx.is(at, &["a", "an"]) {
        let next = at + 1;
        return Some(if cx.is(next, &["few"]) {
            (next + 1, Count::unknown())
        } else if cx.is(next, &["couple"]) {
            (next + 1 + usize::from(cx.is(next + 1, &["of"])), couple)
        } else if cx.is(next, &["dozen"]) {
            (next + 1, Count::exactly(12))
        } else if cx.tokens.get(next).is_some_and(|t| t.class == Class::Scale) {
            scaled(cx, next, Count::exactly(1))
        } else if cx.is(next, &["half"]) {
            (
                next + 1 + usize::from(cx.is(next + 1, &["-"])),
                Count {
                    half: true,
                    ..Count::exactly(0)
                },
            )
        } else {
            (next, Count::exactly(1))
        });
    }
    if cx.is(at, &["half"]) {
        let next = at + 1 + usize::from(cx.is(at + 1, &["-"]));
        let article = cx.is(next, &["a", "an"]);
        return article.then_some((
            next + 1,
            Count {
                half: true,
                ..Count::exactly(0)
            },
        ));
    }
    if cx.is(at, &["couple"]) {
        return Some((at + 1 + usize::from(cx.is(at + 1, &["of"])), couple));
    }
    if cx.is(at, &["dozens", "hundreds", "scores", "thousands"]) {
        return cx.is(at + 1, &["of"]).then_some((at + 2, Count::unknown()));
    }
    cx.is(at, &["few", "several", "many"])
        .then_some((at + 1, Count::unknown()))
}

/// "seven", "twenty four", "twenty-four"
pub(super) fn below_hundred(cx: &Context<'_>, at: usize) -> Option<(usize, i32)> {
    let token = cx.tokens.get(at)?;
    if token.class != Class::Cardinal {
        return None;
    }
    if token.val >= 20 {
        let next = if cx.is(at + 1, &["-"]) { at + 2 } else { at + 1 };
        if let Some(last) = cx.tokens.get(next)
            && last.class == Class::Cardinal
            && last.val < 10
        {
            return Some((next + 1, token.val + last.val));
        }
    }
    Some((at + 1, token.val))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::found::Datum;
    use crate::parts::Part;
    use crate::parts::tests::read;

    #[test]
    fn counts() {
        let counts = [
            ("three weeks", "three", Count::exactly(3)),
            ("twenty-four hours", "twenty-four", Count::exactly(24)),
            ("two thousand years", "two thousand", Count::exactly(2000)),
            ("1,200 days", "1,200", Count::exactly(1200)),
            (
                "5 1/2 hours",
                "5 1/2",
                Count {
                    half: true,
                    ..Count::exactly(5)
                },
            ),
            (
                "2.5 hours",
                "2.5",
                Count {
                    half: true,
                    ..Count::exactly(2)
                },
            ),
            (
                "a couple of years",
                "a couple of",
                Count {
                    modifier: Some("APPROX"),
                    ..Count::exactly(2)
                },
            ),
            ("several months", "several", Count::unknown()),
            (
                "three-and-a-half years",
                "three-and-a-half",
                Count {
                    half: true,
                    ..Count::exactly(3)
                },
            ),
            (
                "half an hour",
                "half an",
                Count {
                    half: true,
                    ..Count::exactly(0)
                },
            ),
            (
                "99 million million years",
                "99 million",
                Count::exactly(99_000_000),
            ),
        ];
        for (text, taken, count) in counts {
            assert_eq!(
                read(Part::Count, text),
                Some((taken.to_owned(), Datum::Count(count))),
                "{text}"
            );
        }
    }
}
