//! Names, coreferent mentions and described sources → entities: who is who in one report.
//!
//! Names are one entity where they are the same but for case, or where one is a person's last name
//! ("Karoline Leavitt", later "Leavitt"). Coreferent mentions join the entity that most of them name; without a
//! name among them they are an entity of their own. Sources that none of that covers ("a well-informed source",
//! later "the source") become entities by `sources`.

use std::collections::HashMap;
use std::ops::Range;

use onrecord_types::{Entity, EntityType, Form, Mention, Upos};

use crate::places;
use crate::short_forms;
use crate::sources::nouns::{self, Noun};
use crate::view::{View, is_quotation_mark};

/// The entities of one report, in the order in which they come up.
pub(crate) struct Cast {
    members: Vec<Member>,
    /// For each of the document's names, its member.
    names: Vec<usize>,
    /// The heads of coreferent mentions (tokens), each with its member.
    heads: Vec<(usize, usize)>,
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
            heads: Vec::new(),
        };
        let evident = places::evident(view);
        let glossary = short_forms::glossary(view);
        for name in &view.document.names {
            let words = plain(view.words(&name.tokens));
            let kind = match name.kind {
                // A known medium is one, whatever a name like it would be.
                _ if onrecord_known::is_medium(&words) => EntityType::Organization,
                EntityType::Person if evident.contains(&words.to_lowercase()) => EntityType::Place,
                EntityType::Person | EntityType::Place if places::is_of(&words, &evident) => {
                    EntityType::Group
                }
                kind => kind,
            };
            let members = &cast.members;
            // A short form is what its name is, whatever it looks like.
            let long = glossary
                .get(&words)
                .and_then(|long| members.iter().rposition(|m| bare(&m.name) == bare(long)));
            let known = long
                .or_else(|| members.iter().rposition(|m| m.kind == kind && same(m, &words)))
                .or_else(|| cast.of_first(kind, &words));
            let at = known.unwrap_or_else(|| cast.push(kind, words.clone()));
            if let Some(member) = cast.members.get_mut(at) {
                if words.len() > member.name.len() {
                    member.name = words;
                }
                member.mentions.push((name.tokens.clone(), Form::Name));
            }
            cast.names.push(at);
        }
        let mut taken = HashMap::new();
        for mentions in &view.document.entities {
            cast.corefer(view, mentions, &mut taken);
        }
        cast.heads.sort_unstable();
        cast
    }

    /// The person whose name begins so: "Kim", after "Kim Kye-Gwan"; none where there are several, or where it's a title.
    fn of_first(&self, kind: EntityType, words: &str) -> Option<usize> {
        let short = bare(words);
        if kind != EntityType::Person {
            return None;
        }
        let last = short.rsplit(' ').next().unwrap_or(&short);
        if nouns::noun(last).is_some() || short.chars().count() < 2 {
            return None;
        }
        let begins = |member: &Member| {
            let name = bare(&member.name);
            member.kind == kind
                && name
                    .strip_prefix(&short)
                    .is_some_and(|rest| rest.starts_with(' '))
        };
        let mut all = (0..self.members.len()).filter(|&at| begins(&self.members[at]));
        all.next().filter(|_| all.next().is_none())
    }

    /// Gives coreferent mentions to the member that most of them name, or to a new one. A mention that names
    /// somebody else stays with that one. `taken` has the heads of mentions that have a member already,
    /// which says who they are, too: two chains may begin with one phrase.
    fn corefer(&mut self, view: &View<'_>, mentions: &[Range<usize>], taken: &mut HashMap<usize, usize>) {
        // A phrase that runs over a quotation's end is none.
        let whole = |mention: &&Range<usize>| !crosses_quotation(view, mention);
        let mentions: Vec<&Range<usize>> = mentions.iter().filter(whole).collect();
        let heads: Vec<usize> = mentions.iter().map(|mention| view.head(mention)).collect();
        if heads.is_empty() {
            return;
        }
        let named: Vec<Option<usize>> = heads
            .iter()
            .zip(&mentions)
            .map(|(head, mention)| {
                let name = name_in(view, mention, *head).and_then(|name| self.of_name(name));
                name.or_else(|| taken.get(head).copied())
            })
            .collect();
        let votes = |member: usize| named.iter().filter(|n| **n == Some(member)).count();
        let most = named
            .iter()
            .flatten()
            .copied()
            .reduce(|a, b| if votes(b) > votes(a) { b } else { a });
        let member = most.unwrap_or_else(|| {
            let described = mentions
                .iter()
                .zip(&heads)
                .find(|(_, head)| !is_pronoun(view, **head));
            let (mention, _) = described.or(mentions.iter().zip(&heads).next()).unzip();
            let words = mention.map_or("", |mention| view.words(mention));
            self.push(kind(view, &heads), plain(words))
        });
        for ((mention, &head), named) in mentions.iter().zip(&heads).zip(named) {
            // What a head stands for it stands for once.
            let another = named.is_some_and(|other| other != member);
            if another || taken.contains_key(&head) {
                continue;
            }
            taken.insert(head, member);
            let form = if is_pronoun(view, head) {
                Form::Pronoun
            } else {
                Form::Nominal
            };
            self.mention(member, (*mention).clone(), form);
            self.heads.push((head, member));
        }
    }

    /// The member that a token is the head of a coreferent mention of.
    pub fn of_head(&self, token: usize) -> Option<usize> {
        let at = self.heads.binary_search_by_key(&token, |(head, _)| *head).ok()?;
        self.heads.get(at).map(|(_, member)| *member)
    }

    /// What a member is, and whether the report names it.
    pub fn known(&self, member: usize) -> Option<(EntityType, bool)> {
        let member = self.members.get(member)?;
        let named = member.mentions.iter().any(|(_, form)| *form == Form::Name);
        Some((member.kind, named))
    }

    /// Whether a member is a person.
    pub fn is_person(&self, member: usize) -> bool {
        self.known(member)
            .is_some_and(|(kind, _)| kind == EntityType::Person)
    }

    /// Whether a member is a person whom the report names.
    pub fn is_named_person(&self, member: usize) -> bool {
        self.known(member) == Some((EntityType::Person, true))
    }

    /// Whether the report calls a member a spokesperson, wherever it's mentioned: "the spokesman, Lund", "Lund, who
    /// speaks for …".
    pub fn is_spokesperson(&self, view: &View<'_>, member: usize) -> bool {
        let speaks = |at: usize| view.lemma(at).starts_with("spokes");
        let Some(member) = self.members.get(member).filter(|m| m.kind == EntityType::Person) else {
            return false;
        };
        member.mentions.iter().any(|(words, form)| {
            if *form == Form::Pronoun {
                return false;
            }
            let head = view.head(words);
            let beside = |at: usize| {
                view.token(at).is_some_and(|token| {
                    matches!(
                        token.deprel,
                        "appos" | "flat" | "nmod:desc" | "compound" | "nsubj"
                    )
                })
            };
            words.clone().any(speaks)
                || view.children(head).any(|(at, _)| speaks(at) && beside(at))
                || view
                    .token(head)
                    .and_then(|token| token.head)
                    .is_some_and(|above| speaks(above) && beside(head))
        })
    }

    /// Whether a member is more than a pronoun.
    pub fn is_told(&self, member: usize) -> bool {
        let told = |member: &Member| member.mentions.iter().any(|(_, form)| *form != Form::Pronoun);
        self.members.get(member).is_some_and(told)
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
            && !member.mentions.iter().any(|(m, _)| *m == words)
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

    /// The id that each member has in the record.
    pub fn ids(&self) -> Vec<String> {
        let mut ids = vec![String::new(); self.members.len()];
        for (position, at) in self.order().into_iter().enumerate() {
            if let Some(id) = ids.get_mut(at) {
                *id = format!("e{}", position + 1);
            }
        }
        ids
    }

    /// The member that a token stands for: as the head of a mention, or as a part of a name.
    pub fn of_token(&self, view: &View<'_>, token: usize) -> Option<usize> {
        self.of_head(token).or_else(|| self.of_name(view.name_at(token)?))
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

/// The name that a mention gives: its head's, or the one beside a title or a description that it has for its head ("government
/// spokeswoman Anneke Roos", "the envoy, Helena Brandt").
pub(crate) fn name_in(view: &View<'_>, mention: &Range<usize>, head: usize) -> Option<usize> {
    let beside = || {
        let mut children = view.children(head).filter(|(at, child)| {
            mention.contains(at) && matches!(child.deprel, "appos" | "flat" | "nmod:desc")
        });
        children.find_map(|(at, _)| view.name_at(at))
    };
    view.name_at(head).or_else(beside)
}

/// Whether words begin outside of a quotation and end inside, or the other way.
fn crosses_quotation(view: &View<'_>, words: &Range<usize>) -> bool {
    let inner = words.start + 1..words.end.saturating_sub(1);
    let marks = inner.filter(|&at| is_quotation_mark(view.word(at))).count();
    marks % 2 == 1
        && !matches!(view.word(words.start), "\"" | "“" | "``")
        && !matches!(view.word(words.end.saturating_sub(1)), "\"" | "”" | "''")
}

fn is_pronoun(view: &View<'_>, token: usize) -> bool {
    let token = view.document.tokens.get(token);
    token.is_some_and(|token| token.upos == Upos::Pron || (token.upos == Upos::Det && token.deprel != "det"))
}

/// What somebody or something is that has no name: a person where it's "he", "she", "I" or "who"; else by the
/// first noun that tells.
fn kind(view: &View<'_>, heads: &[usize]) -> EntityType {
    let words = || heads.iter().map(|&head| view.word(head).to_lowercase());
    if words().any(|w| {
        matches!(
            w.as_str(),
            "he" | "she" | "him" | "his" | "her" | "i" | "me" | "my" | "who"
        )
    }) {
        return EntityType::Person;
    }
    words()
        .find_map(|word| match nouns::noun(&word)? {
            Noun::Person | Noun::Reporter => Some(EntityType::Person),
            Noun::Institution | Noun::Outlet => Some(EntityType::Organization),
            Noun::People => Some(EntityType::Group),
            Noun::Document => Some(EntityType::Other),
        })
        .unwrap_or(EntityType::Other)
}

/// Words on one line, without a possessive ending.
pub(crate) fn plain(words: &str) -> String {
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
