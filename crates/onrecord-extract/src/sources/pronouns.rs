//! Pronouns as sources.

use onrecord_types::{EntityType, SourceKind};

/// A pronoun that stands for somebody named before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pronoun {
    /// he, she
    One,
    /// it
    Thing,
    /// they
    Several,
    /// I, we, you, who … : not followed back.
    Other,
}

/// The pronoun that a word is.
pub(crate) fn pronoun(word: &str) -> Option<Pronoun> {
    match word {
        "he" | "she" | "him" | "her" | "his" | "himself" | "herself" => Some(Pronoun::One),
        "it" | "its" | "itself" => Some(Pronoun::Thing),
        "they" | "them" | "their" | "themselves" => Some(Pronoun::Several),
        "i" | "we" | "you" | "me" | "us" | "my" | "our" | "who" | "which" | "that" | "whom" | "whose" => {
            Some(Pronoun::Other)
        }
        _ => None,
    }
}

impl Pronoun {
    /// Whether it can stand for a source of this kind; `person` says that the source is one named person.
    pub fn fits(self, kind: Option<SourceKind>, person: bool) -> bool {
        use SourceKind::{Document, GroupOfPeople, Institution, Named, Outlet, Spokesperson, Unnamed};
        match self {
            Self::One => person || matches!(kind, Some(Named | Spokesperson | Unnamed)),
            Self::Thing => !person && matches!(kind, Some(Institution | Outlet | Document)),
            Self::Several => matches!(kind, Some(GroupOfPeople | Unnamed | Institution)),
            Self::Other => false,
        }
    }

    /// Whether it can stand for an entity of this kind.
    pub fn may_be(self, kind: EntityType) -> bool {
        match self {
            Self::One => kind == EntityType::Person,
            Self::Thing => kind != EntityType::Person,
            Self::Several | Self::Other => true,
        }
    }

    /// The kind of a source of which nothing but the pronoun is known.
    pub fn own_kind(self) -> Option<SourceKind> {
        match self {
            Self::One => Some(SourceKind::Named),
            Self::Thing | Self::Several | Self::Other => None,
        }
    }
}
