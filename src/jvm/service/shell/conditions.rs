//! Which commands of a script run, as far as its tests can be weighed. Where they cannot, all branches are taken, one after another:
//! what stands later counts.

use super::DECLARATIONS;
use super::lines::{Command, Link, Piece, is_name};

/// The branches that a command stands in.
#[derive(Debug, Default)]
pub(super) struct Conditions {
    branches: Vec<Branch>,
    /// Whether the commands between `if` and `then` are being weighed, and what came of them so far.
    weighing: bool,
    weighed: Option<bool>,
    /// What came of the command before.
    last: Option<bool>,
}

/// A branch of `if`, a loop, or `case`.
#[derive(Debug, Default)]
struct Branch {
    /// Whether it runs; `None`: nobody knows.
    runs: Option<bool>,
    /// Whether a branch before it runs.
    is_done: bool,
    /// Whether it is not known of one before it whether that runs.
    is_doubtful: bool,
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

/// Whether a loop goes on as long as something is a symbolic link: scripts look in this way for the folder that they lie in.
fn follows_links(words: &[Vec<Piece>]) -> bool {
    let option = words.get(1).and_then(|word| plain(word));
    is_test(words) && option.is_some_and(|option| ["-h", "-L"].contains(&option))
}

impl Conditions {
    /// Whether it is certain that what stands here runs.
    pub(super) fn are_certain(&self) -> bool {
        self.branches.iter().all(|branch| branch.runs == Some(true))
    }

    fn may_run(&self) -> bool {
        self.branches.iter().all(|branch| branch.runs != Some(false))
    }

    /// What is left of a command to be run; `None` where it does not run, or is no more than a test. `weigh` tells what comes of a test.
    pub(super) fn enter<'c>(
        &mut self,
        command: &'c Command,
        mut weigh: impl FnMut(&[Vec<Piece>]) -> Option<bool>,
    ) -> Option<&'c [Vec<Piece>]> {
        let mut words = command.words.as_slice();
        while let Some((word, rest)) = words.split_first() {
            if !self.turn(plain(word).unwrap_or_default(), rest) {
                break;
            }
            words = rest;
        }
        if words.is_empty() || !self.may_run() {
            return None;
        }
        let before = if self.weighing { self.weighed } else { self.last };
        match (command.link, before) {
            (Link::Success, Some(false)) | (Link::Failure, Some(true)) => return None,
            _ => {}
        }
        let own = if is_test(words) { weigh(words) } else { succeeds(words).then_some(true) };
        let so_far = match command.link {
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
    fn turn(&mut self, word: &str, rest: &[Vec<Piece>]) -> bool {
        match word {
            "if" => {
                self.branches.push(Branch::default());
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
                let runs = follows_links(rest).then_some(false);
                self.branches.push(Branch { runs, ..Branch::default() });
            }
            "for" | "case" | "select" => {
                self.branches.push(Branch::default());
                return false;
            }
            "fi" | "done" | "esac" => {
                self.branches.pop();
                self.weighing = false;
            }
            "do" => {}
            _ => return false,
        }
        self.last = None;
        true
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
