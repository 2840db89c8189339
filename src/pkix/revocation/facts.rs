//! What was gathered about revocation: what servers stapled, what files say, what was answered when somebody asked.

use std::cell::RefCell;
use std::collections::HashMap;

/// Something to be asked for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Query {
    /// An OCSP responder, this request.
    Ocsp {
        /// Where it is, as it was written.
        url: String,
        /// The request, in DER.
        request: Vec<u8>,
    },
    /// A CRL.
    Crl {
        /// Where it is, as it was written.
        url: String,
    },
}

/// What came of asking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// These octets.
    Octets(Vec<u8>),
    /// Nothing.
    Nothing(NoAnswer),
}

/// Why nothing came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoAnswer {
    /// Nobody listens there.
    Refused,
    /// No connection came about in time.
    ConnectTimeout,
    /// Nothing was said in time.
    Silence,
    /// The host has no address.
    UnknownHost {
        /// Its name.
        host: String,
    },
    /// The server says no.
    Status {
        /// What it answers, such as 404.
        status: u16,
        /// Its words for that.
        phrase: String,
    },
    /// A scheme that is not spoken.
    Scheme {
        /// The scheme.
        scheme: String,
    },
    /// No URL.
    NotAUrl,
    /// Nobody was asked.
    NotAsked,
    /// Anything else, in words.
    Other(String),
}

/// The facts, and what is still wanting of them.
#[derive(Debug, Default)]
pub struct Facts {
    answers: HashMap<Query, Answer>,
    /// What was asked, in order.
    asked: Vec<Query>,
    /// What the server stapled, by the place of the certificate in the chain; in DER.
    pub staples: Vec<Option<Vec<u8>>>,
    /// OCSP responses at hand, whichever certificates they are about; in DER.
    pub responses: Vec<Vec<u8>>,
    /// CRLs at hand, in DER.
    pub crls: Vec<Vec<u8>>,
    wanted: RefCell<Option<Query>>,
}

impl Facts {
    /// Notes what came of asking.
    pub fn add(&mut self, query: Query, answer: Answer) {
        self.asked.push(query.clone());
        self.answers.insert(query, answer);
    }

    /// What a decision would have needed and did not find; taken away by asking for it.
    pub fn wanted(&self) -> Option<Query> {
        self.wanted.take()
    }

    /// Everything that was asked, in order, and what came of it.
    pub fn asked(&self) -> impl Iterator<Item = (&Query, &Answer)> {
        self.asked.iter().filter_map(|query| Some((query, self.answers.get(query)?)))
    }

    /// What came of asking; `None` where nobody asked yet, which is noted.
    pub(super) fn ask(&self, query: Query) -> Option<&Answer> {
        let known = self.answers.get(&query);
        if known.is_none() {
            self.wanted.borrow_mut().get_or_insert(query);
        }
        known
    }

    /// Whether something is wanting already: what depends on it is not to be asked for.
    pub(super) fn is_wanting(&self) -> bool {
        self.wanted.borrow().is_some()
    }
}
