//! The parts of the work, each alone; whole processes are measured by `benches/processes.sh`.
//!
//! `cargo bench --bench parts`. A part is one function below and one name in the group at the end. The stores are
//! those of `testdata/keystores`: Debian's 144 roots as JKS and as PKCS12 with 10000 iterations.
#![allow(missing_docs, clippy::unwrap_used)]

use std::hint::black_box;
use std::num::NonZeroU32;
use std::path::Path;
use std::sync::Arc;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use keytool_rs::asn1::{Reader, Tag, Writer};
use keytool_rs::crypto::digest::Digest;
use keytool_rs::crypto::{pbkdf2, pkcs12_kdf};
use keytool_rs::formats::{self, Reading};
use keytool_rs::jvm::zone::Zone;
use keytool_rs::keystore::{Format, Order, Store};
use keytool_rs::machine::Machine;
use keytool_rs::report::keytool::certificate::{Markers, fingerprints, write_certificate};
use keytool_rs::report::keytool::dates::date_time;
use keytool_rs::secret::Password;
use keytool_rs::x509::Certificate;

const ITERATIONS: NonZeroU32 = NonZeroU32::new(10_000).unwrap();

fn file(name: &str) -> Arc<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/keystores");
    Arc::new(std::fs::read(folder.join(name)).unwrap())
}

fn decoded(format: Format, bytes: &Arc<Vec<u8>>) -> Store {
    formats::decode(format, bytes, Some(&Password::new("changeit")), Reading::AsJava).unwrap()
}

/// The whole way from bytes to the model: integrity, entries, and whether Java would take each certificate.
fn decode(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("decode 144 entries");
    for (name, format, file_name) in [
        ("JKS", Format::Jks, "debian.jks"),
        ("PKCS12", Format::Pkcs12, "debian.p12"),
        ("PKCS12 without password", Format::Pkcs12, "debian-nopass.p12"),
    ] {
        let bytes = file(file_name);
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_function(name, |bencher| bencher.iter(|| decoded(format, black_box(&bytes))));
    }
}

/// The way back, for a store that was changed; of PKCS12 the safe is encrypted anew.
fn encode(criterion: &mut Criterion) {
    let machine = Machine::real();
    let password = Password::new("changeit");
    let mut group = criterion.benchmark_group("encode 144 entries");
    for (name, format, file_name) in
        [("JKS", Format::Jks, "debian.jks"), ("PKCS12", Format::Pkcs12, "debian.p12")]
    {
        let mut store = decoded(format, &file(file_name));
        let alias = store.entries().next().unwrap().alias.to_string();
        store.remove(&alias).unwrap();
        group.bench_function(name, |bencher| {
            bencher
                .iter(|| formats::encode(black_box(&store), Order::Kept, Some(&password), &machine).unwrap());
        });
    }
}

/// The two derivations that a PKCS12 store of JDK 25 costs, 10000 iterations each.
fn derivations(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("derive a key, SHA-256, 10000 iterations");
    group.bench_function("PBKDF2", |bencher| {
        bencher.iter(|| pbkdf2::derive(Digest::Sha256, black_box(b"changeit"), &[7; 20], ITERATIONS, 32));
    });
    let mut key = [0; 32];
    group.bench_function("PBKDF2 of aws-lc, for comparison", |bencher| {
        bencher.iter(|| {
            let algorithm = aws_lc_rs::pbkdf2::PBKDF2_HMAC_SHA256;
            aws_lc_rs::pbkdf2::derive(algorithm, ITERATIONS, &[7; 20], black_box(b"changeit"), &mut key);
        });
    });
    let password = Password::new("changeit").pkcs12_bmp();
    group.bench_function("PKCS#12", |bencher| {
        bencher.iter(|| {
            let purpose = pkcs12_kdf::Purpose::MacKey;
            pkcs12_kdf::derive(
                Digest::Sha256,
                black_box(password.expose()),
                &[7; 20],
                ITERATIONS.get(),
                purpose,
                32,
            )
        });
    });
}

/// What a listing does with each certificate: 144 of them.
fn certificates(criterion: &mut Criterion) {
    let store = decoded(Format::Jks, &file("debian.jks"));
    let ders: Vec<&[u8]> = store
        .entries()
        .filter_map(|entry| entry.certificate())
        .map(|certificate| &*certificate.der)
        .collect();
    assert_eq!(ders.len(), 144);
    let zone = Zone::named("America/New_York").unwrap();
    let mut group = criterion.benchmark_group("144 certificates");
    group.throughput(Throughput::Elements(144));
    group.bench_function("read as Java reads them", |bencher| {
        bencher.iter(|| black_box(&ders).iter().filter(|der| Certificate::read(der).is_ok()).count());
    });
    group.bench_function("fingerprints", |bencher| {
        bencher.iter(|| black_box(&ders).iter().map(|der| fingerprints(der)).collect::<Vec<_>>());
    });
    group.bench_function("text", |bencher| {
        let read: Vec<Certificate<'_>> = ders.iter().map(|der| Certificate::read(der).unwrap()).collect();
        let mut text = Vec::with_capacity(1 << 20);
        bencher.iter(|| {
            text.clear();
            for certificate in black_box(&read) {
                write_certificate(&mut text, certificate, &zone, &Markers::default()).unwrap();
            }
        });
    });
}

/// 1,000 sequences of an integer and a string, read to the last octet.
fn asn1(criterion: &mut Criterion) {
    let mut writer = Writer::default();
    writer.constructed(Tag::SEQUENCE, |outer| {
        for number in 0..1_000 {
            outer.constructed(Tag::SEQUENCE, |inner| {
                inner.unsigned(number);
                inner.octets(b"example");
            });
        }
    });
    let bytes = writer.finish();
    criterion.bench_function("asn1/read 1000 sequences", |bencher| {
        bencher.iter(|| {
            let mut reader = Reader::new(black_box(&bytes)).enter(Tag::SEQUENCE).unwrap();
            let mut total = 0;
            while let Ok(Some(element)) = reader.next_element() {
                let mut inside = element.inside().unwrap();
                total += inside.element().unwrap().unsigned().unwrap();
                total += inside.element().unwrap().octets().unwrap().len() as u64;
            }
            total
        });
    });
}

/// What every run that prints a date pays, and what each date costs.
fn dates(criterion: &mut Criterion) {
    criterion.bench_function("dates/find the rules of a zone", |bencher| {
        bencher.iter(|| Zone::named(black_box("America/New_York")));
    });
    let zone = Zone::named("America/New_York").unwrap();
    criterion.bench_function("dates/print one", |bencher| {
        bencher.iter(|| date_time(&zone, black_box(1_795_257_000)));
    });
}

criterion_group!(parts, asn1, dates, decode, encode, derivations, certificates);
criterion_main!(parts);
