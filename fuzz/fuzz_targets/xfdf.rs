//! Hands what the fuzzer makes to `korrigo_fuzz::files::xfdf`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| korrigo_fuzz::files::xfdf(data));
