//! No bytes can make a decoder panic or spin: every decoder of `fuzz/decoders.rs`, on every seed cut, bent and forged.
//!
//! Bounded and without chance, so that it runs with every `cargo test`; `fuzz/run` goes on where this ends. A call
//! that takes longer than [`SLOWEST`] counts as spinning. `.ci/run` repeats this with little memory.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

#[path = "../fuzz/decoders.rs"]
mod decoders;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

use decoders::{DECODERS, Decoder};

/// How long one input may take, in a debug build on a busy machine.
const SLOWEST: Duration = Duration::from_secs(5);
/// How long one decoder is worked on, all its seeds alike; what is left then is left to the fuzzer.
const BUDGET: Duration = Duration::from_secs(5);
/// No more inputs of one kind than this are made from one seed: a long one is changed at every n-th byte.
const MOST: usize = 6_000;

#[test]
fn no_bytes_harm_a_decoder() {
    for decoder in DECODERS {
        let mut tried = 0;
        let seeds = seeds(decoder);
        assert!(!seeds.is_empty(), "{}: nothing to start from", decoder.name);
        let budget = BUDGET / u32::try_from(seeds.len().max(1)).unwrap();
        for seed in seeds {
            let started = Instant::now();
            mutations(&seed, &mut |bytes| {
                attempt(decoder, bytes);
                tried += 1;
                started.elapsed() < budget
            });
        }
        assert!(tried > 200, "{}: only {tried} inputs", decoder.name);
    }
}

#[test]
fn every_decoder_has_a_fuzz_target() {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let manifest = fs::read_to_string(fuzz.join("Cargo.toml")).unwrap();
    for decoder in DECODERS {
        let file = format!("fuzz_targets/{}.rs", decoder.name);
        assert!(manifest.contains(&format!("path = \"{file}\"")), "{file} is not in fuzz/Cargo.toml");
        let text = fs::read_to_string(fuzz.join(&file)).unwrap();
        assert!(text.contains(&format!("decoders::{}(", decoder.name)), "{file} calls something else");
    }
    assert_eq!(fs::read_dir(fuzz.join("fuzz_targets")).unwrap().count(), DECODERS.len());
}

/// The decoder's own seeds in `fuzz/seeds` and the files of testdata that are named for it.
fn seeds(decoder: &Decoder) -> Vec<Vec<u8>> {
    let mut seeds = Vec::new();
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let own = (home.join("fuzz/seeds").join(decoder.name), "");
    let named = decoder.files.iter().map(|(folder, end)| (home.join("testdata").join(folder), *end));
    for (folder, end) in named.chain([own]) {
        let Ok(entries) = fs::read_dir(folder) else { continue };
        let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
        paths.retain(|path| path.is_file() && path.to_string_lossy().ends_with(end));
        paths.sort();
        seeds.extend(paths.iter().map(|path| fs::read(path).unwrap()));
    }
    seeds
}

fn attempt(decoder: &Decoder, bytes: &[u8]) {
    let started = Instant::now();
    let outcome = catch_unwind(AssertUnwindSafe(|| (decoder.decode)(bytes)));
    let took = started.elapsed();
    assert!(outcome.is_ok() && took < SLOWEST, "{}: {took:?} for {}", decoder.name, shown(bytes));
}

/// The input as something that can be pasted into a unit test.
fn shown(bytes: &[u8]) -> String {
    let start = &bytes[..bytes.len().min(4096)];
    format!("{} bytes: b\"{}\"", bytes.len(), start.escape_ascii())
}

/// Hands over the seed in all its broken forms, until told to stop.
fn mutations(seed: &[u8], try_one: &mut dyn FnMut(&[u8]) -> bool) {
    let step = seed.len() / MOST + 1;
    let go_on = try_one(seed)
        && (0..seed.len()).step_by(step).all(|end| try_one(&seed[..end]))
        && flips(seed, step, try_one)
        && lengths(seed, step * 4, try_one)
        && pieces(seed, step * 4, try_one);
    if go_on {
        noise(seed, try_one);
    }
}

