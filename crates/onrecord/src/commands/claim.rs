//! `onrecord claim`: a claim in all its reports, with what answers it, and what states the same by the user's word.

use std::process::ExitCode;

use onrecord::ledger::{Ledger, Whole};
use onrecord::link::{ChosenLink, Claim};

use crate::args::{Derived, OneClaim};
use crate::commands::linked::{Places, write};
use crate::commands::{linked_ledger, path};
use crate::failure::Failure;
use crate::show::LinkedClaimRow;

pub(crate) fn run(args: &OneClaim) -> anyhow::Result<ExitCode> {
    if !args.same_as.is_empty() || !args.not.is_empty() {
        let mut ledger = Ledger::open(&path(&args.derived.ledger)?)?;
        ledger.link()?;
        correct(args, &mut ledger)?;
    }
    let ledger = linked_ledger(&args.derived.ledger)?;
    let (whole, id) = find(&ledger, &args.id, &args.derived)?;
    let claims = &whole.linked.claims;
    let places = Places::new(&ledger);
    let mut rows = Vec::new();
    let mut add = |claim: &Claim, relation: &str| -> anyhow::Result<()> {
        for place in places.of(&claim.evidence)? {
            rows.push(LinkedClaimRow {
                relation: relation.to_owned(),
                id: claim.id.clone(),
                by: claim.by.clone(),
                source_kind: claim.source_kind.clone(),
                act: claim.act.map(|act| act.as_str().to_owned()),
                said_on: claim.said_on,
                number_of_sources: claim.number_of_sources,
                independent_reports: claim.independent_reports,
                place,
            });
        }
        Ok(())
    };
    let of = |id: &str| claims.iter().find(|claim| claim.id == id);
    if let Some(asked) = of(&id) {
        add(asked, "itself")?;
        for other in asked.same_as.iter().filter_map(|id| of(id)) {
            add(other, "same as")?;
        }
    }
    for answer in &whole.linked.answers {
        let relation = crate::show::json_name(&answer.relation);
        if answer.of == id
            && let Some(claim) = of(&answer.claim)
        {
            add(claim, &format!("{relation} it"))?;
        } else if answer.claim == id
            && let Some(claim) = of(&answer.of)
        {
            add(claim, &format!("it {relation}"))?;
        }
    }
    write(args.derived.format, &rows)
}

/// The story with a claim, and the claim's own name: any statement of it may be named.
fn find(ledger: &Ledger, id: &str, args: &Derived) -> anyhow::Result<(Whole, String)> {
    let missing = || {
        let hint = "`onrecord claims --format csv` and `onrecord answers --format json` give the names";
        Failure::new(format!("the ledger has no claim {id}"), hint)
    };
    let (report, _) = id.rsplit_once('#').ok_or_else(missing)?;
    let whole = ledger.story(report, args.as_of)?.ok_or_else(missing)?;
    let statements = &whole.linked.statements;
    let found = statements.iter().find(|(statement, _)| statement == id);
    let claim = found.map(|(_, claim)| claim.clone()).ok_or_else(missing)?;
    Ok((whole, claim))
}

/// Lays down which claims state the same.
fn correct(args: &OneClaim, ledger: &mut Ledger) -> anyhow::Result<()> {
    let mut choices = ledger.choices()?;
    let story = find(ledger, &args.id, &args.derived)?.0;
    let all = args
        .same_as
        .iter()
        .map(|id| (id, true))
        .chain(args.not.iter().map(|id| (id, false)));
    for (other, same) in all {
        find(ledger, other, &args.derived)?;
        if !story
            .linked
            .statements
            .iter()
            .any(|(statement, _)| statement == other)
        {
            let hint = "claims are compared inside a story; `onrecord story ID` shows one";
            return Err(Failure::new(format!("{other} is of another story"), hint).into());
        }
        let link = ChosenLink {
            claim: args.id.clone(),
            other: other.clone(),
            same,
        };
        choices.links.retain(|known| {
            let ends = (&known.claim, &known.other);
            ends != (&link.claim, &link.other) && ends != (&link.other, &link.claim)
        });
        choices.links.push(link);
    }
    Ok(ledger.choose(&choices)?)
}
