//! Hands what the fuzzer makes to `korrigo_fuzz::jpeg`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| korrigo_fuzz::jpeg(data));
