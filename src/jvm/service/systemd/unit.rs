//! The settings of a unit that bear on its Java, as the unit and its drop-ins give them one after the other.

use std::borrow::Cow;

use super::super::shell::{Marked, text};
use super::super::text::Mark;
use super::cut::{is_name, marked, words_until_fault};
use super::line_of;

/// What has been read of a unit.
pub(super) struct Unit {
    /// Its name, and the instance where it is one of a template.
    name: String,
    /// `NAME=value`, each.
    pub(super) environment: Vec<Marked>,
    /// Files of variables, with the `-` of those that need not be there.
    pub(super) files: Vec<(String, Mark)>,
    pub(super) folder: Option<(String, Mark)>,
    pub(super) user: Option<(String, Mark)>,
    /// Whether it takes variables of systemd's own.
    pub(super) passes_variables: bool,
    commands: Vec<Marked>,
}

impl Unit {
    pub(super) fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            environment: Vec::new(),
            files: Vec::new(),
            folder: None,
            user: None,
            passes_variables: false,
            commands: Vec::new(),
        }
    }

    /// The command that starts the service; what is run before it is another setting.
    pub(super) fn command(&self) -> Option<Marked> {
        self.commands.last().cloned()
    }

    /// Reads a file on top of what was read before. "If the empty string is assigned, the list is reset."
    pub(super) fn read(&mut self, lines: &[String], file: usize) {
        let mut is_service = false;
        for line in joined(lines, file) {
            let whole = text(&line);
            if let Some(section) = whole.trim().strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                is_service = section == "Service";
                continue;
            }
            let Some(at) = line.iter().position(|(character, _)| *character == '=').filter(|_| is_service)
            else {
                continue;
            };
            let mark = line.first().map_or(Mark::new(file, 1), |(_, mark)| *mark);
            let (name, value) = line.split_at(at);
            let value = self.specified(trimmed(value.get(1..).unwrap_or_default()));
            let single = || (!value.is_empty()).then(|| (text(&value), mark));
            match text(name).trim() {
                "Environment" if value.is_empty() => self.environment.clear(),
                "Environment" => self.environment.extend(words_until_fault(&value)),
                "EnvironmentFile" if value.is_empty() => self.files.clear(),
                "EnvironmentFile" => self.files.extend(single()),
                "ExecStart" if value.is_empty() => self.commands.clear(),
                "ExecStart" => self.commands.push(value),
                "WorkingDirectory" => {
                    self.folder =
                        single().map(|(folder, mark)| (folder.trim_start_matches('-').to_owned(), mark));
                    // The user's home, which another file knows, and specifiers that only the running unit knows.
                    self.folder.take_if(|(folder, _)| folder.starts_with('~') || folder.contains('%'));
                }
                "User" => self.user = single(),
                "PassEnvironment" => self.passes_variables = true,
                _ => {}
            }
        }
    }

    /// A value with the specifiers that follow from the unit's name (systemd.unit(5), "Specifiers").
    fn specified(&self, value: &[(char, Mark)]) -> Marked {
        let stem = self.name.trim_end_matches(".service");
        let (prefix, instance) = stem.split_once('@').unwrap_or((stem, ""));
        let is_template = stem.ends_with('@');
        let mut specified = Marked::new();
        let mut rest = value.iter().copied().peekable();
        while let Some((character, mark)) = rest.next() {
            let letter = rest.peek().map(|(letter, _)| *letter).filter(|_| character == '%');
            let text = match letter {
                Some('%') => "%".into(),
                // Of a template alone nobody knows.
                Some('i' | 'I' | 'f') if is_template => {
                    specified.push((character, mark));
                    continue;
                }
                Some('i') => instance.into(),
                Some('I') => unescaped(instance),
                Some('n') => self.name.as_str().into(),
                Some('N') => stem.into(),
                Some('p') => prefix.into(),
                Some('P') => unescaped(prefix),
                Some('j') => prefix.rsplit('-').next().unwrap_or(prefix).into(),
                Some('J') => unescaped(prefix.rsplit('-').next().unwrap_or(prefix)),
                Some('f') => {
                    format!("/{}", unescaped(if instance.is_empty() { prefix } else { instance })).into()
                }
                // Of the system's own manager.
                Some('t') => "/run".into(),
                Some('S') => "/var/lib".into(),
                Some('C') => "/var/cache".into(),
                Some('L') => "/var/log".into(),
                Some('E') => "/etc".into(),
                Some('T') => "/tmp".into(),
                Some('V') => "/var/tmp".into(),
                Some('h') => "/root".into(),
                Some('u') => "root".into(),
                Some('U') => "0".into(),
                _ => {
                    specified.push((character, mark));
                    continue;
                }
            };
            rest.next();
            specified.extend(marked(&text, mark));
        }
        specified
    }
}

