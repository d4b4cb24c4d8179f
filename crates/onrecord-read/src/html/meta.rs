use jiff::civil::Date;
use trafilatura::dom::Document;

use super::jsonld;
use crate::date;
use crate::error::Trouble;

/// What a page says of its article outside the article's words.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    pub(crate) title: Option<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) date: Option<Result<Date, Trouble>>,
}

/// The names of meta elements (name, property or itemprop) for the day of publication, best first.
const DATES: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "article:published",
    "article:published_date",
    "datepublished",
    "date_published",
    "publication_date",
    "published_date",
    "publishdate",
    "publish_date",
    "publish-date",
    "published_time",
    "pubdate",
    "citation_publication_date",
    "citation_date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "rnews:datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "dc:date",
    "dcterms.created",
    "dc.date.created",
    "date",
    "article.published",
    "article.created",
    "created",
    "datecreated",
];
const TITLES: &[&str] = &[
    "og:title",
    "twitter:title",
    "headline",
    "dc.title",
    "dcterms.title",
];
const PUBLISHERS: &[&str] = &[
    "og:site_name",
    "publisher",
    "dc.publisher",
    "dcterms.publisher",
    "dc:publisher",
    "sailthru.publisher",
    "rbpubname",
    "citation_journal_title",
    "application-name",
];

/// What the page declares: JSON-LD before meta elements before its other elements.
pub(crate) fn facts(document: &Document) -> Facts {
    let scripts: Vec<String> = document
        .scripts_with_type(&["application/ld+json"])
        .into_iter()
        .map(|id| document.text_content(id))
        .collect();
    let article = jsonld::article(&scripts);
    let meta = Meta::of(document);
    let mut dates = article.dates;
    dates.extend(meta.all(DATES));
    dates.extend(published_elements(document));
    Facts {
        title: article.title.or_else(|| meta.first(TITLES)),
        publisher: article.publisher.or_else(|| meta.first(PUBLISHERS)),
        url: canonical(document)
            .or_else(|| meta.first(&["og:url"]))
            .filter(|url| url.starts_with("http"))
            .or(article.url),
        date: best(&dates).or_else(|| one_time(document)),
    }
}

/// The first that can be read; if none can, why the first can't.
fn best(dates: &[String]) -> Option<Result<Date, Trouble>> {
    let mut read = dates.iter().map(|written| date::day(written));
    let first = read.next()?;
    if first.is_ok() {
        Some(first)
    } else {
        read.find(Result::is_ok).or(Some(first))
    }
}

struct Meta(Vec<(String, String)>);

impl Meta {
    fn of(document: &Document) -> Self {
        let mut found = Vec::new();
        for id in document.get_elements_by_tag_name(document.root(), "meta") {
            let content = document
                .get_attribute(id, "content")
                .filter(|content| !content.trim().is_empty());
            let names = ["property", "name", "itemprop"]
                .iter()
                .filter_map(|key| document.get_attribute(id, key));
            if let Some(content) = content {
                found.extend(names.map(|name| (name.trim().to_ascii_lowercase(), content.clone())));
            }
        }
        Self(found)
    }

    fn all<'a>(&'a self, names: &'a [&str]) -> impl Iterator<Item = String> + 'a {
        names
            .iter()
            .flat_map(|name| self.0.iter().filter(move |(key, _)| key == name))
            .map(|(_, content)| content.clone())
    }

    fn first(&self, names: &[&str]) -> Option<String> {
        self.all(names).next()
    }
}

fn canonical(document: &Document) -> Option<String> {
    let id = document.query_selector(document.root(), "link[rel=\"canonical\"]")?;
    document.get_attribute(id, "href")
}

/// The days of elements marked as the day of publication (microdata, `<time pubdate>`).
fn published_elements(document: &Document) -> Vec<String> {
    let marked = document.query_selector_all(document.root(), "[itemprop=\"datePublished\"], time[pubdate]");
    let written = |id| {
        document
            .get_attribute(id, "datetime")
            .or_else(|| document.get_attribute(id, "content"))
    };
    marked
        .into_iter()
        .map(|id| written(id).unwrap_or_else(|| document.text_content(id)))
        .collect()
}

/// The day of the page's `<time datetime>` elements, where all name the same one.
fn one_time(document: &Document) -> Option<Result<Date, Trouble>> {
    let times = document.query_selector_all(document.root(), "time[datetime]");
    let mut days = times
        .into_iter()
        .filter_map(|id| date::day(&document.get_attribute(id, "datetime")?).ok());
    let first = days.next()?;
    days.all(|day| day == first).then_some(Ok(first))
}
