//! onrecord: the page over a ledger
