//! The files under `testdata/matrix`: one compressed text each, of blocks that begin with `== name`.

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;

/// The blocks under their names.
pub type Pack = BTreeMap<String, String>;

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/matrix").join(name)
}

/// All blocks of a file.
pub fn read(name: &str) -> Pack {
    let bytes = std::fs::read(path(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    let mut text = String::new();
    GzDecoder::new(bytes.as_slice()).read_to_string(&mut text).unwrap();
    blocks(&text).collect()
}

/// Writes a file anew.
pub fn write(name: &str, pack: &Pack) {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    for (name, text) in pack {
        write!(encoder, "== {name}\n{text}").unwrap();
    }
    std::fs::create_dir_all(path("")).unwrap();
    std::fs::write(path(name), encoder.finish().unwrap()).unwrap();
}

/// Name and text of every block.
pub fn blocks(text: &str) -> impl Iterator<Item = (String, String)> {
    let text = text.strip_prefix("== ").unwrap_or_else(|| panic!("no block begins: {:.40}", text));
    text.split("\n== ").map(|block| {
        let (name, body) = block.split_once('\n').unwrap();
        (name.to_owned(), format!("{}\n", body.trim_end_matches('\n')))
    })
}
