//! Which commands of a script run, as far as its tests can be weighed. Where they cannot, all branches are taken, one after another:
//! what stands later counts. Functions are taken where they stand, as if somebody called them there.

use super::DECLARATIONS;
use super::lines::{Command, FUNCTION, Link, Piece, is_name};

/// So many branches may be open within one another.
const DEEPEST: usize = 200;

/// The branches that a command stands in.
#[derive(Debug, Default)]
pub(super) struct Conditions {
    branches: Vec<Branch>,
    /// Whether the commands between `if` and `then` are being weighed, and what came of them so far.
    weighing: bool,
    weighed: Option<bool>,
    /// What came of the command before.
    last: Option<bool>,
    /// Whether the next group is the body of a function.
    defines: bool,
    /// Whether more branches were open than anybody looks at.
    is_lost: bool,
}

/// A branch of `if`, a loop, `case`, a group, or the body of a function.
#[derive(Debug, Default)]
struct Branch {
    /// Whether it runs; `None`: nobody knows.
    runs: Option<bool>,
    /// Whether a branch before it runs.
    is_done: bool,
    /// Whether it is not known of one before it whether that runs.
    is_doubtful: bool,
    /// Whether it is a shell of its own: `( … )`.
    is_inner: bool,
}

/// The text of a word that is no more than text.
pub(super) fn plain(word: &[Piece]) -> Option<&str> {
    match word {
        [Piece::Plain { text, .. }] => Some(text),
        _ => None,
    }
}

/// Whether a command is a test, which does nothing else.
fn is_test(words: &[Vec<Piece>]) -> bool {
    let first = words.iter().filter_map(|word| plain(word)).find(|word| *word != "!");
    first.is_some_and(|first| ["[", "[[", "test"].contains(&first))
}

/// Whether a command is nothing but assignments, which succeed.
fn succeeds(words: &[Vec<Piece>]) -> bool {
    let is_assignment = |word: &Vec<Piece>| matches!(word.first(), Some(Piece::Plain { text, .. }) if text.split_once('=').is_some_and(|(name, _)| is_name(name)));
    let declares =
        words.first().and_then(|word| plain(word)).is_some_and(|word| DECLARATIONS.contains(&word));
    words.iter().skip(usize::from(declares)).all(is_assignment)
}

/// What a loop looks at that goes on as long as that is a symbolic link: scripts look in this way for the folder that they lie in.
fn followed(words: &[Vec<Piece>]) -> Option<&[Piece]> {
    let [first, _, option, operand, ..] = words else { return None };
    let is_loop = plain(first) == Some("while") && ["-h", "-L"].contains(&plain(option)?);
    is_loop.then_some(operand)
}

/// The variable that it looks at.
pub(super) fn link_followed(words: &[Vec<Piece>]) -> Option<&str> {
    match followed(words)? {
        [Piece::Variable { name, .. }] => Some(name),
        _ => None,
    }
}

impl Conditions {
    /// Whether it is certain that what stands here runs.
    pub(super) fn are_certain(&self) -> bool {
        self.branches.iter().all(|branch| branch.runs == Some(true))
    }

    /// Whether `exit` ends the script here.
    pub(super) fn may_end(&self) -> bool {
        self.are_certain() && !self.branches.iter().any(|branch| branch.is_inner)
    }

    fn may_run(&self) -> bool {
        !self.is_lost && self.branches.iter().all(|branch| branch.runs != Some(false))
    }

    /// What is left of a command to be run; `None` where it does not run, or is no more than a test. `weigh` tells what comes of a test.
    pub(super) fn enter<'c>(
        &mut self,
        command: &'c Command,
        mut weigh: impl FnMut(&[Vec<Piece>]) -> Option<bool>,
    ) -> Option<&'c [Vec<Piece>]> {
        let mut words = command.words.as_slice();
        let mut link = command.link;
        while let Some((word, rest)) = words.split_first() {
            if !self.turn(plain(word).unwrap_or_default(), link, command) {
                break;
            }
            (words, link) = (rest, Link::Nothing);
        }
        if words.is_empty() || !self.may_run() {
            return None;
        }
        let before = if self.weighing { self.weighed } else { self.last };
        match (link, before) {
            (Link::Success, Some(false)) | (Link::Failure, Some(true)) => return None,
            _ => {}
        }
        let is_single = words.len() == 1 && self.weighing;
        let own = if is_test(words) || is_single { weigh(words) } else { None };
        let own = own.or_else(|| succeeds(words).then_some(true));
        let so_far = match link {
            Link::Nothing => own,
            // Behind what is not known, a failure fails it all, and a success is no more than possible; with `||` the reverse.
            Link::Success => own.filter(|own| before.is_some() || !own),
            Link::Failure => own.filter(|own| before.is_some() || *own),
        };
        if self.weighing {
            self.weighed = so_far;
        } else {
            self.last = so_far;
        }
        (!is_test(words)).then_some(words)
    }

    /// Whether a word is one that opens, turns or closes a branch, and not a part of the command.
    fn turn(&mut self, word: &str, link: Link, command: &Command) -> bool {
        match word {
            "{" | "(" => {
                let runs = match (link, self.last) {
                    _ if std::mem::take(&mut self.defines) => None,
                    (Link::Nothing, _) => Some(true),
                    (Link::Success, last) => last,
                    (Link::Failure, last) => last.map(|last| !last),
                };
                self.open(Branch { runs, is_inner: word == "(", ..Branch::default() });
            }
            FUNCTION => self.defines = true,
            // `function name {`
            "function" => {
                if command.words.iter().any(|word| plain(word) == Some("{")) {
                    self.open(Branch::default());
                } else {
                    self.defines = true;
                }
                return false;
            }
            "if" => {
                self.open(Branch::default());
                (self.weighing, self.weighed) = (true, None);
            }
            "elif" => {
                self.leave_branch();
                (self.weighing, self.weighed) = (true, None);
            }
            "then" => {
                let weighed = self.weighed.filter(|_| self.weighing);
                self.weighing = false;
                if let Some(branch) = self.branches.last_mut() {
                    branch.runs = match weighed {
                        _ if branch.is_done => Some(false),
                        Some(true) if branch.is_doubtful => None,
                        weighed => weighed,
                    };
                }
            }
            "else" => {
                self.leave_branch();
                if let Some(branch) = self.branches.last_mut() {
                    branch.runs = match (branch.is_done, branch.is_doubtful) {
                        (true, _) => Some(false),
                        (false, true) => None,
                        (false, false) => Some(true),
                    };
                }
            }
            "while" | "until" => {
                // What the loop looks for is known without it.
                let runs = followed(&command.words).map(|_| false);
                self.open(Branch { runs, ..Branch::default() });
            }
            "for" | "case" | "select" => {
                self.open(Branch::default());
                return false;
            }
            "fi" | "done" | "esac" | "}" | ")" => {
                self.branches.pop();
                self.weighing = false;
            }
            "do" => {}
            _ => return false,
        }
        self.last = None;
        true
    }

    /// Opens a branch; where too many are open within one another, nothing counts any longer.
    fn open(&mut self, branch: Branch) {
        if self.branches.len() < DEEPEST {
            self.branches.push(branch);
        } else {
            self.is_lost = true;
        }
    }

    /// Goes from one branch of an `if` to the next.
    fn leave_branch(&mut self) {
        if let Some(branch) = self.branches.last_mut() {
            branch.is_done |= branch.runs == Some(true);
            branch.is_doubtful |= branch.runs.is_none();
            branch.runs = branch.is_done.then_some(false);
        }
    }
}
