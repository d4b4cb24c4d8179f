//! The style, the script and the icon, compiled in.

use std::fmt::Write;

use axum::extract::RawQuery;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::IntoResponse;

use crate::ask::Asked;
use crate::fault::Fault;

const STYLE: &str = include_str!("../assets/style.css");
const SCRIPT: &str = include_str!("../assets/script.js");
const ICON: &str = include_str!("../assets/icon.svg");

/// Addresses that change with what lies there, so that browsers may keep it for good.
pub(crate) fn style_address() -> String {
    format!("/style.css?v={:016x}", fingerprint(STYLE))
}

/// The script's address.
pub(crate) fn script_address() -> String {
    format!("/script.js?v={:016x}", fingerprint(SCRIPT))
}

/// The address of the style that joins the marks of each of so many attributions.
pub(crate) fn joins_address(attributions: usize) -> String {
    let room = attributions.next_power_of_two().clamp(16, MOST_JOINED);
    format!("/joins.css?n={room}&v={:016x}", fingerprint(JOIN))
}

pub(crate) async fn style() -> impl IntoResponse {
    kept("text/css; charset=utf-8", STYLE)
}

pub(crate) async fn script() -> impl IntoResponse {
    kept("text/javascript; charset=utf-8", SCRIPT)
}

pub(crate) async fn icon() -> impl IntoResponse {
    kept("image/svg+xml", ICON)
}

pub(crate) async fn joins(RawQuery(query): RawQuery) -> Result<impl IntoResponse, Fault> {
    let n = Asked::new(query.as_deref()).number("n", 0, MOST_JOINED)?;
    Ok(kept("text/css; charset=utf-8", join_rules(n.unwrap_or(0))))
}

fn kept(kind: &'static str, body: impl IntoResponse) -> impl IntoResponse {
    let headers = [
        (CONTENT_TYPE, kind),
        (CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    (headers, body)
}

/// Attributions past this one of a report aren't joined.
const MOST_JOINED: usize = 1024;

/// Where a part of attribution N (`iN`: its own words, its number, its place in the list) is chosen or pointed at,
/// all its parts (`mN`) light up. CSS can't say "the same N", so each N has its rules.
const JOIN: &str = "body:has(.i#:is(:target,:focus,:focus-within)) .m#{background:var(--held);box-shadow:var(--join)}\n\
    body:has(.i#:hover) .m#{background:var(--lit);box-shadow:var(--join)}\n";

fn join_rules(n: usize) -> String {
    (1..=n).fold(String::new(), |mut rules, n| {
        // Writing to a string can't fail.
        let _ = write!(rules, "{}", JOIN.replace('#', &n.to_string()));
        rules
    })
}

/// FNV-1a, 64 bits.
const fn fingerprint(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let (mut hash, mut at) = (0xcbf2_9ce4_8422_2325_u64, 0);
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u64).wrapping_mul(0x0000_0100_0000_01b3);
        at += 1;
    }
    hash
}

#[cfg(test)]
mod tests {
    #[test]
    fn each_attribution_has_its_rules() {
        let rules = super::join_rules(12);
        assert_eq!(rules.lines().count(), 24);
        assert!(rules.contains("body:has(.i12:hover) .m12{"));
        assert!(!rules.contains('#'));
    }
}
