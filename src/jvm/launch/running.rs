//! What starts a VM, and so says what it is told; and what a running VM says itself that it was told, where others cannot be asked
//! any longer.
//!
//! Tried on JDK 11, 17, 21 and 25: `keytool` and the other tools take `-J-Da=b`, wherever it stands, and no `JDK_JAVA_OPTIONS`; a
//! program that makes a VM within itself (`JNI_CreateJavaVM`) tells it what it wants, whatever its own words are. `JAVA_TOOL_OPTIONS`
//! and `_JAVA_OPTIONS` count for all.

use std::path::PathBuf;

use super::{Launch, Origin, Setting, Word};

/// What starts a VM.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Starter {
    /// `java` of 9 or later, which takes `@file` and `JDK_JAVA_OPTIONS`.
    Java,
    /// `java` of 8 or before.
    OldJava,
    /// A tool that came with the Java, as `keytool`: its words are its own, but for those behind `-J`.
    Tool,
    /// Another program: its words are its own.
    Program,
}

impl Starter {
    /// The words behind a program's name that are the VM's.
    pub(super) fn options(self, arguments: &[String]) -> Vec<String> {
        match self {
            Self::Java | Self::OldJava => arguments.to_vec(),
            Self::Tool => {
                arguments.iter().filter_map(|word| word.strip_prefix("-J")).map(str::to_owned).collect()
            }
            Self::Program => Vec::new(),
        }
    }
}

/// Where something may have been said that nobody sees now; beside the [files that cannot be read](Launch::unread).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unseen {
    /// Its words are hidden from us.
    Words,
    /// Its environment is hidden from us.
    Environment,
    /// The program that made the VM within itself told it.
    Program,
    /// A file of arguments was changed after the start, and what it said then is gone.
    Changed(PathBuf),
    /// The program that starts the Java, and is no script that can be read, may tell it.
    StartedBy(PathBuf),
    /// Behind what the VM keeps of what it was told, which is cut off.
    Cut,
}

/// All words that a running VM was told, in the order in which they counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The words, with a blank between two. Their quotes are gone, and there may be blanks in them.
    pub text: String,
    /// Whether the end of it is missing.
    pub is_cut: bool,
}

impl Launch {
    /// Whether something may have been said that nobody sees now.
    pub fn is_partly_unseen(&self) -> bool {
        !self.unseen.is_empty() || !self.unread.is_empty()
    }

    /// Takes what the VM itself says that it was told in the place of what is [not seen](Self::is_partly_unseen). Where each
    /// property was set is still told of those that were seen.
    pub fn confirm(&mut self, said: &Said) {
        if !self.is_partly_unseen() {
            return;
        }
        let mut words = split(&said.text, &self.settings);
        if said.is_cut {
            words.pop();
        }
        let mut known = std::mem::take(&mut self.settings);
        let is_changed = |file: &PathBuf| self.unseen.contains(&Unseen::Changed(file.clone()));
        for text in words {
            let Some(mut setting) = Setting::of(&Word { text, origin: Origin::Vm }) else { continue };
            let is_it = |own: &Setting| own.name == setting.name && own.value == setting.value;
            if let Some(index) = known.iter().position(is_it) {
                setting.origin = known.remove(index).origin;
            }
            self.settings.push(setting);
        }
        if said.is_cut {
            // What was said last counts, and comes behind what is there.
            known.retain(|own| !matches!(&own.origin, Origin::File { file, .. } if is_changed(file)));
            self.settings.append(&mut known);
        }
        self.unread.clear();
        self.unseen = if said.is_cut { vec![Unseen::Cut] } else { Vec::new() };
    }
}

/// Cuts a text into the words that it was joined from. A blank before a dash parts them; one within a value that is known does not.
fn split(text: &str, known: &[Setting]) -> Vec<String> {
    let known: Vec<String> = known.iter().map(|own| format!("-D{}={}", own.name, own.value)).collect();
    let mut words = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let ends_there = |word: &&String| {
            rest.strip_prefix(word.as_str())
                .is_some_and(|behind| behind.is_empty() || behind.starts_with(" -"))
        };
        let length = known.iter().filter(ends_there).map(String::len).max();
        let length = length.or_else(|| rest.find(" -")).unwrap_or(rest.len());
        let (word, behind) = rest.split_at(length);
        words.push(word.to_owned());
        rest = behind.strip_prefix(' ').unwrap_or(behind);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn launched(words: &[&str], starter: Starter) -> Launch {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        let variable = |name: &str| (name == "JDK_JAVA_OPTIONS").then(|| "-Djdk=1".to_owned());
        Launch::of(&words, variable, |_| None, starter)
    }

    fn values(launch: &Launch) -> Vec<(&str, &str)> {
        launch.settings.iter().map(|setting| (setting.name.as_str(), setting.value.as_str())).collect()
    }

    #[test]
    fn a_tool_and_a_program_have_words_of_their_own() {
        let words = ["-Da=1", "-J-Db=2", "-list", "-J-Dc=3"];
        let tool = launched(&words, Starter::Tool);
        assert_eq!((values(&tool), tool.is_partly_unseen()), (vec![("b", "2"), ("c", "3")], false));
        let program = launched(&words, Starter::Program);
        assert_eq!((values(&program), program.is_partly_unseen()), (vec![], true));
        assert_eq!(values(&launched(&["-Da=1"], Starter::OldJava)), [("a", "1")]);
        assert_eq!(values(&launched(&["-Da=1"], Starter::Java)), [("jdk", "1"), ("a", "1")]);
    }

    fn said(text: &str, is_cut: bool) -> Said {
        Said { text: text.to_owned(), is_cut }
    }

    #[test]
    fn the_vm_itself_says_what_a_lost_file_told_it() {
        let words = ["-Da=x -y", "@gone", "-Dd=4", "P"];
        let mut launch = launched(&words, Starter::Java);
        assert!(launch.is_partly_unseen());
        let text = "-Djdk=1 -Da=x -y -Xmx24m -Db=/two words/x -Dd=5 -Dd=4 -Dempty";
        launch.confirm(&said(text, false));
        let all = [("jdk", "1"), ("a", "x -y"), ("b", "/two words/x"), ("d", "5"), ("d", "4"), ("empty", "")];
        assert_eq!(values(&launch), all);
        let origins: Vec<&Origin> = launch.settings.iter().map(|setting| &setting.origin).collect();
        let jdk = Origin::Variable("JDK_JAVA_OPTIONS");
        let words = &Origin::CommandLine;
        assert_eq!(origins, [&jdk, words, &Origin::Vm, &Origin::Vm, words, &Origin::Vm]);
        assert!(!launch.is_partly_unseen() && launch.main.as_deref() == Some("P"));
        // Nothing is asked of it where all was seen.
        let mut seen = launched(&["-Da=1", "P"], Starter::Java);
        seen.confirm(&said("-Da=2", false));
        assert_eq!(values(&seen), [("jdk", "1"), ("a", "1")]);
    }

    #[test]
    fn what_is_cut_off_says_so_much_as_is_there() {
        let mut launch = launched(&["@gone", "-Dd=4", "P"], Starter::Java);
        launch.confirm(&said("-Djdk=1 -Db=2 -Dc=lo", true));
        assert_eq!(values(&launch), [("jdk", "1"), ("b", "2"), ("d", "4")]);
        assert_eq!((&launch.unseen[..], &launch.unread[..]), (&[Unseen::Cut][..], &[][..]));
    }
}
