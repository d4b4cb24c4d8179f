//! Forms → lemmas, by the script that the lemma head chooses.
//!
//! A script says how much of a form's end is cut off and what takes its place (Chrupała 2006): of "talks", cut
//! one letter; of "went", cut four and put "go".

use crate::spelled::is_file_name;

/// How a form becomes its lemma.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Script {
    lower: bool,
    cut: usize,
    end: &'static str,
}

impl Script {
    /// From its notation in the weights: `l 1+` (lower case, one letter cut, nothing put), `= 0+` (as it is).
    pub fn new(notation: &'static str) -> Option<Self> {
        let (case, rest) = notation.split_once(' ')?;
        let (cut, end) = rest.split_once('+')?;
        Some(Self {
            lower: case == "l",
            cut: cut.parse().ok()?,
            end,
        })
    }

    /// The lemma of a form; the form itself where the script would leave nothing.
    pub fn apply(&self, form: &str) -> String {
        let mut lemma = if self.lower {
            form.to_lowercase()
        } else {
            form.to_owned()
        };
        let kept = lemma.chars().count().saturating_sub(self.cut);
        if let Some((at, _)) = lemma.char_indices().nth(kept) {
            lemma.truncate(at);
        }
        lemma.push_str(self.end);
        if lemma.is_empty() { form.to_owned() } else { lemma }
    }
}

/// Past forms of irregular verbs, "base past participle"; a word that is its own past isn't told of.
const IRREGULAR: &str = "arise arose arisen/awake awoke awoken/bear bore borne/beat beat beaten/begin began begun/\
bend bent bent/bind bound bound/bite bit bitten/bleed bled bled/blow blew blown/break broke broken/breed bred bred/\
bring brought brought/build built built/buy bought bought/catch caught caught/choose chose chosen/cling clung clung/\
come came come/creep crept crept/deal dealt dealt/dig dug dug/draw drew drawn/drink drank drunk/drive drove driven/\
eat ate eaten/fall fell fallen/feed fed fed/feel felt felt/fight fought fought/find found found/flee fled fled/\
fling flung flung/fly flew flown/forbid forbade forbidden/foresee foresaw foreseen/forget forgot forgotten/\
forgive forgave forgiven/freeze froze frozen/get got gotten/give gave given/go went gone/grind ground ground/\
grow grew grown/hang hung hung/hear heard heard/hide hid hidden/hold held held/keep kept kept/kneel knelt knelt/\
know knew known/lay laid laid/lead led led/leave left left/lend lent lent/light lit lit/lose lost lost/make made made/\
mean meant meant/meet met met/mistake mistook mistaken/overcome overcame overcome/overthrow overthrew overthrown/\
pay paid paid/ride rode ridden/ring rang rung/rise rose risen/run ran run/say said said/see saw seen/seek sought sought/\
sell sold sold/send sent sent/shake shook shaken/shine shone shone/shoot shot shot/show showed shown/shrink shrank shrunk/\
sing sang sung/sink sank sunk/sit sat sat/sleep slept slept/slide slid slid/speak spoke spoken/spend spent spent/\
spin spun spun/spring sprang sprung/stand stood stood/steal stole stolen/stick stuck stuck/sting stung stung/\
strike struck struck/strive strove striven/swear swore sworn/sweep swept swept/swim swam swum/swing swung swung/\
take took taken/teach taught taught/tear tore torn/tell told told/think thought thought/throw threw thrown/\
undergo underwent undergone/undertake undertook undertaken/understand understood understood/wake woke woken/\
wear wore worn/weave wove woven/weep wept wept/win won won/wind wound wound/withdraw withdrew withdrawn/\
withhold withheld withheld/withstand withstood withstood/write wrote written";

