//! What the names head says → names.

use onrecord_types::{EntityType, Name};

use crate::encoder::Read;
use crate::tags::spans;

/// Labels of the names head, in order.
const KINDS: [EntityType; 4] = [
    EntityType::Person,
    EntityType::Organization,
    EntityType::Place,
    EntityType::Group,
];

/// Names in the order of the text.
pub(crate) fn names(read: &Read) -> Vec<Name> {
    spans(&read.names, KINDS.len())
        .into_iter()
        .filter_map(|(label, tokens)| {
            Some(Name {
                tokens,
                kind: *KINDS.get(label)?,
            })
        })
        .collect()
}
