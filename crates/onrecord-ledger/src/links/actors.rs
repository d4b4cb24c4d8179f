//! Actors over all stories: those of each story that go by one name, with what their rows add up to.

use std::collections::BTreeSet;

use onrecord_link::{Actor, ActorKind, Chosen, Linked, name_key};
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};

use crate::links::group::json;

/// An actor over all stories.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ActorRow {
    /// The name that most of its reports have, fully.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// Its names as the texts have them.
    pub aliases: Vec<String>,
    /// ISO 3166-1 alpha-3 of a state.
    pub code: Option<String>,
    /// What the texts call it before its name.
    pub roles: Vec<String>,
    /// How many claims it makes.
    pub claims: u32,
    /// In how many reports it is named.
    pub reports: u32,
    /// What a user has laid down of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chosen: Option<Chosen>,
}

/// An actor in one story, as it is kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct InStory {
    pub actor: Actor,
    pub claims: u32,
}

/// A story's actors, each with its key.
pub(crate) fn of_story(linked: &Linked, story: &str) -> Vec<(String, InStory)> {
    let claims_by = |name: &str| linked.claims.iter().filter(|claim| claim.by == name).count();
    let with_key = |actor: &Actor| {
        let in_story = InStory {
            claims: u32::try_from(claims_by(&actor.name)).unwrap_or(u32::MAX),
            actor: actor.clone(),
        };
        (key(actor, story), in_story)
    };
    linked.actors.iter().map(with_key).collect()
}

/// By which an actor of one story is that of another: its name, for people that of the first and the last word as they
/// sound. A person's last name alone is nobody's of another story.
fn key(actor: &Actor, story: &str) -> String {
    if actor.chosen.is_some() || actor.kind != ActorKind::Person {
        return format!("={}", name_key(&actor.name));
    }
    let words: Vec<String> = name_key(&actor.name).split(' ').map(sound).collect();
    match words.as_slice() {
        [first, .., last] => format!("{first} {last}"),
        _ => format!("{} in {story}", words.concat()),
    }
}

/// A word as it sounds, roughly: vowels in a row are their first one (e and y are i, o is u), doubled consonants one.
fn sound(word: &str) -> String {
    let mut out = String::new();
    let mut in_vowels = false;
    for c in word.chars().flat_map(char::to_lowercase) {
        let vowel = match c {
            'a' | 'à' | 'á' | 'â' | 'ä' | 'å' => Some('a'),
            'e' | 'i' | 'y' | 'é' | 'è' | 'ë' | 'í' | 'ı' => Some('i'),
            'o' | 'u' | 'ö' | 'ü' | 'ó' | 'ø' | 'ú' => Some('u'),
            _ => None,
        };
        match vowel {
            Some(vowel) if !in_vowels => out.push(vowel),
            None if c.is_alphanumeric() && (in_vowels || !out.ends_with(c)) => out.push(c),
            _ => {}
        }
        in_vowels = vowel.is_some();
    }
    out
}

/// What is counted of an actor in a story.
fn words(of: &InStory) -> rusqlite::Result<Vec<(&'static str, String, i64)>> {
    let actor = &of.actor;
    let reports = actor.reports.len() as i64;
    let mut out = vec![
        ("name", actor.name.clone(), reports),
        ("kind", json(&actor.kind)?, reports),
        ("reports", String::new(), reports),
        ("claims", String::new(), i64::from(of.claims)),
    ];
    out.extend(actor.aliases.iter().map(|alias| ("alias", alias.clone(), 1)));
    out.extend(actor.code.iter().map(|code| ("code", code.clone(), reports)));
    out.extend(actor.roles.iter().map(|(role, _)| ("role", role.clone(), 1)));
    if let Some(chosen) = &actor.chosen {
        out.push(("chosen", json(chosen)?, 1));
    }
    Ok(out)
}

/// Counts an actor of a story in, or out again.
pub(super) fn count(connection: &Connection, key: &str, of: &InStory, sign: i64) -> rusqlite::Result<()> {
    let mut add = connection.prepare_cached(
        "INSERT INTO actor_words VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT DO UPDATE SET times = times + excluded.times",
    )?;
    for (what, word, times) in words(of)? {
        add.execute(params![key, what, word, sign * times])?;
    }
    Ok(())
}

