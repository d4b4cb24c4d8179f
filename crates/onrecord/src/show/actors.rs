//! Rows of who is who.

use serde::Serialize;

use crate::show::linked::{Place, json_name, place, said};
use crate::show::rows::Row;

/// An actor.
#[derive(Debug, Serialize)]
pub(crate) struct ActorRow {
    #[serde(flatten)]
    pub actor: onrecord::ledger::ActorRow,
}

impl Row for ActorRow {
    const HEADS: &'static [(&'static str, Option<u16>)] = &[
        ("actor", Some(26)),
        ("kind", None),
        ("code", None),
        ("also", None),
        ("role", Some(20)),
        ("claims", None),
        ("reports", None),
    ];
    const COLUMNS: &'static [&'static str] = &[
        "name", "kind", "code", "aliases", "roles", "claims", "reports", "role", "tags", "cameo", "found",
    ];
    const NONE: &'static str = "No actor of the ledger fits.";

    fn cells(&self) -> Vec<String> {
        let actor = &self.actor;
        let others: Vec<&str> = actor
            .aliases
            .iter()
            .map(String::as_str)
            .filter(|alias| *alias != actor.name)
            .collect();
        let chosen = actor.chosen.as_ref();
        let role = chosen
            .and_then(|c| c.role.clone())
            .or_else(|| actor.roles.first().cloned());
        let code = chosen
            .and_then(|c| c.cameo.clone())
            .or_else(|| actor.code.clone());
        vec![
            actor.name.clone(),
            json_name(&actor.kind),
            code.unwrap_or_else(|| "–".to_owned()),
            others.join(", "),
            role.unwrap_or_default(),
            actor.claims.to_string(),
            actor.reports.to_string(),
        ]
    }

    fn fields(&self) -> Vec<String> {
        let actor = &self.actor;
        let chosen = actor.chosen.clone().unwrap_or_default();
        let found: Vec<&str> = chosen.found.iter().map(|found| found.name.as_str()).collect();
        vec![
            actor.name.clone(),
            json_name(&actor.kind),
            actor.code.clone().unwrap_or_default(),
            actor.aliases.join("|"),
            actor.roles.join("|"),
            actor.claims.to_string(),
            actor.reports.to_string(),
            chosen.role.clone().unwrap_or_default(),
            chosen.tags.join("|"),
            chosen.cameo.clone().unwrap_or_default(),
            found.join("|"),
        ]
    }
}

/// Something that is known of one actor.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ActorLine {
    pub actor: String,
    /// A name, a role, a claim …
    pub what: &'static str,
    pub value: String,
    pub day: Option<jiff::civil::Date>,
    pub places: Vec<Place>,
}

impl Row for ActorLine {
    const HEADS: &'static [(&'static str, Option<u16>)] = &[
        ("actor", Some(20)),
        ("what", None),
        ("", Some(24)),
        ("day", None),
        ("words", None),
        ("where", Some(22)),
    ];
    const COLUMNS: &'static [&'static str] = &["actor", "what", "value", "day", "place", "words"];
    const NONE: &'static str = "No actor of the ledger fits.";

    fn cells(&self) -> Vec<String> {
        vec![
            self.actor.clone(),
            self.what.to_owned(),
            self.value.clone(),
            self.day.map_or_else(|| "–".to_owned(), |day| day.to_string()),
            said(&self.places),
            place(&self.places),
        ]
    }

    fn fields(&self) -> Vec<String> {
        vec![
            self.actor.clone(),
            self.what.to_owned(),
            self.value.clone(),
            self.day.map(|day| day.to_string()).unwrap_or_default(),
            place(&self.places),
            said(&self.places),
        ]
    }
}
