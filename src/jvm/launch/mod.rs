//! What a Java was told when it was started: by its command line, by files of arguments, by the environment; and which
//! of its words count.
//!
//! Tried on JDK 11, 17, 21 and 25: `JAVA_TOOL_OPTIONS` is read first, then `JDK_JAVA_OPTIONS` (by the `java` program alone),
//! then the command line, then `_JAVA_OPTIONS`; of a property that is set several times the last one counts.

mod running;
mod words;

use std::path::PathBuf;

pub use running::{Said, Starter, Unseen};
pub use words::{LONGEST_FILE, of_argument_file, of_variable};

/// Where a word was said.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// On the command line.
    CommandLine,
    /// In a variable of the environment.
    Variable(&'static str),
    /// In a file, at a line counted from 1: one of arguments, of options for the VM, or of a service.
    File {
        /// The file, as it was named.
        file: PathBuf,
        /// The line.
        line: usize,
    },
    /// By somebody whom nobody sees now; the running VM has it among what it was told.
    Vm,
}

/// A word, and where it was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The word, without the quotes of whoever said it.
    pub text: String,
    /// Where it stands.
    pub origin: Origin,
}

/// A system property that was set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Its name.
    pub name: String,
    /// Its value; empty where none was given.
    pub value: String,
    /// Where it was set.
    pub origin: Origin,
}

impl Setting {
    /// The setting that `-Dname=value` is; `None` for other words.
    pub fn of(word: &Word) -> Option<Self> {
        let (name, value) = property(&word.text)?;
        Some(Self { name: name.to_owned(), value: value.to_owned(), origin: word.origin.clone() })
    }
}

/// Name and value of `-Dname=value`.
fn property(word: &str) -> Option<(&str, &str)> {
    let definition = word.strip_prefix("-D").filter(|definition| !definition.is_empty())?;
    Some(definition.split_once('=').unwrap_or((definition, "")))
}

/// All that a Java was told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Launch {
    /// The properties in the order in which Java sets them; the last one of a name counts.
    pub settings: Vec<Setting>,
    /// What is run: a class, a module, or a file of `-jar`.
    pub main: Option<String>,
    /// Files that the command line names and that could not be read.
    pub unread: Vec<PathBuf>,
    /// What else it may have been told that nobody sees now.
    pub unseen: Vec<Unseen>,
    /// Whether these are the words of a file, which whoever starts the Java has yet to write out.
    pub is_planned: bool,
}

/// What a program is told through the environment.
pub const VARIABLES: [&str; 3] = ["JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"];

/// Those of them that the JVM reads itself, whichever program started it; it looks at them in this order.
pub const VM_VARIABLES: [&str; 2] = ["JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS"];

/// Java's options that take the next word as their value.
const WITH_VALUE: [&str; 18] = [
    "-cp",
    "-classpath",
    "--class-path",
    "-p",
    "--module-path",
    "--upgrade-module-path",
    "--add-modules",
    "--limit-modules",
    "--add-exports",
    "--add-opens",
    "--add-reads",
    "--patch-module",
    "--enable-native-access",
    "--source",
    "--describe-module",
    "-d",
    "--illegal-native-access",
    "--finalization",
];

/// How many words of a command line, behind the program's name, are Java's, with the name of what is run; those that follow
/// are the program's own.
pub(super) fn options<'w>(words: impl IntoIterator<Item = &'w str>) -> usize {
    let mut count = 0;
    let (mut is_value, mut is_main) = (false, false);
    for word in words {
        count += 1;
        if is_main || (!is_value && !word.starts_with(['-', '@'])) {
            return count;
        }
        is_main = !is_value && ["-jar", "-m", "--module"].contains(&word);
        is_value = !is_value && WITH_VALUE.contains(&word);
    }
    count
}

