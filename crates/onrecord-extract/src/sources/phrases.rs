//! Where a noun phrase ends, and what counts out of a whole.

/// Words that can't stand in a noun phrase before its head, so that the head stands before them.
const ENDS: &str = "of from in for with at on to by about near close who whose which that whom where and or as familiar \
    speaking quoted inside within involved after against under between among over during cited briefed \
    like but is was present working including here there behind published issued released posted \
    obtained seen based called known sent signed written carried without";

/// Words that count out of a whole: "one of the officials", "40 percent of voters".
const QUANTITIES: &str = "one two three four five several some many most few all both none each percent majority half number \
    dozens hundreds thousands millions group any other";

/// Whether a word can't stand in a noun phrase before its head.
pub(crate) fn ends_phrase(word: &str) -> bool {
    ENDS.split_ascii_whitespace().any(|end| end == word)
}

/// Whether a word counts out of a whole.
pub(crate) fn is_quantity(word: &str) -> bool {
    QUANTITIES
        .split_ascii_whitespace()
        .any(|quantity| quantity == word)
}
