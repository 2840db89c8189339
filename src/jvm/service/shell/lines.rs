//! A shell script cut into commands and words, as far as to know what it assigns.

use std::iter::Peekable;
use std::str::Chars;

/// What the command before must have come to for this one to run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Link {
    #[default]
    Nothing,
    /// It succeeds: `&&`.
    Success,
    /// It fails: `||`.
    Failure,
}

/// A simple command.
#[derive(Debug, Default)]
pub(super) struct Command {
    pub(super) link: Link,
    /// Its words, each in pieces; none is without a piece.
    pub(super) words: Vec<Vec<Piece>>,
}

/// A piece of a word, and the line it begins on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Text, without its quotes.
    Plain { text: String, line: usize },
    /// A variable, and what stands for it where it has no value.
    Variable { name: String, default: Option<Otherwise>, is_quoted: bool, line: usize },
    /// Something that a shell would run, `$(…)`, in the place of which stands what it prints.
    /// The text is empty where it is something that nobody looks into.
    Command { text: String, line: usize },
}

impl Piece {
    /// The same on another line.
    fn moved(self, line: usize) -> Self {
        match self {
            Self::Plain { text, .. } => Self::Plain { text, line },
            Self::Command { text, .. } => Self::Command { text, line },
            Self::Variable { name, default, is_quoted, .. } => {
                Self::Variable { name, default, is_quoted, line }
            }
        }
    }
}

/// `${NAME:-text}` and its kin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Otherwise {
    pub(super) text: String,
    /// Whether it stands in the place of a value that is there, not of one that is not (`+`, `:+`).
    pub(super) is_instead: bool,
    /// Whether it also stands for an empty value (`:-`, `:=`).
    pub(super) is_for_empty: bool,
    /// Whether it is assigned as well (`=`, `:=`).
    pub(super) is_assigned: bool,
}

impl Otherwise {
    /// What stands behind the name.
    fn of(rest: &str) -> Option<Self> {
        let (is_for_empty, rest) = rest.strip_prefix(':').map_or((false, rest), |rest| (true, rest));
        let text = rest.strip_prefix(['-', '=', '+'])?.trim_matches(['"', '\'']).to_owned();
        let (is_instead, is_assigned) = (rest.starts_with('+'), rest.starts_with('='));
        Some(Self { text, is_instead, is_for_empty, is_assigned })
    }
}

/// What stands for the name of a function whose body follows.
pub(super) const FUNCTION: &str = "()";

/// No more words are looked at.
const MOST_WORDS: usize = 300_000;

/// No parentheses are followed deeper.
const DEEPEST: usize = 100;

/// The commands of a script, in its order.
pub(super) fn commands(text: &str) -> Vec<Command> {
    let mut cutter = Cutter {
        rest: text.chars().peekable(),
        line: 1,
        last: 1,
        command: Command::default(),
        word: Vec::new(),
        is_word: false,
        here: Vec::new(),
        groups: Vec::new(),
        words: 0,
        is_target: false,
        found: Vec::new(),
    };
    cutter.run();
    cutter.end_command();
    cutter.found
}

struct Cutter<'t> {
    rest: Peekable<Chars<'t>>,
    line: usize,
    /// The line of the last character of a piece.
    last: usize,
    command: Command,
    word: Vec<Piece>,
    is_word: bool,
    /// The ends of the documents that follow this line (`<<END`).
    here: Vec<String>,
    /// Of each parenthesis that is open, whether commands stand in it.
    groups: Vec<bool>,
    words: usize,
    /// Whether the word is the file that a command writes to or reads from.
    is_target: bool,
    found: Vec<Command>,
}

