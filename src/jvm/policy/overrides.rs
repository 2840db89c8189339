//! `-Djava.security.properties`: a file laid over, or put in the place of, the JVM's own properties.

use std::path::{Path, PathBuf};

use super::properties::Property;
use super::{Origin, Policy, Value, read_properties};
use crate::machine::Machine;

/// How many files may include one another.
const MAX_INCLUDES: usize = 32;
/// The largest file read; a java.security has some 60 KB.
const MAX_SIZE: u64 = 4 << 20;

/// A properties file that Java refuses to start with.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PolicyError {
    /// A file that another one includes is not there or cannot be read.
    #[error("unable to include {}", .0.display())]
    Include(PathBuf),
    /// A file includes itself, or too many include one another.
    #[error("cyclic include of {}", .0.display())]
    CyclicInclude(PathBuf),
    /// A file that was named is not there or cannot be read.
    #[error("cannot read {}", .0.display())]
    Unreadable(PathBuf),
    /// A malformed `\\u` escape.
    #[error("malformed escape in line {} of {}", .0.line, .0.file.display())]
    Escape(Origin),
}

impl Policy {
    /// The policy of a command on this machine: JDK 25's own, with what `-J-Djava.security.properties` names laid over
    /// it, or with only that where its value starts with a second `=`.
    ///
    /// Java: a file that is not there is overlooked, and so is the option then.
    ///
    /// # Errors
    /// [`PolicyError`] where the file includes one that cannot be read.
    pub fn of(machine: &Machine) -> Result<Self, PolicyError> {
        Self::jdk25().told(machine)
    }

    /// These values, as `java.security.properties` changes them: with the file laid over them, or with only that where the value
    /// starts with a second `=`.
    ///
    /// # Errors
    /// As [`of`](Self::of).
    pub fn told(self, machine: &Machine) -> Result<Self, PolicyError> {
        let own = self;
        let Some(value) = machine.property("java.security.properties") else { return Ok(own) };
        let (replaces, named) = value.strip_prefix('=').map_or((false, value), |rest| (true, rest));
        let named = named.strip_prefix("file:").unwrap_or(named);
        if named.is_empty() || own.value("security.overridePropertiesFile") == Some("false") {
            return Ok(own);
        }
        let path = machine.path(named);
        let Some(text) = read_file(&path) else { return Ok(own) };
        let mut policy = if replaces { Self::default() } else { own };
        policy.overlay_file(machine, &path, &text, &mut vec![path.clone()])?;
        Ok(policy)
    }

    /// Lays a file over these values: a JVM's own `java.security`, or one that is named.
    ///
    /// # Errors
    /// [`PolicyError`] where a JVM would not start with it, or it is not there.
    pub fn lay_over(&mut self, machine: &Machine, named: &Path) -> Result<(), PolicyError> {
        let path = machine.path(named);
        let text = read_file(&path).ok_or_else(|| PolicyError::Unreadable(named.to_owned()))?;
        self.overlay_file(machine, &path, &text, &mut vec![path.clone()])
    }

    fn overlay_file(
        &mut self,
        machine: &Machine,
        path: &Path,
        text: &str,
        open: &mut Vec<PathBuf>,
    ) -> Result<(), PolicyError> {
        for Property { name, value, line, is_malformed } in read_properties(text) {
            let origin = Origin { file: path.to_owned(), line };
            if is_malformed {
                return Err(PolicyError::Escape(origin));
            }
            if name != "include" {
                self.values.insert(name, Value { text: value, origin: Some(origin) });
                continue;
            }
            let named = Path::new(value.trim());
            let included = if named.is_absolute() {
                machine.path(named)
            } else {
                path.parent().unwrap_or(Path::new("")).join(named)
            };
            if open.contains(&included) || open.len() >= MAX_INCLUDES {
                return Err(PolicyError::CyclicInclude(included));
            }
            let text = read_file(&included).ok_or_else(|| PolicyError::Include(included.clone()))?;
            open.push(included.clone());
            self.overlay_file(machine, &included, &text, open)?;
            open.pop();
        }
        Ok(())
    }
}

/// The text of a properties file, which is ISO-8859-1.
fn read_file(path: &Path) -> Option<String> {
    let metadata = std::fs::metadata(path).ok().filter(|metadata| metadata.is_file())?;
    let bytes = (metadata.len() <= MAX_SIZE).then(|| std::fs::read(path).ok())??;
    Some(bytes.into_iter().map(char::from).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::NoRandomness;

    fn policy(folder: &Path, value: &str) -> Result<Policy, PolicyError> {
        let mut machine = Machine::new(jiff::Timestamp::UNIX_EPOCH, [], Box::new(|_| Err(NoRandomness)));
        machine.folder = folder.to_owned();
        machine.properties.insert("java.security.properties".into(), value.into());
        Policy::of(&machine)
    }

    #[test]
    fn a_file_is_laid_over_or_put_in_place() {
        let folder = tempfile::tempdir().unwrap();
        let name = "jdk.security.legacyAlgorithms";
        std::fs::write(folder.path().join("p"), format!("{name}=SHA256\ninclude q\n")).unwrap();
        std::fs::write(folder.path().join("q"), "keystore.type=jks\n").unwrap();
        for value in ["p", "file:p"] {
            let laid_over = policy(folder.path(), value).unwrap();
            assert_eq!(laid_over.value(name), Some("SHA256"));
            assert_eq!(laid_over.value("keystore.type"), Some("jks"));
            assert!(laid_over.value("jdk.certpath.disabledAlgorithms").is_some());
        }
        let put_in_place = policy(folder.path(), "=p").unwrap();
        assert_eq!(put_in_place.value(name), Some("SHA256"));
        assert_eq!(put_in_place.value("jdk.certpath.disabledAlgorithms"), None);
        for value in ["", "=", "none", "=none", "."] {
            assert_eq!(policy(folder.path(), value).unwrap(), Policy::jdk25(), "{value:?}");
        }
    }

    #[test]
    fn includes_must_be_there_and_end() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("self"), "include self\n").unwrap();
        std::fs::write(folder.path().join("gone"), "include none\n").unwrap();
        assert_eq!(
            policy(folder.path(), "self"),
            Err(PolicyError::CyclicInclude(folder.path().join("self")))
        );
        assert_eq!(policy(folder.path(), "gone"), Err(PolicyError::Include(folder.path().join("none"))));
    }
}
