//! onrecord: bytes to reports, one module a format
