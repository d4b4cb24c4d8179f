//! What a noun at the head of a source stands for.

use std::collections::HashMap;
use std::sync::OnceLock;

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

/// Nouns for a report, a statement, a poll ….
const DOCUMENTS: &str = "report reports statement statements poll polls study studies survey surveys letter letters email \
    emails e-mail memo memos memorandum book ad ads advert advertisement video videos transcript \
    transcripts record records document documents audit law ruling rulings indictment affidavit lawsuit \
    complaint filing filings communique communiqué resolution tweet tweets post posts release text texts \
    article articles editorial data figures findings research analysis review papers paper draft \
    agreement constitution note petition message messages declaration recording tape tapes footage cable \
    cables bulletin decree manifesto memoir testimony website site page platform script sign signs \
    banner banners headline headlines bill motion order summary estimate estimates statistics census \
    treaty slide slides brief dossier account accounts verdict advisory questionnaire diary e-mails \
    op-ed column biography charter warrant file files";

/// Nouns for a news medium.
const OUTLETS: &str = "newspaper newspapers daily dailies weekly magazine magazines radio television tv broadcaster \
    broadcasters media outlet outlets channel channels network networks newsletter tabloid tabloids \
    press newswire blog podcast";

/// Nouns for a reporter as reporter.
const REPORTERS: &str =
    "reporter reporters correspondent correspondents journalist journalists editor editors";

/// Nouns for a body as such.
const INSTITUTIONS: &str = "government governments ministry ministries army military navy police party parties company companies \
    court courts committee commission campaign campaigns office team group groups union unions agency \
    agencies department departments council bank administration parliament congress senate house cabinet \
    authority authorities movement organization organisation organizations organisations association \
    federation embassy university institute center centre board bureau delegation mission regime state \
    states nation nations country countries coalition alliance militia faction factions side sides \
    leadership command force forces corporation firm firms foundation society club church league fund \
    panel tribunal presidency kremlin pentagon front brigades wing assembly chamber palace secretariat \
    exchange airline hospital city town capital republic kingdom west county province municipality jury \
    mosque school opposition legislature politburo junta guild consortium syndicate watchdog regulator ngo \
    think-tank";

/// Nouns for somebody known by what they do or saw.
const PERSONS: &str = "source sources official officials aide aides adviser advisers advisor advisors analyst analysts \
    expert experts resident residents witness witnesses eyewitness eyewitnesses lawmaker lawmakers \
    diplomat diplomats prosecutor prosecutors lawyer lawyers attorney attorneys officer officers \
    minister ministers leader leaders president envoy envoys negotiator negotiators mediator mediators \
    soldier soldiers commander commanders doctor doctors professor scientist scientists researcher \
    researchers economist economists trader traders dealer dealers senator senators congressman \
    congresswoman ambassador ambassadors general man woman men women student teacher worker workers \
    strategist strategists operative operatives director chief chairman chairwoman head mayor governor \
    governors secretary deputy deputies member members representative representatives delegate delegates \
    candidate candidates judge judges historian author activist activists hostage hostages survivor \
    survivors relative relatives father mother son daughter brother sister wife husband friend friends \
    neighbor neighbors neighbour neighbours insider insiders investigator investigators executive \
    executives manager managers driver farmer voter broker brokers observer observers monitor monitors \
    veteran pilot priest bishop person villager villagers victim victims captain coach player premier \
    king queen prince pope nominee politician politicians staffer staffers surrogate surrogates pollster \
    pollsters organizer organizers consultant scholar scholars announcer announcers moderator moderators \
    host hosts drivers pilots historians critic mourner authors engineer inspector inspectors speaker \
    spokespeople \
    mayors princess chiefs secretaries chairperson directors actor actress farmers fisherman fishermen \
    nurse nurses owner owners founder partner colleague colleagues parents family families \
    chancellor legislator legislators councillor councilman councilwoman commissioner commissioners colonel major lieutenant \
    sergeant admiral pastor rabbi imam cleric clerics cardinal writer writers singer \
    artist designer architect biologist physicist psychologist passenger passengers detainee detainees prisoner \
    prisoners refugee refugees rebel-leader consultants banker bankers investor businessman businesswoman tycoon";

/// Nouns for a population or a following.
const PEOPLES: &str = "people voters americans republicans democrats critics supporters protesters demonstrators crowd \
    crowds many some others most few everyone everybody percent public fans opponents conservatives \
    liberals evangelicals muslims christians jews israelis palestinians families parents citizens \
    women's youth students teachers investors markets users viewers readers respondents rebels militants \
    separatists electorate majority minority half third quarter proponents skeptics sceptics observers' \
    pundits population immigrants refugees farmers millennials latinos blacks whites hispanics men's \
    loyalists backers detractors insurgents nationalists world";

/// What a noun (in lower case) stands for, where it's one we know.
pub(crate) fn noun(word: &str) -> Option<Noun> {
    static NOUNS: OnceLock<HashMap<&str, Noun>> = OnceLock::new();
    let nouns = NOUNS.get_or_init(|| {
        [
            (DOCUMENTS, Noun::Document),
            (OUTLETS, Noun::Outlet),
            (REPORTERS, Noun::Reporter),
            (INSTITUTIONS, Noun::Institution),
            (PERSONS, Noun::Person),
            (PEOPLES, Noun::People),
        ]
        .into_iter()
        .flat_map(|(words, noun)| words.split_ascii_whitespace().map(move |word| (word, noun)))
        .collect()
    });
    nouns.get(word).copied()
}

/// Whether a common noun that we don't know is by its ending one for a person who does something: "announcer".
pub(crate) fn is_doer(word: &str) -> bool {
    let one = word.strip_suffix('s').unwrap_or(word);
    one.len() > 5
        && ["er", "or", "ist", "ian", "man", "woman", "eer"]
            .iter()
            .any(|end| one.ends_with(end))
}