/// A part of a unit's name as it was before it became one: `-` is a slash, and `\xNN` an octet (systemd.unit(5)).
fn unescaped(part: &str) -> Cow<'_, str> {
    if !part.contains(['-', '\\']) {
        return Cow::Borrowed(part);
    }
    let mut octets = Vec::new();
    let mut rest = part.as_bytes();
    while let Some((octet, behind)) = rest.split_first() {
        let escaped = rest.strip_prefix(b"\\x").and_then(|rest| rest.split_at_checked(2)).and_then(
            |(digits, behind)| {
                Some((u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?, behind))
            },
        );
        let (octet, behind) = match escaped {
            Some(escaped) => escaped,
            None if *octet == b'-' => (b'/', behind),
            None => (*octet, behind),
        };
        octets.push(octet);
        rest = behind;
    }
    Cow::Owned(String::from_utf8_lossy(&octets).into_owned())
}

/// Lines without comments, those with a backslash at the end joined with the next by a blank.
fn joined(lines: &[String], file: usize) -> Vec<Marked> {
    let mut joined: Vec<Marked> = Vec::new();
    let mut open: Option<Marked> = None;
    for (at, line) in lines.iter().enumerate() {
        let bare = line.trim();
        // "Comment lines in the middle of such a line are ignored."
        if bare.starts_with(['#', ';']) || (bare.is_empty() && open.is_none()) {
            continue;
        }
        let (bare, goes_on) = bare.strip_suffix('\\').map_or((bare, false), |bare| (bare, true));
        let mut whole = open.take().unwrap_or_default();
        whole.extend(line_of(bare, file, at + 1));
        if goes_on {
            whole.extend(line_of(" ", file, at + 1));
            open = Some(whole);
        } else {
            joined.push(whole);
        }
    }
    joined.extend(open);
    joined
}

fn trimmed(mut value: &[(char, Mark)]) -> &[(char, Mark)] {
    while let [(' ' | '\t', _), rest @ ..] | [rest @ .., (' ' | '\t', _)] = value {
        value = rest;
    }
    value
}

/// The assignments of a file of variables (systemd.exec(5), `EnvironmentFile=`): quotes around a value or parts of it, a backslash
/// at the end of a line, no variables. A line that begins with `export` is none.
pub(super) fn assignments(lines: &[String], file: usize) -> Vec<Marked> {
    let mut found = Vec::new();
    for line in joined_values(lines, file) {
        let whole = text(&line);
        let Some((name, _)) = whole.split_once('=').filter(|(name, _)| is_name(name.trim())) else {
            continue;
        };
        let value = line.get(name.chars().count() + 1..).unwrap_or_default();
        let mark = line.first().map_or(Mark::new(file, 1), |(_, mark)| *mark);
        let mut assignment = marked(&format!("{}=", name.trim()), mark);
        assignment.extend(unquoted(trimmed(value)));
        found.push(assignment);
    }
    found
}

