//! Temporal expressions found, typed and normalized as TIMEX3, resolved against a date