impl Cutter<'_> {
    fn next(&mut self) -> Option<char> {
        let next = self.rest.next()?;
        self.line += usize::from(next == '\n');
        Some(next)
    }

    fn run(&mut self) {
        while let Some(character) = self.next().filter(|_| self.words < MOST_WORDS) {
            match character {
                ' ' | '\t' => self.end_word(),
                '\n' => {
                    self.end_command();
                    self.skip_documents();
                }
                '&' if self.rest.next_if_eq(&'&').is_some() => self.link(Link::Success),
                '|' if self.rest.next_if_eq(&'|').is_some() => self.link(Link::Failure),
                '(' => self.open_parenthesis(),
                ')' => self.close_parenthesis(),
                ';' | '&' | '|' => self.end_command(),
                '#' if !self.is_word => while self.rest.next_if(|next| *next != '\n').is_some() {},
                '<' if self.rest.next_if_eq(&'<').is_some() => self.document(),
                '<' | '>' => self.redirect(),
                '\'' => self.single_quoted(),
                '"' => self.double_quoted(),
                '\\' => match self.next() {
                    Some('\n') | None => {}
                    Some(other) => self.push(other),
                },
                '$' => self.dollar(false),
                '`' => self.backquoted(),
                other => self.push(other),
            }
        }
    }

    fn push(&mut self, character: char) {
        self.is_word = true;
        let line = self.line - usize::from(character == '\n');
        match self.word.last_mut() {
            Some(Piece::Plain { text, .. }) if self.last == line => text.push(character),
            // Behind a joined line a new piece begins, which knows its line.
            _ => self.word.push(Piece::Plain { text: character.into(), line }),
        }
        self.last = self.line;
    }

    fn end_word(&mut self) {
        // `""` is a word, too.
        if self.is_word && self.word.is_empty() {
            self.word.push(Piece::Plain { text: String::new(), line: self.line });
        }
        if !self.word.is_empty() {
            let word = std::mem::take(&mut self.word);
            self.words += 1;
            if !std::mem::take(&mut self.is_target) {
                self.command.words.push(word);
            }
        }
        self.is_word = false;
    }

    /// `<`, `>`, `>>`, `2>&1`: what stands behind it is a file, and a number before it is one of a file.
    fn redirect(&mut self) {
        let is_number = |piece: &Piece| matches!(piece, Piece::Plain { text, .. } if text.chars().all(|digit| digit.is_ascii_digit()));
        if self.is_word && self.word.iter().all(is_number) {
            self.word.clear();
            self.is_word = false;
        }
        self.end_word();
        while self.rest.next_if(|next| matches!(next, '>' | '&' | '|')).is_some() {}
        self.is_target = true;
    }

    /// `( … )` and the body of a function, `name() …`, are told by words of their own.
    fn open_parenthesis(&mut self) {
        let is_function = self.command.words.is_empty()
            && matches!(self.word.as_slice(), [Piece::Plain { text, .. }] if is_name(text));
        let is_group = !self.is_word && self.command.words.is_empty();
        let is_array = matches!(self.word.as_slice(), [Piece::Plain { text, .. }] if text.ends_with('='));
        // `((…))` reckons with numbers.
        if is_group && self.rest.next_if_eq(&'(').is_some() {
            self.balanced('(', ')');
            return;
        }
        if is_array {
            self.array();
            return;
        }
        if is_function {
            self.word.clear();
            self.is_word = false;
            self.mark(FUNCTION);
        } else if is_group {
            self.mark("(");
        } else {
            self.end_command();
        }
        self.groups.push(is_group);
    }

    /// `NAME=( … )` of bash: its words with blanks between them.
    fn array(&mut self) {
        let line = self.line;
        let text = self.balanced('(', ')').replace(['\n', '(', ')'], " ");
        let words = commands(&text).into_iter().flat_map(|command| command.words);
        // What is put behind an array does not join its last word.
        let appends = matches!(self.word.as_slice(), [Piece::Plain { text, .. }] if text.ends_with("+="));
        for (at, word) in words.enumerate() {
            if at > 0 || appends {
                self.word.push(Piece::Plain { text: " ".to_owned(), line });
            }
            self.word.extend(word.into_iter().map(|piece| piece.moved(line)));
        }
    }

    fn close_parenthesis(&mut self) {
        self.end_command();
        if self.groups.pop() == Some(true) {
            self.mark(")");
        }
    }

    /// A command that is a sign alone.
    fn mark(&mut self, sign: &str) {
        self.command.words.push(vec![Piece::Plain { text: sign.to_owned(), line: self.line }]);
        self.end_command();
    }

    fn end_command(&mut self) {
        self.end_word();
        self.is_target = false;
        // The end of a line between `&&` and what follows it ends nothing.
        if !self.command.words.is_empty() {
            self.found.push(std::mem::take(&mut self.command));
        }
    }

    /// Ends a command on which the next one hangs.
    fn link(&mut self, link: Link) {
        self.end_command();
        self.command.link = link;
    }

    fn single_quoted(&mut self) {
        self.is_word = true;
        while let Some(next) = self.next().filter(|next| *next != '\'') {
            self.push(next);
        }
    }

    fn double_quoted(&mut self) {
        self.is_word = true;
        while let Some(next) = self.next() {
            match next {
                '"' => return,
                '$' => self.dollar(true),
                '`' => self.backquoted(),
                // Between double quotes a backslash counts before these alone (POSIX 2.2.3).
                '\\' => match self.rest.peek() {
                    Some('$' | '`' | '"' | '\\') => {
                        if let Some(next) = self.next() {
                            self.push(next);
                        }
                    }
                    Some('\n') => {
                        self.next();
                    }
                    _ => self.push('\\'),
                },
                other => self.push(other),
            }
        }
    }

    /// `$NAME`, `${NAME…}`, `$(…)`, or a dollar sign.
    fn dollar(&mut self, is_quoted: bool) {
        let line = self.line;
        self.is_word = true;
        match self.rest.peek() {
            Some('{') => {
                self.next();
                let inside = self.balanced('{', '}');
                let end = inside.find(|character: char| !is_of_name(character)).unwrap_or(inside.len());
                let (name, rest) = inside.split_at(end);
                if name.is_empty() {
                    self.word.push(Piece::Command { text: String::new(), line });
                    return;
                }
                let printed = |program: &str| Piece::Command { text: format!("{program} \"${name}\""), line };
                let default = Otherwise::of(rest);
                self.word.push(match rest {
                    // What stands before the last slash, and behind it.
                    "%/*" => printed("dirname"),
                    "##*/" => printed("basename"),
                    // The first of an array, and all of it.
                    "[0]" | "[@]" | "[*]" => {
                        Piece::Variable { name: name.to_owned(), default: None, is_quoted: false, line }
                    }
                    _ if default.is_none() && !rest.is_empty() => {
                        Piece::Command { text: String::new(), line }
                    }
                    _ => Piece::Variable { name: name.to_owned(), default, is_quoted, line },
                });
            }
            Some('(') => {
                self.next();
                let text = self.balanced('(', ')');
                // `$((…))` is a number.
                let text = if text.starts_with('(') { String::new() } else { text };
                self.word.push(Piece::Command { text, line });
            }
            // The script itself.
            Some('0') => {
                self.next();
                self.word.push(Piece::Variable { name: "0".to_owned(), default: None, is_quoted, line });
            }
            Some(first) if first.is_ascii_alphabetic() || *first == '_' => {
                let mut name = String::new();
                while let Some(next) = self.rest.next_if(|next| is_of_name(*next)) {
                    name.push(next);
                }
                self.word.push(Piece::Variable { name, default: None, is_quoted, line });
            }
            _ => self.push('$'),
        }
    }

    /// The text up to the sign that closes what was opened.
    fn balanced(&mut self, open: char, close: char) -> String {
        let mut text = String::new();
        let mut depth = 0_usize;
        while let Some(next) = self.next() {
            if next == close && depth == 0 {
                break;
            }
            if next == open && depth < DEEPEST {
                depth += 1;
            } else if next == close {
                depth -= 1;
            }
            text.push(next);
        }
        text
    }

    fn backquoted(&mut self) {
        let line = self.line;
        self.is_word = true;
        let mut text = String::new();
        while let Some(next) = self.next().filter(|next| *next != '`') {
            text.push(next);
        }
        self.word.push(Piece::Command { text, line });
    }

    /// `<<END` and `<<-END`, the end also in quotes.
    fn document(&mut self) {
        self.end_word();
        // `<<<` is a word of bash.
        if self.rest.next_if_eq(&'<').is_some() {
            return;
        }
        self.rest.next_if_eq(&'-');
        while self.rest.next_if(|next| matches!(next, ' ' | '\t')).is_some() {}
        let mut end = String::new();
        while let Some(next) = self.rest.next_if(|next| is_of_name(*next) || "'\"\\.-".contains(*next)) {
            if !matches!(next, '\'' | '"' | '\\') {
                end.push(next);
            }
        }
        if !end.is_empty() {
            self.here.push(end);
        }
    }

    /// Skips the documents that begin behind this line.
    fn skip_documents(&mut self) {
        for end in std::mem::take(&mut self.here) {
            let mut line = String::new();
            while let Some(next) = self.next() {
                if next != '\n' {
                    line.push(next);
                    continue;
                }
                if line.trim_start_matches('\t') == end {
                    break;
                }
                line.clear();
            }
        }
    }
}

