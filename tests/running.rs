//! `jvms` beside real Javas that run in a way of their own: with mounts of their own, from a start script, within another program.
//!
//! As in `tests/jvms.rs` what it tells is compared with what each Java says itself. What a machine does not allow or have is left
//! out with a message.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr
)]

mod support;

use std::fs;

use serde_json::Value;
use support::javas::{Running, compile, javas, unshares};
use support::{Scene, root};

/// A Java of this machine, and a folder with what it runs and two stores in it: one of one authority, and one of two.
fn scene() -> Option<(Scene, Vec<(String, std::path::PathBuf)>)> {
    let javas = javas();
    if javas.is_empty() {
        return None;
    }
    let scene = Scene::new();
    compile(&scene);
    let (one, two) = (root("One"), root("Two"));
    scene.truststore("one.jks", &[("one", one.der())]);
    scene.truststore("two.jks", &[("one", one.der()), ("two", two.der())]);
    Some((scene, javas))
}

/// The causes that are told, in their order.
fn causes(told: &Value) -> Vec<&str> {
    told["causes"].as_array().unwrap().iter().map(|cause| cause["cause"].as_str().unwrap()).collect()
}

/// With mounts of its own (`unshare -m`, `PrivateTmp=`) it is its file that is looked into, not ours of the same name.
#[test]
fn files_below_its_own_mounts_are_its_own() {
    let Some((scene, javas)) = scene() else { return };
    if !unshares() {
        return;
    }
    let (_, home) = javas.last().unwrap();
    for (folder, store) in [("mounted", "one.jks"), ("other", "two.jks")] {
        fs::create_dir(scene.path(folder)).unwrap();
        fs::copy(scene.path(store), scene.path(folder).join("trust.jks")).unwrap();
    }
    fs::copy(scene.path("one.jks"), scene.path("trust.jks")).unwrap();
    std::os::unix::fs::symlink("mounted/trust.jks", scene.path("link.jks")).unwrap();
    let folder = "mount --bind other mounted";
    for (script, store) in
        [(folder, "mounted/trust.jks"), (folder, "link.jks"), ("mount --bind two.jks trust.jks", "trust.jks")]
    {
        let java =
            Running::after(&scene, script, true, home, &[&format!("-Djavax.net.ssl.trustStore={store}")]);
        let told = java.told(&scene, 0);
        assert_eq!(java.anchors, Some(2), "{script}");
        assert_eq!(told["truststore"]["anchors"], 2, "{store}: {told}");
        assert_eq!(told["truststore"]["store"]["entries"], 2, "{store}: {told}");
        assert!(causes(&told).is_empty(), "{told}");
    }
}
