//! The same answers as JSON: `{"total": 2, "offset": 0, "reports": [ … ]}`.

use axum::Json;
use axum::Router;
use axum::extract::{OriginalUri, RawQuery, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde::Serialize;
use serde_json::{Value, json};

use crate::address;
use crate::ask::Asked;
use crate::fault::Fault;
use crate::store::Store;

/// Rows given where no `limit` is asked for.
const ROWS: usize = 100;
/// Rows given at most.
const MOST: usize = 1000;

pub(crate) fn router() -> Router<Store> {
    Router::new()
        .route("/reports", get(reports))
        .route("/report", get(report))
        .route("/report/{*id}", get(report))
        .route("/claims", get(claims))
        .route("/sources", get(sources))
        .fallback(async || ApiFault(Fault::no_page()))
}

/// A fault told in JSON.
struct ApiFault(Fault);

impl<F: Into<Fault>> From<F> for ApiFault {
    fn from(fault: F) -> Self {
        Self(fault.into())
    }
}

impl IntoResponse for ApiFault {
    fn into_response(self) -> Response {
        let Fault { status, title, hint } = self.0;
        (status, Json(json!({ "error": title, "hint": hint }))).into_response()
    }
}

type Answer = Result<Json<Value>, ApiFault>;

/// The part of a list that was asked for.
fn part(asked: &Asked) -> Result<(usize, usize), Fault> {
    let limit = asked.number("limit", 0, MOST)?.unwrap_or(ROWS);
    let offset = asked.number("offset", 0, i64::MAX as usize)?.unwrap_or(0);
    Ok((limit, offset))
}

fn list(name: &str, rows: &impl Serialize, total: u64, offset: usize) -> Answer {
    let rows = serde_json::to_value(rows).map_err(Fault::own)?;
    Ok(Json(json!({ "total": total, "offset": offset, name: rows })))
}

async fn reports(State(store): State<Store>, RawQuery(query): RawQuery) -> Answer {
    let asked = Asked::new(query.as_deref());
    let mut query = asked.reports()?;
    let (limit, offset) = part(&asked)?;
    (query.limit, query.offset) = (Some(limit), offset);
    let answer = store.ask(move |ledger| Ok((ledger.reports(&query)?, ledger.count_reports(&query)?)));
    let (rows, total) = answer.await?;
    list("reports", &rows, total, offset)
}

async fn claims(State(store): State<Store>, RawQuery(query): RawQuery) -> Answer {
    let asked = Asked::new(query.as_deref());
    let mut query = asked.claims()?;
    let (limit, offset) = part(&asked)?;
    (query.limit, query.offset) = (Some(limit), offset);
    let answer = store.ask(move |ledger| Ok((ledger.claims(&query)?, ledger.count_claims(&query)?)));
    let (rows, total) = answer.await?;
    list("claims", &rows, total, offset)
}

async fn sources(State(store): State<Store>, RawQuery(query): RawQuery) -> Answer {
    let asked = Asked::new(query.as_deref());
    let mut query = asked.sources()?;
    let (limit, offset) = part(&asked)?;
    (query.limit, query.offset) = (Some(limit), offset);
    let answer = store.ask(move |ledger| ledger.sources_and_all(&query));
    let (rows, total) = answer.await?;
    list("sources", &rows, total, offset)
}

async fn report(
    State(store): State<Store>,
    OriginalUri(uri): OriginalUri,
    RawQuery(query): RawQuery,
) -> Answer {
    let asked = Asked::new(query.as_deref());
    let id = address::id("/api/report", uri.path(), asked.raw("id").map(str::to_owned))
        .ok_or_else(Fault::no_page)?;
    let version = asked.number("version", 1, u32::MAX as usize)?;
    let wanted = id.clone();
    let record = store.ask(move |ledger| match version {
        Some(version) => ledger.record_version(&id, version as u32),
        None => ledger.record(&id),
    });
    let record = record.await?.ok_or_else(|| Fault::no_report(&wanted))?;
    Ok(Json(serde_json::to_value(&record).map_err(Fault::own)?))
}