/// Whether a text can name a variable.
pub(super) fn is_name(text: &str) -> bool {
    !text.starts_with(|first: char| first.is_ascii_digit())
        && !text.is_empty()
        && text.chars().all(is_of_name)
}

pub(super) fn is_of_name(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<Vec<String>> {
        let piece = |piece: &Piece| match piece {
            Piece::Plain { text, .. } => text.clone(),
            Piece::Variable { name, default: None, .. } => format!("<{name}>"),
            Piece::Variable { name, default: Some(default), .. } => format!("<{name}|{}>", default.text),
            Piece::Command { .. } => "!".to_owned(),
        };
        let word = |word: &Vec<Piece>| word.iter().map(piece).collect();
        commands(text).iter().map(|command| command.words.iter().map(word).collect()).collect()
    }

    #[test]
    fn scripts_are_cut_as_a_shell_cuts_them() {
        assert_eq!(shown("A=1 b; C='x y'\"z\\\"\" # c; d"), [vec!["A=1", "b"], vec!["C=x yz\""]]);
        assert_eq!(shown("A=\"$B -Dx=${C:-\"d\"}\\\n e\"\nf\\\ng"), [vec!["A=<B> -Dx=<C|d> e"], vec!["fg"]]);
        assert_eq!(shown("A=$(f \"$(g)\")`h`$ x#y"), [vec!["A=!!$", "x#y"]]);
        assert_eq!(shown("cat <<'END' >f\nA=1\nEND\nB=2"), [vec!["cat"], vec!["B=2"]]);
        assert_eq!(shown("a 2>&1 >> f b </dev/null"), [["a", "b"]]);
        let words = ["(", "a", ")", "b", "()", "{", "c", "}"];
        assert_eq!(shown("(a) && b; f() {\n c\n}"), words.map(|word| vec![word]));
        assert_eq!(
            shown("if [ -x y ]; then A=1; fi"),
            [vec!["if", "[", "-x", "y", "]"], vec!["then", "A=1"], vec!["fi"]]
        );
        assert!(shown("\n # A=1\n").is_empty());
        assert_eq!(shown("[ \"$A\" = '' ] &&\nB=$0"), [vec!["[", "<A>", "=", "", "]"], vec!["B=<0>"]]);
    }

    #[test]
    fn pieces_know_their_lines() {
        let commands = commands("\nA=\"x\ny $Z\"\n");
        let variable = Piece::Variable { name: "Z".into(), default: None, is_quoted: true, line: 3 };
        assert_eq!(commands[0].words[0], [Piece::Plain { text: "A=x\ny ".into(), line: 2 }, variable]);
    }
}