impl Launch {
    /// What a running Java was told. `arguments` are the words behind the program's name, `variable` gives the values of
    /// [`VARIABLES`], `read` the content of a file that is named.
    ///
    /// `starter` is what starts it.
    pub fn of(
        arguments: &[String],
        variable: impl Fn(&str) -> Option<String>,
        read: impl Fn(&str) -> Option<String>,
        starter: Starter,
    ) -> Self {
        let reads_files = starter == Starter::Java;
        let mut launch = Self::default();
        let of_variable = |name: &'static str| -> Vec<Word> {
            variable(name).map(|text| of_variable(name, &text)).unwrap_or_default()
        };
        launch.take(of_variable(VARIABLES[0]), &read, false);
        let mut words = if reads_files { of_variable(VARIABLES[1]) } else { Vec::new() };
        let own = starter.options(arguments);
        words.extend(own.into_iter().map(|text| Word { text, origin: Origin::CommandLine }));
        launch.take(words, &read, reads_files);
        launch.take(of_variable(VARIABLES[2]), &read, false);
        launch.unseen.extend((starter == Starter::Program).then_some(Unseen::Program));
        launch
    }

    /// What a Java would be told by these words, as a service's file has them.
    pub fn of_words(words: Vec<Word>, read: impl Fn(&str) -> Option<String>) -> Self {
        let mut launch = Self { is_planned: true, ..Self::default() };
        // Files are named on a command line, wherever the words of it are written.
        let words = words.into_iter().flat_map(|word| match word.text.strip_prefix('@').map(&read) {
            Some(Some(text)) => of_argument_file(word.text.trim_start_matches('@'), &text),
            _ => vec![word],
        });
        launch.take(words.collect(), &read, false);
        launch
    }

    /// The value that counts of a property, and where it was set.
    pub fn setting(&self, name: &str) -> Option<&Setting> {
        self.settings.iter().rfind(|setting| setting.name == name)
    }

    /// Whether nobody here knows the value of a property: a variable in it that its file does not set, `%NAME%`, or what a
    /// command of a script would print, `$(…)`.
    pub fn is_open(&self, name: &str) -> bool {
        let value = self.setting(name).map(|setting| setting.value.as_str()).filter(|_| self.is_planned);
        value.is_some_and(|value| {
            let mut parts = value.split('%').skip(1);
            let is_name = |part: &str| {
                !part.is_empty() && part.bytes().all(|octet| octet.is_ascii_alphanumeric() || octet == b'_')
            };
            value.contains("$(…)") || parts.next().is_some_and(is_name) && parts.next().is_some()
        })
    }

    /// Takes words up to the name of what is run, if they have that.
    fn take(&mut self, words: Vec<Word>, read: &impl Fn(&str) -> Option<String>, mut reads_files: bool) {
        let known = self.main.take();
        let mut words = words.into_iter().peekable();
        let mut pending: Vec<Word> = Vec::new();
        let mut next = move |pending: &mut Vec<Word>| pending.pop().or_else(|| words.next());
        while let Some(word) = next(&mut pending) {
            let is_from_file = matches!(word.origin, Origin::File { .. });
            if let Some(file) = word.text.strip_prefix('@').filter(|_| reads_files && !is_from_file) {
                match (file.strip_prefix('@'), read(file)) {
                    (Some(_), _) => self.main = Some(file.to_owned()),
                    // The last word is taken first.
                    (None, Some(text)) => pending.extend(of_argument_file(file, &text).into_iter().rev()),
                    (None, None) => self.unread.push(file.into()),
                }
            } else if word.text == "--disable-@files" {
                reads_files = false;
            } else if let Some(setting) = Setting::of(&word) {
                self.settings.push(setting);
            } else if let Some(file) = word.text.strip_prefix("-XX:VMOptionsFile=") {
                match read(file) {
                    Some(text) => self.take(words::of_options_file(file, &text), read, false),
                    None => self.unread.push(file.into()),
                }
            } else if ["-jar", "-m", "--module"].contains(&word.text.as_str()) {
                self.main = next(&mut pending).map(|word| word.text);
            } else if WITH_VALUE.contains(&word.text.as_str()) {
                next(&mut pending);
            } else if !word.text.starts_with('-') {
                self.main = Some(word.text);
            }
            // What follows is the program's own.
            if self.main.is_some() {
                break;
            }
        }
        self.main = known.or(self.main.take());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn launched(arguments: &[&str], variables: &[(&str, &str)], files: &[(&str, &str)]) -> Launch {
        let find = |list: &[(&str, &str)], name: &str| {
            list.iter().find(|(own, _)| *own == name).map(|(_, text)| (*text).to_owned())
        };
        let arguments: Vec<String> = arguments.iter().map(|word| (*word).to_owned()).collect();
        Launch::of(&arguments, |name| find(variables, name), |file| find(files, file), Starter::Java)
    }

    fn value(launch: &Launch, name: &str) -> Option<String> {
        launch.setting(name).map(|setting| setting.value.clone())
    }

    #[test]
    fn the_last_word_counts_in_javas_order() {
        let all = [
            ("JAVA_TOOL_OPTIONS", "-Da=tool"),
            ("JDK_JAVA_OPTIONS", "-Da=jdk"),
            ("_JAVA_OPTIONS", "-Da=under"),
        ];
        let words = ["-Da=cmd", "-Da=cmd2", "-cp", ".", "P", "-Da=own"];
        let told = launched(&words, &all, &[]);
        assert_eq!(value(&told, "a").as_deref(), Some("under"));
        assert_eq!(told.setting("a").unwrap().origin, Origin::Variable("_JAVA_OPTIONS"));
        assert_eq!(told.main.as_deref(), Some("P"));
        assert_eq!(value(&launched(&words, &all[..2], &[]), "a").as_deref(), Some("cmd2"));
        assert_eq!(value(&launched(&["P"], &all[..2], &[]), "a").as_deref(), Some("jdk"));
        assert_eq!(value(&launched(&["P"], &all[..1], &[]), "a").as_deref(), Some("tool"));
        // Behind the name of what is run there may be more of them than one.
        let under = launched(&["-Da=cmd", "P"], &[("_JAVA_OPTIONS", "-Dx=1 -Da=2 -Db=3")], &[]);
        assert_eq!((value(&under, "a").as_deref(), value(&under, "b").as_deref()), (Some("2"), Some("3")));
        assert_eq!(under.main.as_deref(), Some("P"));
        let empty = launched(&["-Da", "-Db=", "-D", "P"], &[], &[]);
        assert_eq!((value(&empty, "a").as_deref(), value(&empty, "b").as_deref()), (Some(""), Some("")));
        assert_eq!(empty.settings.len(), 2);
    }

    #[test]
    fn files_of_arguments_are_read_where_java_reads_them() {
        let files = [("f", "-Da=1 # c\n-Db=2"), ("nested", "@f"), ("vm", "-Da=vm -Db='x y'")];
        let told = launched(&["@f", "P", "@f"], &[], &files);
        assert_eq!(told.setting("b").unwrap().origin, Origin::File { file: "f".into(), line: 2 });
        assert_eq!(launched(&["@nested", "P"], &[], &files).main.as_deref(), Some("@f"));
        assert_eq!(launched(&["@@f", "P"], &[], &files).main.as_deref(), Some("@f"));
        assert_eq!(launched(&["--disable-@files", "@f"], &[], &files).main.as_deref(), Some("@f"));
        assert_eq!(
            value(&launched(&["P"], &[("JDK_JAVA_OPTIONS", "@f")], &files), "a").as_deref(),
            Some("1")
        );
        let told = launched(&["-Da=cmd", "-XX:VMOptionsFile=vm", "P"], &[], &files);
        assert_eq!((value(&told, "a").as_deref(), value(&told, "b").as_deref()), (Some("vm"), Some("x y")));
        assert_eq!(
            value(&launched(&["-XX:VMOptionsFile=vm", "-Da=cmd"], &[], &files), "a").as_deref(),
            Some("cmd")
        );
        let told =
            launched(&["@gone", "-XX:VMOptionsFile=gone too", "-jar", "a.jar", "-Da=own"], &[], &files);
        assert_eq!(told.unread, [PathBuf::from("gone"), PathBuf::from("gone too")]);
        assert_eq!((told.main.as_deref(), told.settings.len()), (Some("a.jar"), 0));
        let old =
            Launch::of(&["@f".into(), "P".into()], |_| Some("-Da=1".into()), |_| None, Starter::OldJava);
        assert_eq!(old.main.as_deref(), Some("@f"));
    }
}
