//! Names and described sources → entities: who is who in one report.
//!
//! Names are one entity where they are the same but for case, or where one is a person's last name
//! ("Karoline Leavitt", later "Leavitt"). Sources without a name ("a well-informed source", later "the
//! source") become entities by `sources`.

use std::ops::Range;

use onrecord_types::{Entity, EntityType, Form, Mention};

use crate::view::View;

/// The entities of one report, in the order in which they come up.
pub(crate) struct Cast {
    members: Vec<Member>,
    /// For each of the document's names, its member.
    names: Vec<usize>,
}

struct Member {
    kind: EntityType,
    name: String,
    mentions: Vec<(Range<usize>, Form)>,
}

impl Cast {
    /// Everybody and everything that is named.
    pub fn new(view: &View<'_>) -> Self {
        let mut cast = Self {
            members: Vec::new(),
            names: Vec::new(),
        };
        for name in &view.document.names {
            let words = plain(view.words(&name.tokens));
            let known = cast
                .members
                .iter()
                .rposition(|m| m.kind == name.kind && same(m, &words));
            let at = known.unwrap_or_else(|| cast.push(name.kind, words.clone()));
            if let Some(member) = cast.members.get_mut(at) {
                if words.len() > member.name.len() {
                    member.name = words;
                }
                member.mentions.push((name.tokens.clone(), Form::Name));
            }
            cast.names.push(at);
        }
        cast
    }

    fn push(&mut self, kind: EntityType, name: String) -> usize {
        self.members.push(Member {
            kind,
            name,
            mentions: Vec::new(),
        });
        self.members.len() - 1
    }

    /// The member that a name (its index in the document) is a mention of.
    pub fn of_name(&self, name: usize) -> Option<usize> {
        self.names.get(name).copied()
    }

    /// A new member without a name: somebody who is only described.
    pub fn describe(&mut self, kind: EntityType, description: &str) -> usize {
        self.push(kind, plain(description))
    }

    /// Adds a mention that isn't a name.
    pub fn mention(&mut self, member: usize, words: Range<usize>, form: Form) {
        if let Some(member) = self.members.get_mut(member)
            && !member
                .mentions
                .iter()
                .any(|(m, _)| m.start < words.end && words.start < m.end)
        {
            member.mentions.push((words, form));
        }
    }

    /// The members in the order of their first mention, and the id of each member.
    fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.members.len()).collect();
        let first = |at: usize| {
            self.members
                .get(at)
                .and_then(|m| m.mentions.iter().map(|(w, _)| w.start).min())
                .unwrap_or(usize::MAX)
        };
        order.sort_by_key(|&at| (first(at), at));
        order
    }

    /// The id that a member has in the record.
    pub fn id(&self, member: usize) -> Option<String> {
        self.order()
            .iter()
            .position(|&at| at == member)
            .map(|position| format!("e{}", position + 1))
    }

    /// The record's entities.
    pub fn entities(&self, view: &View<'_>) -> Vec<Entity> {
        let of = |(index, at): (usize, usize)| {
            let member = self.members.get(at)?;
            let mut mentions: Vec<Mention> = member
                .mentions
                .iter()
                .filter_map(|(words, form)| {
                    Some(Mention {
                        span: view.span(words)?,
                        form: *form,
                    })
                })
                .collect();
            mentions.sort_by_key(|m| m.span);
            Some(Entity {
                id: format!("e{}", index + 1),
                kind: member.kind,
                name: member.name.clone(),
                mentions,
            })
        };
        self.order().into_iter().enumerate().filter_map(of).collect()
    }
}

/// Words on one line, without a possessive ending.
fn plain(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    ["'s", "’s"]
        .iter()
        .find_map(|end| words.strip_suffix(end))
        .unwrap_or(&words)
        .to_owned()
}

fn same(member: &Member, words: &str) -> bool {
    let (name, words) = (bare(&member.name), bare(words));
    name == words || (member.kind == EntityType::Person && (last_of(&name, &words) || last_of(&words, &name)))
}

/// Lower case, and no article before it.
fn bare(name: &str) -> String {
    let name = name.to_lowercase();
    name.strip_prefix("the ").map(str::to_owned).unwrap_or(name)
}

/// Whether `short` is the last word or words of `long`.
fn last_of(long: &str, short: &str) -> bool {
    short.len() >= 2 && long.strip_suffix(short).is_some_and(|rest| rest.ends_with(' '))
}