/// Lines without comments, joined where a backslash or an open quote says so.
fn joined_values(lines: &[String], file: usize) -> Vec<Marked> {
    let mut joined: Vec<Marked> = Vec::new();
    let mut open: Option<(Marked, Option<char>)> = None;
    for (at, line) in lines.iter().enumerate() {
        let is_comment = line.trim_start().starts_with(['#', ';']) || line.trim().is_empty();
        if is_comment && open.is_none() {
            continue;
        }
        let (mut whole, mut quote) = open.take().unwrap_or_default();
        let mut goes_on = false;
        let mark = Mark::new(file, at + 1);
        let mut rest = line.chars().peekable();
        while let Some(character) = rest.next() {
            match (character, quote) {
                ('\\', None | Some('"')) if rest.peek().is_none() => {
                    goes_on = true;
                    continue;
                }
                ('\\', None | Some('"')) => {
                    whole.push((character, mark));
                    whole.extend(rest.next().map(|next| (next, mark)));
                    continue;
                }
                (_, Some(open)) if character == open => quote = None,
                ('"' | '\'', None) if whole.iter().any(|(own, _)| *own == '=') => quote = Some(character),
                _ => {}
            }
            whole.push((character, mark));
        }
        if quote.is_some() && !goes_on {
            whole.push(('\n', mark));
        }
        if goes_on || quote.is_some() {
            open = Some((whole, quote));
        } else {
            joined.push(whole);
        }
    }
    joined.extend(open.map(|(whole, _)| whole));
    joined
}

/// A value without its quotes and the backslashes that take the meaning off what follows.
fn unquoted(value: &[(char, Mark)]) -> Marked {
    let mut bare = Marked::new();
    let mut quote = None;
    let mut rest = value.iter().copied();
    while let Some((character, mark)) = rest.next() {
        match (character, quote) {
            (_, Some(open)) if character == open => quote = None,
            ('"' | '\'', None) => quote = Some(character),
            ('\\', None) => bare.extend(rest.next()),
            ('\\', Some('"')) => match rest.next() {
                Some((next @ ('"' | '\\' | '`' | '$'), mark)) => bare.push((next, mark)),
                next => {
                    bare.push((character, mark));
                    bare.extend(next);
                }
            },
            _ => bare.push((character, mark)),
        }
    }
    bare
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_variables_are_read_as_systemd_reads_them() {
        let lines = [
            "# c",
            "A=\"x \\\"y\\\"\" ",
            "export B=1",
            "C='a\"b' c\\",
            " d",
            " D = e\\ f",
            "E=\"two",
            "lines\"",
        ];
        let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        let found: Vec<String> = assignments(&lines, 0).iter().map(|line| text(line)).collect();
        assert_eq!(found, ["A=x \"y\"", "C=a\"b c d", "D=e f", "E=two\nlines"]);
    }

    #[test]
    fn lines_are_joined_and_reset() {
        let mut unit = Unit::new("app@one.service");
        let lines = "[Unit]\nUser=no\n[Service]\nUser=svc-%i\nExecStart=/bin/old\nExecStart=\nExecStart=/bin/java \\\n# c\n  -Da=%%i\nEnvironment=A=1 'B=2 3'\n";
        let lines: Vec<String> = lines.lines().map(str::to_owned).collect();
        unit.read(&lines, 0);
        assert_eq!(unit.user.as_ref().map(|(user, mark)| (user.as_str(), mark.line())), Some(("svc-one", 4)));
        let command = unit.command().unwrap();
        assert_eq!(text(&command), "/bin/java  -Da=%i");
        assert_eq!(command.last().unwrap().1.line(), 9);
        assert_eq!(unit.environment.iter().map(|one| text(one)).collect::<Vec<_>>(), ["A=1", "B=2 3"]);
    }
    #[test]
    fn specifiers_follow_from_the_name_and_the_system() {
        let unit = Unit::new("is-app@a-b\\x2dc.service");
        let of = |value: &str| text(&unit.specified(&marked(value, Mark::new(0, 1))));
        // As systemd-analyze and systemctl of 252 show them.
        assert_eq!(of("%i %I %f"), "a-b\\x2dc a/b-c /a/b-c");
        assert_eq!(of("%n %N"), "is-app@a-b\\x2dc.service is-app@a-b\\x2dc");
        assert_eq!(of("%p %P %j"), "is-app is/app app");
        assert_eq!(of("%t %S %C %L %E %h %u %U"), "/run /var/lib /var/cache /var/log /etc /root root 0");
        assert_eq!(of("100%% %z %"), "100% %z %");
        assert_eq!(text(&Unit::new("x.service").specified(&marked("%f%i", Mark::new(0, 1)))), "/x");
        assert_eq!(text(&Unit::new("x@.service").specified(&marked("%p-%i", Mark::new(0, 1)))), "x-%i");
    }
}