/// The lemma of a form with this tag, out of the likely ones (the best first). An inflected form takes one that is
/// a word for `known`, where there is such, and never its own ending; other tags follow the English treebanks' habits.
pub(crate) fn choose(
    form: &str,
    xpos: &str,
    likely: impl Iterator<Item = String>,
    known: impl Fn(&str) -> bool,
) -> String {
    let likely: Vec<String> = likely.collect();
    let first = || likely.first().cloned().unwrap_or_else(|| form.to_owned());
    match xpos {
        "PRP" if form.eq_ignore_ascii_case("i") => "I".to_owned(),
        // Addresses stay as they are.
        "ADD" => form.to_owned(),
        // Files' names are nouns.
        "NN" if is_file_name(form) => form.to_lowercase(),
        // 1,100 is 1100.
        "CD" if form.starts_with(|c: char| c.is_ascii_digit()) && form.contains(',') => form.replace(',', ""),
        // A name that was written in capitals; short ones are mostly acronyms.
        "NNP" if form.chars().all(char::is_uppercase) && form.chars().count() >= SPELLED_OUT => {
            capital(&form.to_lowercase())
        }
        "NNS" | "VBD" | "VBN" | "VBG" | "VBZ" => {
            let lower = form.to_lowercase();
            if matches!(xpos, "VBD" | "VBN")
                && let Some(base) = irregular(&lower)
            {
                return base.to_owned();
            }
            let regular = regular(&lower, xpos);
            let verb = matches!(xpos, "VBD" | "VBN" | "VBG");
            let spelled = |lemma: &str| {
                if verb {
                    regular.iter().any(|base| base == lemma) && !would_double(lemma, &lower)
                } else {
                    !lemma.eq_ignore_ascii_case(form)
                }
            };
            let good = |lemma: &&String| known(lemma) && (regular.is_empty() || spelled(lemma));
            match likely.iter().find(good).or_else(|| regular.iter().find(good)) {
                Some(lemma) => lemma.clone(),
                // Nobody knows the word: by the model's script where that is one of the regular ways, else by spelling.
                None if regular.is_empty() => first(),
                None => regular.first().cloned().unwrap_or_else(first),
            }
        }
        "JJR" | "JJS" | "RBR" | "RBS" => likely
            .iter()
            .find(|lemma| known(lemma))
            .cloned()
            .unwrap_or_else(first),
        _ => first(),
    }
}

/// Letters of a name in capitals that is a word, not an acronym: GENEVA, but NATO.
const SPELLED_OUT: usize = 5;

/// Whether a verb has one vowel before its last consonant, so that its ending would double that one: "hoping" isn't of
/// "hop", whose form is "hopping".
fn would_double(verb: &str, form: &str) -> bool {
    let undoubled = form
        .strip_prefix(verb)
        .is_some_and(|ending| matches!(ending, "ing" | "ed"));
    undoubled && one_short_vowel(&verb.chars().collect::<Vec<_>>())
}

/// Whether letters have one vowel in all, before the last of them, a consonant that is written double: "hop", "plan".
fn one_short_vowel(letters: &[char]) -> bool {
    let vowel = |c: &char| "aeiouy".contains(*c);
    let [.., before, last] = letters else {
        return false;
    };
    letters.len() > 2
        && vowel(before)
        && "bdgkmnprt".contains(*last)
        && letters.iter().filter(|c| vowel(c)).count() == 1
}

fn irregular(form: &str) -> Option<&'static str> {
    IRREGULAR.split('/').find_map(|verb| {
        let mut forms = verb.split_ascii_whitespace();
        let base = forms.next()?;
        let (simple, participle) = (forms.next()?, forms.next()?);
        (form == simple || form == participle).then_some(base)
    })
}

/// What a form with a regular ending may come from, the likeliest by its spelling first; empty where the form has no
/// such ending.
fn regular(form: &str, xpos: &str) -> Vec<String> {
    let ends = |suffix: &str| form.strip_suffix(suffix).filter(|stem| stem.chars().count() > 1);
    match xpos {
        "VBD" | "VBN" | "VBG" => {
            let ending = if xpos == "VBG" { "ing" } else { "ed" };
            if let Some(stem) = ends("ied").filter(|stem| xpos != "VBG" && stem.chars().count() > 1) {
                return vec![format!("{stem}y"), format!("{stem}ie")];
            }
            ends(ending).map(stems).unwrap_or_default()
        }
        _ => {
            if let Some(stem) = ends("ies") {
                return vec![format!("{stem}y"), format!("{stem}ie")];
            }
            if let Some(stem) = ["ches", "shes", "sses", "xes", "zzes"]
                .iter()
                .find_map(|suffix| ends(suffix).map(|_| &form[..form.len() - 2]))
            {
                return vec![stem.to_owned(), format!("{stem}e")];
            }
            ends("s")
                .filter(|stem| !stem.ends_with(['s', 'u', 'i']))
                .map(|stem| vec![stem.to_owned()])
                .unwrap_or_default()
        }
    }
}

