//! onrecord: report to document: sentences, tokens, one encoder pass
