//! Which language a text is in.

use whatlang::Lang;

/// Letters that a text must have for its language to be told.
const LEAST: usize = 40;

/// So many characters of a text are looked at.
const ENOUGH: usize = 2000;

/// Languages with their codes (ISO 639-1).
const CODES: &[(Lang, &str)] = &[
    (Lang::Eng, "en"),
    (Lang::Rus, "ru"),
    (Lang::Cmn, "zh"),
    (Lang::Spa, "es"),
    (Lang::Por, "pt"),
    (Lang::Ita, "it"),
    (Lang::Ben, "bn"),
    (Lang::Fra, "fr"),
    (Lang::Deu, "de"),
    (Lang::Ukr, "uk"),
    (Lang::Kat, "ka"),
    (Lang::Ara, "ar"),
    (Lang::Hin, "hi"),
    (Lang::Jpn, "ja"),
    (Lang::Heb, "he"),
    (Lang::Pol, "pl"),
    (Lang::Amh, "am"),
    (Lang::Kor, "ko"),
    (Lang::Nob, "no"),
    (Lang::Dan, "da"),
    (Lang::Swe, "sv"),
    (Lang::Fin, "fi"),
    (Lang::Tur, "tr"),
    (Lang::Nld, "nl"),
    (Lang::Hun, "hu"),
    (Lang::Ces, "cs"),
    (Lang::Ell, "el"),
    (Lang::Bul, "bg"),
    (Lang::Ron, "ro"),
    (Lang::Slv, "sl"),
    (Lang::Hrv, "hr"),
    (Lang::Srp, "sr"),
    (Lang::Vie, "vi"),
    (Lang::Urd, "ur"),
    (Lang::Tha, "th"),
    (Lang::Ind, "id"),
    (Lang::Pes, "fa"),
    (Lang::Mya, "my"),
    (Lang::Nep, "ne"),
    (Lang::Cat, "ca"),
    (Lang::Slk, "sk"),
    (Lang::Hye, "hy"),
    (Lang::Aze, "az"),
    (Lang::Tam, "ta"),
];

/// The code of a text's language (ISO 639-1; 639-3 for one that we have no shorter code for); none where the text is
/// too short, or its letters fit several languages.
pub fn language(text: &str) -> Option<&'static str> {
    let enough = text.char_indices().nth(ENOUGH).map_or(text.len(), |(at, _)| at);
    let start = text.get(..enough).unwrap_or(text);
    start.chars().filter(|c| c.is_alphabetic()).nth(LEAST)?;
    // Capitals mislead the trigrams.
    let found = whatlang::detect(&start.to_lowercase()).filter(|found| found.is_reliable())?;
    let short = CODES.iter().find(|(lang, _)| *lang == found.lang());
    Some(short.map_or(found.lang().code(), |(_, code)| code))
}

#[cfg(test)]
mod tests {
    use super::language;

    #[test]
    fn languages_are_told_where_the_text_is_long_enough() {
        let english = "The envoy met negotiators of the Coastal Front on Monday, a source close to the talks said. They \
                       would not say which of the prisoners were to be released first, and when that would happen.";
        assert_eq!(language(english), Some("en"));
        assert_eq!(language(&english.to_uppercase()), Some("en"));
        let french = "Le gouvernement a confirmé mercredi que son émissaire est en contact avec le mouvement, selon un porte-parole.";
        assert_eq!(language(french), Some("fr"));
        let arabic =
            "قال مصدر مطلع إن المبعوث التقى مسؤولين من الحركة في العاصمة يوم الأربعاء لبحث صفقة الأسرى";
        assert_eq!(language(arabic), Some("ar"));
        assert_eq!(language("Yes."), None);
        assert_eq!(language("1234 5678 !!! 90"), None);
    }
}
