//! Words that tell what a source is.

use onrecord_types::{EntityType, SourceKind};

/// What a noun at the head of a source stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Noun {
    Document,
    Outlet,
    Reporter,
    Institution,
    Person,
    People,
}

const DOCUMENTS: &[&str] = &[
    "report",
    "reports",
    "statement",
    "statements",
    "poll",
    "polls",
    "study",
    "studies",
    "survey",
    "surveys",
    "letter",
    "letters",
    "email",
    "emails",
    "e-mail",
    "memo",
    "memos",
    "memorandum",
    "book",
    "ad",
    "ads",
    "advert",
    "advertisement",
    "video",
    "videos",
    "transcript",
    "transcripts",
    "record",
    "records",
    "document",
    "documents",
    "audit",
    "law",
    "ruling",
    "rulings",
    "indictment",
    "affidavit",
    "lawsuit",
    "complaint",
    "filing",
    "filings",
    "communique",
    "communiqué",
    "resolution",
    "tweet",
    "tweets",
    "post",
    "posts",
    "release",
    "text",
    "texts",
    "article",
    "articles",
    "editorial",
    "data",
    "figures",
    "findings",
    "research",
    "analysis",
    "review",
    "papers",
    "paper",
    "draft",
    "agreement",
    "constitution",
    "note",
    "petition",
    "message",
    "messages",
    "declaration",
    "recording",
    "tape",
    "tapes",
    "footage",
    "cable",
    "cables",
    "bulletin",
    "decree",
    "manifesto",
    "memoir",
    "testimony",
    "website",
    "site",
    "page",
    "platform",
    "script",
    "sign",
    "signs",
    "banner",
    "banners",
    "headline",
    "headlines",
    "bill",
    "motion",
    "order",
    "summary",
    "estimate",
    "estimates",
    "statistics",
    "census",
    "treaty",
];

const OUTLETS: &[&str] = &[
    "newspaper",
    "newspapers",
    "daily",
    "dailies",
    "weekly",
    "magazine",
    "magazines",
    "radio",
    "television",
    "tv",
    "broadcaster",
    "broadcasters",
    "media",
    "outlet",
    "outlets",
    "channel",
    "channels",
    "network",
    "networks",
    "newsletter",
    "tabloid",
    "tabloids",
    "press",
    "newswire",
    "blog",
    "podcast",
];

const REPORTERS: &[&str] = &[
    "reporter",
    "reporters",
    "correspondent",
    "correspondents",
    "journalist",
    "journalists",
    "editor",
    "editors",
];

const INSTITUTIONS: &[&str] = &[
    "government",
    "governments",
    "ministry",
    "ministries",
    "army",
    "military",
    "navy",
    "police",
    "party",
    "parties",
    "company",
    "companies",
    "court",
    "courts",
    "committee",
    "commission",
    "campaign",
    "campaigns",
    "office",
    "team",
    "group",
    "groups",
    "union",
    "unions",
    "agency",
    "agencies",
    "department",
    "departments",
    "council",
    "bank",
    "administration",
    "parliament",
    "congress",
    "senate",
    "house",
    "cabinet",
    "authority",
    "authorities",
    "movement",
    "organization",
    "organisation",
    "organizations",
    "organisations",
    "association",
    "federation",
    "embassy",
    "university",
    "institute",
    "center",
    "centre",
    "board",
    "bureau",
    "delegation",
    "mission",
    "regime",
    "state",
    "states",
    "nation",
    "nations",
    "country",
    "countries",
    "coalition",
    "alliance",
    "militia",
    "faction",
    "factions",
    "side",
    "sides",
    "leadership",
    "command",
    "force",
    "forces",
    "corporation",
    "firm",
    "firms",
    "foundation",
    "society",
    "club",
    "church",
    "league",
    "fund",
    "panel",
    "tribunal",
    "presidency",
    "kremlin",
    "pentagon",
    "front",
    "brigades",
    "wing",
    "assembly",
    "chamber",
    "palace",
    "secretariat",
    "exchange",
    "airline",
    "hospital",
];

