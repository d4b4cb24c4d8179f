//! `onrecord actors`, `actor`: who is who, as found and as the user lays it down.

use std::io::{Read, Write};
use std::process::ExitCode;

use anyhow::Context;
use onrecord::ledger::{ActorInFull, Ledger, LinkQuery};
use onrecord::link::{Choices, ChosenActor, name_key};

use crate::args::{Actors, OneActor};
use crate::commands::linked::{Places, query, write};
use crate::commands::{count, linked_ledger, path};
use crate::failure::Failure;
use crate::show::{ActorLine, ActorRow};

pub(crate) fn actors(args: &Actors) -> anyhow::Result<ExitCode> {
    if let Some(file) = &args.import {
        let mut text = String::new();
        if file.as_os_str() == "-" {
            std::io::stdin().read_to_string(&mut text)?;
        } else {
            text = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
        }
        let choices: Choices = toml::from_str(&text).map_err(|error| {
            let hint = "`onrecord actors --export -` shows how such a file is written";
            Failure::new(format!("{}: {}", file.display(), error.message()), hint)
        })?;
        let path = path(&args.derived.ledger)?;
        Ledger::open(&path)?.choose(&choices)?;
        eprintln!(
            "{}: {} and {} laid down",
            path.display(),
            count(choices.actors.len() as u64, "actor"),
            count(choices.links.len() as u64, "link")
        );
        return Ok(ExitCode::SUCCESS);
    }
    let ledger = linked_ledger(&args.derived.ledger)?;
    if let Some(file) = &args.export {
        let text = toml::to_string_pretty(&ledger.choices()?)?;
        if file.as_os_str() == "-" {
            std::io::stdout().write_all(text.as_bytes())?;
        } else {
            std::fs::write(file, text).with_context(|| file.display().to_string())?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    let asked = LinkQuery {
        name: args.name.clone(),
        ..query(&args.derived)
    };
    let rows: Vec<ActorRow> = ledger
        .actors(&asked)?
        .into_iter()
        .map(|actor| ActorRow { actor })
        .collect();
    write(args.derived.format, &rows)
}

pub(crate) fn actor(args: &OneActor) -> anyhow::Result<ExitCode> {
    if changes(args) {
        let mut ledger = Ledger::open(&path(&args.derived.ledger)?)?;
        ledger.link()?;
        let choices = laid_down(args, &ledger)?;
        ledger.choose(&choices)?;
    }
    let ledger = linked_ledger(&args.derived.ledger)?;
    let name = args.rename.as_ref().unwrap_or(&args.name);
    let found = ledger.actors_named(name, args.derived.as_of)?;
    if found.is_empty() {
        return Err(no_actor(name).into());
    }
    let places = Places::new(&ledger);
    let mut lines = Vec::new();
    for actor in &found {
        lines.extend(in_full(&places, actor)?);
    }
    lines.truncate(args.derived.limit.unwrap_or(usize::MAX));
    write(args.derived.format, &lines)
}

fn no_actor(name: &str) -> Failure {
    let hint = "`onrecord actors` lists those there are";
    Failure::new(format!("no actor of the ledger goes by the name {name}"), hint)
}

/// Whether anything is to be laid down.
fn changes(args: &OneActor) -> bool {
    let lists = [&args.merge, &args.split, &args.alias, &args.tag];
    let words = [&args.rename, &args.role, &args.iso3166, &args.cameo];
    args.forget
        || args.kind.is_some()
        || lists.iter().any(|list| !list.is_empty())
        || words.iter().any(|word| word.is_some())
}

/// The choices with what the arguments lay down.
fn laid_down(args: &OneActor, ledger: &Ledger) -> anyhow::Result<Choices> {
    let mut choices = ledger.choices()?;
    let names = |entry: &ChosenActor, name: &str| {
        let mut all = entry.aliases.iter().chain([&entry.name]);
        all.any(|alias| name_key(alias) == name_key(name))
    };
    if args.forget {
        let before = choices.actors.len();
        choices.actors.retain(|entry| !names(entry, &args.name));
        if choices.actors.len() == before {
            return Err(Failure::new(
                format!("nothing is laid down of {}", args.name),
                "`onrecord actors --export -` shows what is",
            )
            .into());
        }
        return Ok(choices);
    }
    let mut entry = match choices.actors.iter().position(|entry| names(entry, &args.name)) {
        Some(at) => choices.actors.remove(at),
        None => as_found(ledger, &args.name)?,
    };
    for name in &args.merge {
        let other = match choices.actors.iter().position(|entry| names(entry, name)) {
            Some(at) => choices.actors.remove(at),
            None => as_found(ledger, name)?,
        };
        entry.aliases.push(other.name);
        entry.aliases.extend(other.aliases);
    }
    for name in &args.split {
        entry.aliases.retain(|alias| name_key(alias) != name_key(name));
        if name_key(&entry.name) == name_key(name) {
            let hint = "name the actor by another of its names, or split those off";
            return Err(Failure::new(format!("{name} is what the actor is called"), hint).into());
        }
        choices.actors.push(ChosenActor {
            name: name.clone(),
            ..ChosenActor::default()
        });
    }
    if let Some(name) = &args.rename {
        entry
            .aliases
            .push(std::mem::replace(&mut entry.name, name.clone()));
    }
    entry.aliases.extend(args.alias.iter().cloned());
    entry.aliases.sort();
    entry.aliases.dedup();
    let own = entry.name.clone();
    entry.aliases.retain(|alias| *alias != own);
    entry.tags.extend(args.tag.iter().cloned());
    entry.tags.dedup();
    entry.kind = args.kind.or(entry.kind);
    entry.role = args.role.clone().or(entry.role);
    entry.iso3166 = args.iso3166.clone().or(entry.iso3166);
    entry.cameo = args.cameo.clone().or(entry.cameo);
    choices.actors.push(entry);
    Ok(choices)
}

/// An entry for an actor as the program found it: its proper names, those that go by one word alone left out where it has
/// others, since they may be another's elsewhere.
fn as_found(ledger: &Ledger, name: &str) -> anyhow::Result<ChosenActor> {
    let found = ledger.actors_named(name, None)?;
    let actor = match found.as_slice() {
        [] => return Err(no_actor(name).into()),
        [one] => &one.actor,
        several => {
            let names: Vec<&str> = several.iter().map(|one| one.actor.name.as_str()).collect();
            let hint = format!("name one of them in full: {}", names.join(", "));
            return Err(Failure::new(format!("{name} is a name of several actors"), hint).into());
        }
    };
    let full = actor.name.contains(' ');
    let is_own = |alias: &&String| {
        **alias != actor.name
            && alias.starts_with(char::is_uppercase)
            && (!full || alias.contains(' ') || actor.kind != onrecord::link::ActorKind::Person)
    };
    Ok(ChosenActor {
        name: actor.name.clone(),
        aliases: actor.aliases.iter().filter(is_own).cloned().collect(),
        ..ChosenActor::default()
    })
}

/// An actor, line by line.
fn in_full(places: &Places<'_>, of: &ActorInFull) -> anyhow::Result<Vec<ActorLine>> {
    let actor = &of.actor;
    let line = |what: &'static str, value: String| ActorLine {
        actor: actor.name.clone(),
        what,
        value,
        day: None,
        places: Vec::new(),
    };
    let mut out = vec![line("kind", crate::show::json_name(&actor.kind))];
    out.extend(actor.aliases.iter().map(|alias| line("name", alias.clone())));
    out.extend(actor.code.iter().map(|code| line("code", code.clone())));
    if let Some(chosen) = &actor.chosen {
        out.extend(chosen.role.iter().map(|role| line("role (yours)", role.clone())));
        out.extend(
            chosen
                .cameo
                .iter()
                .map(|code| line("CAMEO (yours)", code.clone())),
        );
        out.extend(chosen.tags.iter().map(|tag| line("tag (yours)", tag.clone())));
        out.extend(
            chosen
                .found
                .iter()
                .map(|found| line("found as", found.name.clone())),
        );
    }
    for (role, report) in &of.roles {
        out.push(ActorLine {
            day: places.day(report)?,
            places: places.first(report, role)?,
            ..line("role", role.clone())
        });
    }
    for (whom, claim) in &of.acts_for {
        let report = claim
            .rsplit_once('#')
            .map_or(claim.as_str(), |(report, _)| report);
        out.push(ActorLine {
            day: places.day(report)?,
            places: places.first(report, whom)?,
            ..line("speaks for", whom.clone())
        });
    }
    for claim in &of.claims {
        out.push(ActorLine {
            day: Some(claim.said_on.unwrap_or(claim.first)),
            places: places.of(&claim.evidence)?,
            ..line("claim", claim.act.map_or("state", |act| act.as_str()).to_owned())
        });
    }
    for position in &of.positions {
        let stance = crate::show::json_name(&position.stance);
        out.push(ActorLine {
            day: Some(position.as_of),
            places: places.of(&position.evidence)?,
            ..line("position", format!("{stance} {}", position.issue))
        });
    }
    Ok(out)
}
