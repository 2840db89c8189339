//! Which servers are meant: the words of the command line, and the lines of a file.

use super::Probe;
use crate::commands::{Context, Failure, input};
use crate::tls::{Endpoint, EndpointError};

/// A line that names no server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongTarget {
    /// Its number, from 1.
    pub line: usize,
    /// What stands there.
    pub text: String,
    /// What is wrong with it.
    pub error: EndpointError,
}

impl Probe {
    /// All servers, in their order.
    ///
    /// # Errors
    /// [`Failure::NoServer`] where none is named, [`Failure::Endpoint`] for a text that names none, [`Failure::Targets`] for lines
    /// of the file that name none: whoever keeps a list wants all of them told, and none looked at that is half of what is meant.
    pub(super) fn endpoints(&self, context: &mut Context<'_>) -> Result<Vec<Endpoint>, Failure> {
        let read = |text: &str| Endpoint::parse(text, self.way.starttls);
        let mut endpoints = Vec::new();
        for text in paired(&self.servers) {
            let endpoint =
                read(&text).map_err(|error| Failure::Endpoint { text: text.trim().to_owned(), error })?;
            endpoints.push(endpoint);
        }
        if let Some(file) = &self.targets {
            let bytes = input::bytes(context, Some(file))?;
            let mut wrong = Vec::new();
            for (number, line) in String::from_utf8_lossy(&bytes).lines().enumerate() {
                let text = line.split('#').next().unwrap_or_default().trim();
                if text.is_empty() {
                    continue;
                }
                match read(text) {
                    Ok(endpoint) => endpoints.push(endpoint),
                    Err(error) => wrong.push(WrongTarget { line: number + 1, text: text.to_owned(), error }),
                }
            }
            if !wrong.is_empty() {
                return Err(Failure::Targets { file: file.clone(), wrong });
            }
        }
        if endpoints.is_empty() { Err(Failure::NoServer) } else { Ok(endpoints) }
    }
}

/// The words, of which one that is a number belongs to the one before it: as SSLPoke takes them, several times.
fn paired(words: &[String]) -> Vec<String> {
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let mut found: Vec<String> = Vec::new();
    let mut is_open = false;
    for word in words {
        match found.last_mut().filter(|_| is_open && is_number(word)) {
            Some(host) => {
                host.push(' ');
                host.push_str(word);
                is_open = false;
            }
            None => {
                found.push(word.clone());
                // What has blanks in it is a host with its port already.
                is_open = !word.trim().contains(char::is_whitespace);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_belongs_to_the_host_before_it() {
        let of = |words: &[&str]| paired(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>());
        assert_eq!(of(&["a", "443"]), ["a 443"]);
        assert_eq!(of(&["a", "443", "b", "636"]), ["a 443", "b 636"]);
        assert_eq!(of(&["a:443", "b", "636", "c"]), ["a:443", "b 636", "c"]);
        assert_eq!(of(&["a", "443", "8443"]), ["a 443", "8443"]);
        assert_eq!(of(&["a 443", "8443"]), ["a 443", "8443"]);
    }
}