/// Puts the rows of these actors right.
pub(super) fn refresh(connection: &Connection, keys: &BTreeSet<String>) -> rusqlite::Result<()> {
    let mut of = connection
        .prepare_cached("SELECT what, word, times FROM actor_words WHERE key = ?1 AND times > 0")?;
    let mut clean = connection.prepare_cached("DELETE FROM actor_words WHERE key = ?1 AND times <= 0")?;
    let mut put = connection.prepare_cached(
        "INSERT INTO actors (key, name, words, reports, claims, data) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (key) DO UPDATE SET name = excluded.name, words = excluded.words, reports = excluded.reports,
            claims = excluded.claims, data = excluded.data
         RETURNING number",
    )?;
    let mut known = connection.prepare_cached("SELECT number, words FROM actors WHERE key = ?1")?;
    let mut forget = connection.prepare_cached("DELETE FROM actors WHERE number = ?1")?;
    let mut put_parts =
        connection.prepare_cached("INSERT INTO actor_parts (rowid, words) VALUES (?1, ?2)")?;
    let mut forget_parts = connection.prepare_cached("DELETE FROM actor_parts WHERE rowid = ?1")?;
    for key in keys {
        clean.execute([key])?;
        let words: Vec<(String, String, i64)> = of
            .query_map([key], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<rusqlite::Result<_>>()?;
        let before: Option<(i64, String)> = known
            .query_row([key], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let row = row(&words);
        let names = row.as_ref().map(|row| {
            let names = row
                .aliases
                .iter()
                .chain([&row.name])
                .map(|name| name.to_lowercase());
            names.collect::<Vec<_>>().join("\n")
        });
        let others = before.as_ref().filter(|(_, words)| names.as_ref() != Some(words));
        if let Some((number, _)) = others {
            forget_parts.execute([number])?;
        }
        match (row, names) {
            (Some(row), Some(names)) => {
                let number: i64 = put.query_row(
                    params![key, row.name, names, row.reports, row.claims, json(&row)?],
                    |row| row.get(0),
                )?;
                if before.is_none() || others.is_some() {
                    put_parts.execute(params![number, names])?;
                }
            }
            _ => {
                if let Some((number, _)) = before {
                    forget.execute([number])?;
                }
            }
        }
    }
    Ok(())
}

/// What the counted words of an actor say; none where no report names it any more.
pub(super) fn row(words: &[(String, String, i64)]) -> Option<ActorRow> {
    let all = |what: &'static str| words.iter().filter(move |(of, _, _)| of == what);
    let most = |what| {
        all(what)
            .max_by(|a, b| (a.2, a.1.len(), &b.1).cmp(&(b.2, b.1.len(), &a.1)))
            .map(|(_, word, _)| word.clone())
    };
    let sum = |what| u32::try_from(all(what).map(|(_, _, times)| times).sum::<i64>()).unwrap_or(0);
    let list = |what| all(what).map(|(_, word, _)| word.clone()).collect::<Vec<_>>();
    Some(ActorRow {
        name: most("name")?,
        kind: serde_json::from_str(&most("kind")?).ok()?,
        aliases: list("alias"),
        code: most("code"),
        roles: list("role"),
        claims: sum("claims"),
        reports: sum("reports"),
        chosen: chosen(&list("chosen")),
    })
}

/// What was chosen, with all that was found in one story or another.
fn chosen(all: &[String]) -> Option<Chosen> {
    let mut out: Option<Chosen> = None;
    for one in all
        .iter()
        .filter_map(|one| serde_json::from_str::<Chosen>(one).ok())
    {
        let Some(known) = &mut out else {
            out = Some(one);
            continue;
        };
        for found in one.found {
            match known
                .found
                .iter_mut()
                .find(|f| f.name == found.name && f.kind == found.kind)
            {
                Some(same) => {
                    same.aliases.extend(found.aliases);
                    same.aliases.sort();
                    same.aliases.dedup();
                }
                None => known.found.push(found),
            }
        }
    }
    out
}

/// Adds up the actors of stories that aren't kept, or not as they were on a day.
pub(super) fn add_up(all: &[(String, InStory)]) -> rusqlite::Result<Vec<(String, ActorRow)>> {
    let mut counted: std::collections::BTreeMap<&str, std::collections::BTreeMap<(&str, String), i64>> =
        std::collections::BTreeMap::new();
    for (key, of) in all {
        let of_key = counted.entry(key).or_default();
        for (what, word, times) in words(of)? {
            *of_key.entry((what, word)).or_default() += times;
        }
    }
    let rows = counted.into_iter().filter_map(|(key, words)| {
        let words: Vec<_> = words
            .into_iter()
            .map(|((what, word), n)| (what.to_owned(), word, n))
            .collect();
        Some((key.to_owned(), row(&words)?))
    });
    Ok(rows.collect())
}

#[cfg(test)]
mod tests {
    use super::sound;

    #[test]
    fn spellings_of_one_name_sound_alike_and_two_names_do_not() {
        assert_eq!(sound("Mahmud"), sound("Mahmoud"));
        assert_eq!(sound("Haniya"), sound("Haneya"));
        assert_eq!(sound("Abdallah"), sound("Abdalah"));
        assert_ne!(sound("Helena"), sound("Halina"));
        assert_ne!(sound("Brandt"), sound("Brand"));
    }
}