/// One bit at every byte, a different one each time, and the byte turned over.
fn flips(seed: &[u8], step: usize, try_one: &mut dyn FnMut(&[u8]) -> bool) -> bool {
    let mut bytes = seed.to_vec();
    (0..seed.len()).step_by(step).all(|at| {
        let masks =
            if seed.len() < 600 { vec![1, 2, 4, 8, 16, 32, 64, 128, 255] } else { vec![1 << (at % 8), 255] };
        masks.into_iter().all(|mask| {
            bytes[at] ^= mask;
            let go_on = try_one(&bytes);
            bytes[at] ^= mask;
            go_on
        })
    })
}

/// What lengths, counts and iteration counts are forged to, written over and between the bytes at every place.
fn lengths(seed: &[u8], step: usize, try_one: &mut dyn FnMut(&[u8]) -> bool) -> bool {
    const FORGED: [&[u8]; 9] = [
        b"\x80",
        b"\x84\xff\xff\xff\xff",
        b"\x88\xff\xff\xff\xff\xff\xff\xff\xff",
        b"\x82\xff\xff",
        b"\xff\xff\xff\xff",
        b"\x7f\xff\xff\xff",
        b"\x80\x00\x00\x00",
        b"\x00\x00\x00\x00",
        b"\x02\x04\x7f\xff\xff\xff",
    ];
    (0..seed.len()).step_by(step).all(|at| {
        FORGED.iter().all(|forged| {
            let (before, after) = seed.split_at(at);
            let over = &after[forged.len().min(after.len())..];
            try_one(&[before, forged, over].concat()) && try_one(&[before, forged, after].concat())
        })
    })
}

/// Pieces left out, doubled and put elsewhere; the start of the seed nested in itself, deep.
fn pieces(seed: &[u8], step: usize, try_one: &mut dyn FnMut(&[u8]) -> bool) -> bool {
    let spliced = (0..seed.len()).step_by(step).all(|at| {
        [1, 2, 4, 16, 64].into_iter().all(|length| {
            let end = (at + length).min(seed.len());
            let (before, piece, after) = (&seed[..at], &seed[at..end], &seed[end..]);
            try_one(&[before, after].concat())
                && try_one(&[before, piece, piece, after].concat())
                && try_one(&[piece, before, after].concat())
        })
    });
    spliced
        && (1..=8.min(seed.len())).all(|length| {
            try_one(&seed[..length].repeat(50_000 / length))
                && try_one(&[&seed[..length].repeat(200), seed].concat())
        })
}

/// Several changes at once, and bytes that never were a seed; the same ones in every run.
fn noise(seed: &[u8], try_one: &mut dyn FnMut(&[u8]) -> bool) {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64 ^ seed.len() as u64;
    let mut random = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 11).unwrap() % below.max(1)
    };
    for round in 0..MOST {
        let mut bytes = seed.to_vec();
        if round % 8 == 0 || bytes.is_empty() {
            bytes = (0..random(200)).map(|_| u8::try_from(random(256)).unwrap()).collect();
        }
        for _ in 0..1 + random(8) {
            let at = random(bytes.len());
            let value = u8::try_from(random(256)).unwrap();
            match random(3) {
                0 if at < bytes.len() => bytes[at] = value,
                1 if at < bytes.len() => drop(bytes.remove(at)),
                _ => bytes.insert(at, value),
            }
        }
        if !try_one(&bytes) {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decoder_that_panics_is_caught() {
        fn fragile(bytes: &[u8]) {
            assert!(bytes.get(3) != Some(&0xff), "there");
        }
        let decoder = Decoder { name: "fragile", decode: fragile, files: &[] };
        let found = catch_unwind(|| {
            mutations(b"\0\0\0\0\0\0", &mut |bytes| {
                attempt(&decoder, bytes);
                true
            })
        });
        assert!(found.is_err());
    }
}
