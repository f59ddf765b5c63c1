//! Hands what the fuzzer makes to `korrigo_fuzz::marking::copy`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| korrigo_fuzz::marking::copy(data));