const PERSONS: &[&str] = &[
    "source",
    "sources",
    "official",
    "officials",
    "aide",
    "aides",
    "adviser",
    "advisers",
    "advisor",
    "advisors",
    "analyst",
    "analysts",
    "expert",
    "experts",
    "resident",
    "residents",
    "witness",
    "witnesses",
    "eyewitness",
    "eyewitnesses",
    "lawmaker",
    "lawmakers",
    "diplomat",
    "diplomats",
    "prosecutor",
    "prosecutors",
    "lawyer",
    "lawyers",
    "attorney",
    "attorneys",
    "officer",
    "officers",
    "minister",
    "ministers",
    "leader",
    "leaders",
    "president",
    "envoy",
    "envoys",
    "negotiator",
    "negotiators",
    "mediator",
    "mediators",
    "soldier",
    "soldiers",
    "commander",
    "commanders",
    "doctor",
    "doctors",
    "professor",
    "scientist",
    "scientists",
    "researcher",
    "researchers",
    "economist",
    "economists",
    "trader",
    "traders",
    "dealer",
    "dealers",
    "senator",
    "senators",
    "congressman",
    "congresswoman",
    "ambassador",
    "ambassadors",
    "general",
    "man",
    "woman",
    "men",
    "women",
    "student",
    "teacher",
    "worker",
    "workers",
    "strategist",
    "strategists",
    "operative",
    "operatives",
    "director",
    "chief",
    "chairman",
    "chairwoman",
    "head",
    "mayor",
    "governor",
    "governors",
    "secretary",
    "deputy",
    "deputies",
    "member",
    "members",
    "representative",
    "representatives",
    "delegate",
    "delegates",
    "candidate",
    "candidates",
    "judge",
    "judges",
    "historian",
    "author",
    "activist",
    "activists",
    "hostage",
    "hostages",
    "survivor",
    "survivors",
    "relative",
    "relatives",
    "father",
    "mother",
    "son",
    "daughter",
    "brother",
    "sister",
    "wife",
    "husband",
    "friend",
    "friends",
    "neighbor",
    "neighbors",
    "neighbour",
    "neighbours",
    "insider",
    "insiders",
    "investigator",
    "investigators",
    "executive",
    "executives",
    "manager",
    "managers",
    "driver",
    "farmer",
    "voter",
    "broker",
    "brokers",
    "observer",
    "observers",
    "monitor",
    "monitors",
    "veteran",
    "pilot",
    "priest",
    "bishop",
    "person",
    "villager",
    "villagers",
    "victim",
    "victims",
    "captain",
    "coach",
    "player",
    "premier",
    "king",
    "queen",
    "prince",
    "pope",
    "nominee",
    "politician",
    "politicians",
    "staffer",
    "staffers",
    "surrogate",
    "surrogates",
    "pollster",
    "pollsters",
    "organizer",
    "organizers",
    "consultant",
    "scholar",
    "scholars",
];

const PEOPLES: &[&str] = &[
    "people",
    "voters",
    "americans",
    "republicans",
    "democrats",
    "critics",
    "supporters",
    "protesters",
    "demonstrators",
    "crowd",
    "crowds",
    "many",
    "some",
    "others",
    "most",
    "few",
    "everyone",
    "everybody",
    "percent",
    "public",
    "fans",
    "opponents",
    "conservatives",
    "liberals",
    "evangelicals",
    "muslims",
    "christians",
    "jews",
    "israelis",
    "palestinians",
    "families",
    "parents",
    "citizens",
    "women's",
    "youth",
    "students",
    "teachers",
    "investors",
    "markets",
    "users",
    "viewers",
    "readers",
    "respondents",
    "rebels",
    "militants",
    "separatists",
    "electorate",
    "majority",
    "minority",
    "half",
    "third",
    "quarter",
    "proponents",
    "skeptics",
    "sceptics",
    "observers'",
    "pundits",
    "population",
    "immigrants",
    "refugees",
    "farmers",
    "millennials",
    "latinos",
    "blacks",
    "whites",
    "hispanics",
    "men's",
    "loyalists",
    "backers",
    "detractors",
    "insurgents",
    "nationalists",
    "world",
];

const KNOWN_OUTLETS: &[&str] = &[
    "ap",
    "associated press",
    "reuters",
    "afp",
    "agence france-presse",
    "agence france presse",
    "xinhua",
    "anadolu",
    "anadolu agency",
    "dpa",
    "efe",
    "ansa",
    "tass",
    "itar-tass",
    "interfax",
    "ria novosti",
    "kyodo",
    "yonhap",
    "pti",
    "irna",
    "isna",
    "sana",
    "wafa",
    "mena",
    "kcna",
    "upi",
    "bloomberg",
    "cnn",
    "bbc",
    "nbc",
    "abc",
    "cbs",
    "msnbc",
    "npr",
    "pbs",
    "fox news",
    "sky news",
    "al jazeera",
    "al-jazeera",
    "al arabiya",
    "al-arabiya",
    "axios",
    "politico",
    "the hill",
    "new york times",
    "washington post",
    "wall street journal",
    "los angeles times",
    "usa today",
    "financial times",
    "economist",
    "guardian",
    "daily telegraph",
    "daily mail",
    "le monde",
    "le figaro",
    "der spiegel",
    "haaretz",
    "yedioth ahronoth",
    "maariv",
    "jerusalem post",
    "times of israel",
    "ynet",
    "channel 12",
    "channel 10",
    "channel 2",
    "channel 13",
    "asharq al-awsat",
    "al-hayat",
    "al-ahram",
    "xinhua news agency",
    "huffington post",
    "breitbart",
    "breitbart news",
    "buzzfeed",
    "vox",
    "vice",
    "time",
    "newsweek",
    "new yorker",
    "the atlantic",
    "daily beast",
    "mother jones",
    "national review",
    "boston globe",
    "chicago tribune",
    "miami herald",
    "des moines register",
    "people's daily",
    "china daily",
    "south china morning post",
    "straits times",
    "times of india",
    "hindu",
    "dawn",
    "kyiv independent",
    "ukrinform",
    "nhk",
    "deutsche welle",
    "radio free europe",
    "voice of america",
    "al-manar",
    "press tv",
    "globe and mail",
    "new york post",
    "new york daily news",
    "western journalism",
    "drudge report",
    "nbc news",
    "abc news",
    "cbs news",
    "cnbc",
];

