#![no_main]

use onrecord_read::Format;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| onrecord_fuzz::read("fuzz.jsonl", Format::Jsonl, bytes));
