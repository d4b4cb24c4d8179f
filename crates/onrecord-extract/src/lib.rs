//! onrecord: document to record: attributions, sources, entities
