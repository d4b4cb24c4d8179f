use onrecord_types::Report;
use sha2::{Digest, Sha256};

/// The fingerprint of a report as it was read: SHA-256 over its id, date, publisher, title, url and text, each
/// as a byte that says whether it's there, its length in bytes (64 bits, little end first) and its UTF-8.
///
/// Kept in ledgers: it must never change.
pub(crate) fn hash(report: &Report) -> [u8; 32] {
    let date = report.date.to_string();
    let mut hash = Sha256::new();
    let fields = [
        Some(report.id.as_str()),
        Some(date.as_str()),
        report.publisher.as_deref(),
        report.title.as_deref(),
        report.url.as_deref(),
        Some(report.text.as_str()),
    ];
    for field in fields {
        hash.update([u8::from(field.is_some())]);
        let field = field.unwrap_or_default();
        hash.update((field.len() as u64).to_le_bytes());
        hash.update(field);
    }
    hash.finalize().into()
}

/// A fingerprint in hexadecimal.
pub(crate) fn hexadecimal(text: &str) -> String {
    Sha256::digest(text)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_fingerprint_is_frozen() {
        let report = onrecord_types::Report {
            id: "a".into(),
            date: jiff::civil::date(2031, 5, 7),
            publisher: None,
            title: Some(String::new()),
            url: None,
            text: "Norland will sign.".into(),
        };
        let hash: String = super::hash(&report).iter().map(|b| format!("{b:02x}")).collect();
        assert_eq!(
            hash,
            "7445f884958041469a773b055bfc62512e6acc1e8d2ee4ccfa45380f33ba94e6"
        );
        let other = onrecord_types::Report {
            title: None,
            ..report.clone()
        };
        assert_ne!(
            super::hash(&other),
            super::hash(&report),
            "no title and an empty one differ"
        );
    }
}
