//! Addresses → pages.

use std::path::Path;

use axum::extract::{OriginalUri, RawQuery, State};
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Router, middleware};
use maud::Markup;

use crate::ask::{Asked, Page};
use crate::fault::Fault;
use crate::store::Store;
use crate::{address, api, assets, guard, pages};

/// The pages and the API over the ledger at `path`, for requests to names of this machine.
pub fn router(ledger: &Path) -> Router {
    app(ledger).layer(middleware::from_fn(guard::own_names))
}

/// The same for requests to any name.
pub(crate) fn app(ledger: &Path) -> Router {
    Router::new()
        .route("/", get(reports))
        .route("/report", get(report))
        .route("/report/{*id}", get(report))
        .route("/claims", get(claims))
        .route("/sources", get(sources))
        .route("/stories", get(stories))
        .route("/story", get(story))
        .route("/style.css", get(assets::style))
        .route("/joins.css", get(assets::joins))
        .route("/script.js", get(assets::script))
        .route("/icon.svg", get(assets::icon))
        .nest("/api", api::router())
        .fallback(async || Fault::no_page())
        .method_not_allowed_fallback(async || {
            Fault::new(
                StatusCode::METHOD_NOT_ALLOWED,
                "Pages can only be read here",
                "The ledger is changed by the command `onrecord add`.",
            )
        })
        .with_state(Store::new(ledger))
        .layer(middleware::from_fn(guard::headers))
}

async fn reports(State(store): State<Store>, RawQuery(query): RawQuery) -> Result<Markup, Fault> {
    let asked = Asked::new(query.as_deref());
    let (mut query, page) = (asked.reports()?, asked.page()?);
    let (rows, total, publishers) = store
        .ask(move |ledger| {
            let total = ledger.count_reports(&query)?;
            // The ledger lists the oldest first.
            let (offset, limit) = page.counted_back(total);
            (query.offset, query.limit) = (offset, Some(limit));
            let mut rows = ledger.reports(&query)?;
            rows.reverse();
            Ok((rows, total, ledger.publishers()?))
        })
        .await?;
    Ok(pages::reports::page(&asked, page, &rows, total, &publishers))
}

async fn report(
    State(store): State<Store>,
    OriginalUri(uri): OriginalUri,
    RawQuery(query): RawQuery,
) -> Result<Markup, Fault> {
    let asked = Asked::new(query.as_deref());
    let id =
        address::id("/report", uri.path(), asked.raw("id").map(str::to_owned)).ok_or_else(Fault::no_page)?;
    let version = asked.number("version", 1, u32::MAX as usize)?;
    let wanted = id.clone();
    let (record, versions) = store
        .ask(move |ledger| {
            let record = match version {
                // In the range of a u32, as asked above.
                Some(version) => ledger.record_version(&id, version as u32)?,
                None => ledger.record(&id)?,
            };
            Ok((record, ledger.versions(&id)?))
        })
        .await?;
    let record = record.ok_or_else(|| match (version, versions.len()) {
        (_, 0) | (None, _) => Fault::no_report(&wanted),
        (Some(version), held) => Fault::new(
            StatusCode::NOT_FOUND,
            format!("The report has no version {version}"),
            format!("The ledger holds {held} of “{wanted}”, counted from 1."),
        ),
    })?;
    Ok(pages::report::page(
        &record,
        version.and_then(|v| u32::try_from(v).ok()),
        &versions,
    ))
}

async fn claims(State(store): State<Store>, RawQuery(query): RawQuery) -> Result<Markup, Fault> {
    let asked = Asked::new(query.as_deref());
    let (mut query, page) = (asked.claims()?, asked.page()?);
    (query.offset, query.limit) = (page.offset(), Some(Page::ROWS));
    let (rows, total, publishers) = store
        .ask(move |ledger| {
            Ok((
                ledger.claims(&query)?,
                ledger.count_claims(&query)?,
                ledger.publishers()?,
            ))
        })
        .await?;
    Ok(pages::claims::page(&asked, page, &rows, total, &publishers))
}

async fn sources(State(store): State<Store>, RawQuery(query): RawQuery) -> Result<Markup, Fault> {
    let asked = Asked::new(query.as_deref());
    let (mut query, page) = (asked.sources()?, asked.page()?);
    (query.offset, query.limit) = (page.offset(), Some(Page::ROWS));
    let ((rows, total), publishers) = store
        .ask(move |ledger| Ok((ledger.sources_and_all(&query)?, ledger.publishers()?)))
        .await?;
    Ok(pages::sources::page(&asked, page, &rows, total, &publishers))
}

async fn stories(State(store): State<Store>, RawQuery(query): RawQuery) -> Result<Markup, Fault> {
    let asked = Asked::new(query.as_deref());
    let page = asked.page()?;
    let (stories, total) = store
        .ask_linked(move |ledger| ledger.latest_stories(Page::ROWS, page.offset()))
        .await?;
    Ok(pages::stories::list(&asked, page, &stories, total))
}

async fn story(State(store): State<Store>, RawQuery(query): RawQuery) -> Result<Markup, Fault> {
    let asked = Asked::new(query.as_deref());
    let report = asked.text("report").ok_or_else(Fault::no_page)?;
    let as_of = asked.day("as_of")?;
    let wanted = report.clone();
    let (whole, days) = store
        .ask_linked(move |ledger| Ok((ledger.story(&wanted, as_of)?, ledger.story_days(&wanted)?)))
        .await?;
    let whole = whole.ok_or_else(|| {
        Fault::new(
            StatusCode::NOT_FOUND,
            "The report is in no story",
            match as_of {
                Some(day) => format!("The ledger had no report “{report}” on {day}."),
                None => format!("The ledger holds no report “{report}”."),
            },
        )
    })?;
    let page = tokio::task::spawn_blocking(move || pages::stories::one(&whole, as_of, &days));
    page.await.map_err(Fault::own)
}
