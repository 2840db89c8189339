//! What a Java says of itself: its version and who built it.

use std::fs::{self, File};
use std::io::{BufReader, Read as _};
use std::path::Path;

use zip::ZipArchive;

use super::version;
use crate::diagnosis::Release;
use crate::machine::Machine;

/// What a Java says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Identity {
    /// `JAVA_VERSION` of its `release`: `17.0.9`, `1.8.0_504`; of a Java 8 without one, `Implementation-Version` of its classes.
    pub version: Option<String>,
    /// `IMPLEMENTOR` of its `release`: `Eclipse Adoptium`; of a Java 8 without one, `Implementation-Vendor` of its classes.
    pub vendor: Option<String>,
    /// Whether its classes are in `rt.jar`, which Java has no longer since 9.
    pub is_before_9: bool,
}

impl Identity {
    /// What the file `release` in a home tells; of a Java 8 without one, such as Debian's, what its classes tell.
    pub fn of(machine: &Machine, home: &Path) -> Self {
        // The JRE of a JDK 8 has it in the JDK.
        let own = [home.join("release"), home.join("../release")];
        let own = own.iter().take(if home.ends_with("jre") { 2 } else { 1 });
        let text =
            own.into_iter().find_map(|file| fs::read_to_string(machine.path(file)).ok()).unwrap_or_default();
        let value = |name: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix('='))?;
            Some(line.trim().trim_matches('"').to_owned())
        };
        let classes = CLASSES.map(|classes| machine.path(home.join(classes)));
        let is_before_9 = classes.iter().any(|classes| classes.ends_with("rt.jar") && classes.is_file());
        let mut told = Self { version: value("JAVA_VERSION"), vendor: value("IMPLEMENTOR"), is_before_9 };
        if told.version.is_none()
            && is_before_9
            && let Some(manifest) = classes.iter().find_map(|classes| manifest(classes))
        {
            told.version = attribute(&manifest, "Implementation-Version");
            told.vendor = told.vendor.or_else(|| attribute(&manifest, "Implementation-Vendor"));
        }
        told
    }

    /// The release that it behaves like, and its update; the update only where it is of that very release: those of others mean
    /// something else.
    pub fn release(&self) -> Option<(Release, Option<u32>)> {
        let told = self.version.as_deref().and_then(version::read);
        let told = told.map(|(feature, update)| {
            let release = Release::of_feature(feature);
            (release, update.filter(|_| release.number() == feature))
        });
        told.or_else(|| self.is_before_9.then_some((Release::Java8, None)))
    }

    /// Its version, where that is of a release that nobody here knows: `27.0.1`.
    pub fn unknown_version(&self) -> Option<&str> {
        let own = self.version.as_deref()?;
        let (feature, _) = version::read(own)?;
        (Release::of_feature(feature).number() != feature).then_some(own)
    }
}

/// Classes of a Java 8 whose manifests say which it is, the smaller archive first: in a JRE, and in a JDK.
const CLASSES: [&str; 4] = ["lib/resources.jar", "lib/rt.jar", "jre/lib/resources.jar", "jre/lib/rt.jar"];

/// The most that is read of a manifest; what is told stands in its first lines.
const MOST_OCTETS: u64 = 1 << 16;

/// The beginning of a JAR's manifest.
fn manifest(jar: &Path) -> Option<String> {
    if !jar.is_file() {
        return None;
    }
    let mut archive = ZipArchive::new(BufReader::new(File::open(jar).ok()?)).ok()?;
    let mut text = Vec::new();
    archive.by_name("META-INF/MANIFEST.MF").ok()?.take(MOST_OCTETS).read_to_end(&mut text).ok()?;
    Some(String::from_utf8_lossy(&text).into_owned())
}

/// An attribute of a manifest's main section, which ends with an empty line.
fn attribute(manifest: &str, name: &str) -> Option<String> {
    let mut lines = manifest.lines().take_while(|line| !line.is_empty());
    let value = lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))?;
    Some(value.trim().to_owned()).filter(|value| value != "N/A")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::NoRandomness;
    use std::io::Write as _;
    use zip::write::{SimpleFileOptions, ZipWriter};

    /// Debian's `openjdk-8-jre-headless` 8u504 has no `release`.
    #[test]
    fn a_java_8_without_a_release_tells_by_its_classes() {
        let root = tempfile::tempdir().unwrap();
        let mut machine = Machine::new(jiff::Timestamp::UNIX_EPOCH, [], Box::new(|_| Err(NoRandomness)));
        machine.root = root.path().to_owned();
        let lib = root.path().join("opt/java/jre/lib");
        fs::create_dir_all(&lib).unwrap();
        fs::write(lib.join("rt.jar"), "").unwrap();
        let find = |home: &str| Identity::of(&machine, Path::new(home));
        assert_eq!(find("/opt/java"), Identity { is_before_9: true, ..Identity::default() });
        let mut jar = ZipWriter::new(File::create(lib.join("resources.jar")).unwrap());
        jar.start_file("META-INF/MANIFEST.MF", SimpleFileOptions::default()).unwrap();
        jar.write_all(b"Manifest-Version: 1.0\r\nImplementation-Version: 1.8.0_504\r\nImplementation-Vendor: Debian\r\n\r\nName: a\r\n").unwrap();
        jar.finish().unwrap();
        for home in ["/opt/java", "/opt/java/jre"] {
            let told = find(home);
            assert_eq!(
                (told.version.as_deref(), told.vendor.as_deref()),
                (Some("1.8.0_504"), Some("Debian"))
            );
            assert_eq!(told.release(), Some((Release::Java8, Some(504))));
        }
    }
}