/// A stem before "-ed" or "-ing", as it is, with its "e", and without a doubled consonant.
fn stems(stem: &str) -> Vec<String> {
    let (plain, with_e) = (stem.to_owned(), format!("{stem}e"));
    let letters: Vec<char> = stem.chars().collect();
    let at = |back: usize| {
        letters
            .len()
            .checked_sub(back)
            .and_then(|at| letters.get(at))
            .copied()
    };
    let vowel = |c: Option<char>| c.is_some_and(|c| "aeiou".contains(c));
    let (last, before, third) = (at(1), at(2), at(3));
    if last == before && last.is_some_and(|c| !"aeiousflz".contains(c)) {
        // "barred" from "bar", but "called" stays with its two.
        let single: String = letters.iter().take(letters.len() - 1).collect();
        return vec![single, plain, with_e];
    }
    // What English spells with a silent "e": -ize, -ise, -ate, -uce, -ive, -ue, -ge, -le behind a consonant, and one
    // vowel in all before one consonant.
    let silent = match last {
        Some('v' | 'u' | 'c') => true,
        Some('z' | 's') => vowel(before) || before == Some('n') || before == Some('r'),
        Some('g') => {
            !vowel(before) && before != Some('g') && before != Some('n')
                || vowel(before) && third != Some('a')
        }
        Some('l') => before.is_some_and(|c| "bcdfgkptz".contains(c)),
        Some('t') => {
            before == Some('a') && !vowel(third)
                || before == Some('i') && third == Some('c')
                || one_short_vowel(&letters)
        }
        Some('r') => before == Some('i') || before == Some('u') || one_short_vowel(&letters),
        _ => one_short_vowel(&letters),
    };
    if silent {
        vec![with_e, plain]
    } else {
        vec![plain, with_e]
    }
}

fn capital(form: &str) -> String {
    let mut letters = form.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lemma(notation: &'static str, form: &str) -> String {
        Script::new(notation).unwrap().apply(form)
    }

    #[test]
    fn ends_are_cut_and_put() {
        assert_eq!(lemma("l 1+", "Talks"), "talk");
        assert_eq!(lemma("l 4+go", "went"), "go");
        assert_eq!(lemma("= 0+", "Doha"), "Doha");
        assert_eq!(lemma("l 3+not", "N'T"), "not");
        assert_eq!(lemma("l 9+", "it"), "it");
        assert_eq!(lemma("= 1+", "né"), "n");
    }

    #[test]
    fn an_unknown_inflected_form_follows_english_spelling() {
        let of = |form: &str, xpos: &str, likely: &[&str]| {
            let words = ["deny", "bar", "call", "flee", "hope", "close"];
            choose(form, xpos, likely.iter().map(|l| (*l).to_owned()), |w| {
                words.contains(&w)
            })
        };
        assert_eq!(of("denied", "VBN", &["denied"]), "deny");
        assert_eq!(of("criticised", "VBD", &["criticis"]), "criticise");
        assert_eq!(of("unveiled", "VBD", &["unveile"]), "unveil");
        assert_eq!(of("barring", "VBG", &["barr"]), "bar");
        assert_eq!(of("called", "VBD", &["call"]), "call");
        assert_eq!(of("fled", "VBD", &["fe"]), "flee");
        assert_eq!(of("clashes", "NNS", &["clashe"]), "clash");
        assert_eq!(of("hit", "VBD", &["hit"]), "hit");
        assert_eq!(of("i", "PRP", &["i"]), "I");
        assert_eq!(of("hoping", "VBG", &["hop", "hope"]), "hope");
        assert_eq!(of("striking", "VBG", &["strik"]), "strike");
        assert_eq!(of("doha", "NNP", &["doha"]), "doha");
        assert_eq!(of("GENEVA", "NNP", &["GENEVA"]), "Geneva");
        assert_eq!(of("NATO", "NNP", &["NATO"]), "NATO");
        assert_eq!(of("Figures.PDF", "NN", &["Figures.PDF"]), "figures.pdf");
        assert_eq!(of("1,100", "CD", &["1,100"]), "1100");
    }

    #[test]
    fn what_is_no_script_is_refused() {
        assert!(Script::new("l1+").is_none() && Script::new("= x+").is_none());
    }
}