/// What a noun at the head of a source stands for, where it's one we know.
pub(crate) fn noun(word: &str) -> Option<Noun> {
    let lists = [
        (DOCUMENTS, Noun::Document),
        (OUTLETS, Noun::Outlet),
        (REPORTERS, Noun::Reporter),
        (INSTITUTIONS, Noun::Institution),
        (PERSONS, Noun::Person),
        (PEOPLES, Noun::People),
    ];
    lists
        .into_iter()
        .find(|(list, _)| list.contains(&word))
        .map(|(_, noun)| noun)
}

/// Whether a name is a news medium's.
pub(crate) fn is_known_outlet(name: &str) -> bool {
    let name = name.to_lowercase();
    KNOWN_OUTLETS.contains(&name.strip_prefix("the ").unwrap_or(&name))
}

/// Whether a word can't stand in a noun phrase before its head, so that the head stands before it.
pub(crate) fn ends_phrase(word: &str) -> bool {
    matches!(
        word,
        "of" | "from"
            | "in"
            | "for"
            | "with"
            | "at"
            | "on"
            | "to"
            | "by"
            | "about"
            | "near"
            | "close"
            | "who"
            | "whose"
            | "which"
            | "that"
            | "whom"
            | "where"
            | "and"
            | "or"
            | "as"
            | "familiar"
            | "speaking"
            | "quoted"
            | "inside"
            | "within"
            | "involved"
            | "after"
            | "against"
            | "under"
            | "between"
            | "among"
            | "over"
            | "during"
            | "cited"
            | "briefed"
            | "like"
            | "but"
            | "is"
            | "was"
            | "present"
            | "working"
            | "including"
            | "here"
            | "there"
            | "behind"
            | "published"
            | "issued"
            | "released"
            | "posted"
            | "obtained"
            | "seen"
            | "based"
            | "called"
            | "known"
            | "sent"
            | "signed"
            | "written"
            | "carried"
            | "without"
    )
}

/// A word that counts out of a whole: "one of the officials", "40 percent of voters".
pub(crate) fn is_quantity(word: &str) -> bool {
    matches!(
        word,
        "one"
            | "two"
            | "three"
            | "four"
            | "five"
            | "several"
            | "some"
            | "many"
            | "most"
            | "few"
            | "all"
            | "both"
            | "none"
            | "each"
            | "percent"
            | "majority"
            | "half"
            | "number"
            | "dozens"
            | "hundreds"
            | "thousands"
            | "millions"
            | "group"
            | "any"
            | "other"
    )
}

/// A pronoun that stands for somebody named before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pronoun {
    /// he, she
    One,
    /// it
    Thing,
    /// they
    Several,
    /// I, we, you, who … : not followed back.
    Other,
}

/// The pronoun that a word is.
pub(crate) fn pronoun(word: &str) -> Option<Pronoun> {
    match word {
        "he" | "she" | "him" | "her" | "his" | "himself" | "herself" => Some(Pronoun::One),
        "it" | "its" | "itself" => Some(Pronoun::Thing),
        "they" | "them" | "their" | "themselves" => Some(Pronoun::Several),
        "i" | "we" | "you" | "me" | "us" | "my" | "our" | "who" | "which" | "that" | "whom" | "whose" => {
            Some(Pronoun::Other)
        }
        _ => None,
    }
}

impl Pronoun {
    /// Whether it can stand for a source of this kind; `person` says that the source is one named person.
    pub fn fits(self, kind: Option<SourceKind>, person: bool) -> bool {
        use SourceKind::{Document, GroupOfPeople, Institution, Named, Outlet, Spokesperson, Unnamed};
        match self {
            Self::One => person || matches!(kind, Some(Named | Spokesperson | Unnamed)),
            Self::Thing => !person && matches!(kind, Some(Institution | Outlet | Document)),
            Self::Several => matches!(kind, Some(GroupOfPeople | Unnamed | Institution)),
            Self::Other => false,
        }
    }

    /// Whether it can stand for an entity of this kind.
    pub fn may_be(self, kind: EntityType) -> bool {
        match self {
            Self::One => kind == EntityType::Person,
            Self::Thing => kind != EntityType::Person,
            Self::Several | Self::Other => true,
        }
    }

    /// The kind of a source of which nothing but the pronoun is known.
    pub fn own_kind(self) -> Option<SourceKind> {
        match self {
            Self::One => Some(SourceKind::Named),
            Self::Thing | Self::Several | Self::Other => None,
        }
    }
}
