//! Every pair of text and ground that the style puts together has a contrast of 4.5:1 or more (WCAG 2.2, AA), in
//! light and in dark.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

const STYLE: &str = include_str!("../assets/style.css");

/// The grounds that words of a colour can stand on.
const PAIRS: &[(&str, &[&str])] = &[
    (
        "ink",
        &[
            "paper",
            "panel",
            "content",
            "content-2",
            "content-3",
            "lit",
            "held",
        ],
    ),
    (
        "source",
        &[
            "paper",
            "panel",
            "content",
            "content-2",
            "content-3",
            "lit",
            "held",
        ],
    ),
    (
        "cue",
        &[
            "paper",
            "panel",
            "content",
            "content-2",
            "content-3",
            "lit",
            "held",
        ],
    ),
    (
        "link",
        &[
            "paper",
            "panel",
            "content",
            "content-2",
            "content-3",
            "lit",
            "held",
        ],
    ),
    (
        "time",
        &[
            "paper",
            "panel",
            "content",
            "content-2",
            "content-3",
            "lit",
            "held",
        ],
    ),
    ("soft", &["paper", "panel", "lit", "held"]),
    ("tip-ink", &["tip"]),
];

fn palette(block: &str) -> BTreeMap<&str, [f64; 3]> {
    let declared = block
        .split(';')
        .filter_map(|line| line.trim().strip_prefix("--")?.split_once(": #"));
    declared
        .map(|(name, hex)| {
            let part = |at: usize| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
            (name, [part(0), part(2), part(4)])
        })
        .collect()
}

fn luminance(colour: [f64; 3]) -> f64 {
    let linear = |part: f64| {
        if part <= 0.04045 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    };
    let [red, green, blue] = colour.map(linear);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn words_stand_out_from_their_ground() {
    let blocks: Vec<&str> = STYLE
        .split(":root {")
        .skip(1)
        .filter_map(|rest| rest.split('}').next())
        .collect();
    assert_eq!(blocks.len(), 2, "a light palette and a dark one");
    for (scheme, block) in ["light", "dark"].into_iter().zip(blocks) {
        let palette = palette(block);
        for (words, grounds) in PAIRS {
            for ground in *grounds {
                let ratio = contrast(palette[words], palette[ground]);
                assert!(ratio >= 4.5, "{scheme}: {words} on {ground} is {ratio:.2}:1");
            }
        }
        // What isn't words but tells things apart: 3:1 (WCAG 1.4.11).
        for ground in ["paper", "content"] {
            let ratio = contrast(palette["bar"], palette[ground]);
            assert!(ratio >= 3.0, "{scheme}: bar on {ground} is {ratio:.2}:1");
        }
    }
}

#[test]
fn colours_are_named_once_and_used_by_name() {
    let body = STYLE.rsplit_once(":root {").unwrap().1.split_once('}').unwrap().1;
    assert!(
        !body.contains(": #") && !body.contains(" #"),
        "a colour outside the palettes isn't tested"
    );
    assert!(
        !STYLE.contains("url(") && !STYLE.contains("@import"),
        "nothing is fetched"
    );
}
