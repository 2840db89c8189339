//! One TLS handshake, observed without trusting it: what a server chooses, which certificates it sends, what it asks of a
//! client's.
//!
//! The first look (`classic`) is a hello that is exactly a client's offer, written and read by hand: whatever the version,
//! the server's choice is in the clear, and up to TLS 1.2 so are its certificates. What TLS 1.3 hides, and what a server
//! says of a client's certificate, shows in a second look: a handshake by rustls (`modern`), or where that does not speak
//! what the server chose, one as far as it goes `by_hand`.
//!
//! The way there has its own parts: `endpoint` reads what people type, `names` looks a name up, [`route`] asks proxies,
//! [`starttls`] speaks with the server until TLS may begin, and `reach` goes all of it within one time limit.

mod by_hand;
mod chain;
mod classic;
mod client_key;
mod connection;
mod endpoint;
mod fault;
mod fetch;
mod flight;
mod groups;
mod handshake;
mod hello;
mod messages;
mod modern;
mod names;
mod observation;
mod offer;
mod randomness;
mod reach;
pub mod route;
mod service;
pub mod starttls;
pub mod survey;
mod target;
mod wire;

pub use chain::{Patience, chain_of};
pub use client_key::{ClientKey, ClientKeys};
pub use connection::{Connection, Deadline};
pub use endpoint::{Endpoint, EndpointError, EndpointFault};
pub use fault::{TargetFault, TlsFault};
pub use fetch::{
    FetchFault, Fetching, HttpAnswer, LONGEST_CRL, LONGEST_ISSUERS, LONGEST_OCSP, Posted, fetch,
    read_http_answer,
};
pub use flight::{Flight, FlightReader, LONGEST_BEGINNING, LONGEST_FLIGHT, Progress};
pub use handshake::{Depth, LONGEST_CHAIN, LONGEST_MESSAGE, Limits, Wants, handshake};
pub use hello::hello;
pub use names::{MOST_ADDRESSES, Preference};
pub use observation::{CertificateRequest, Chosen, KeyExchange, Observation};
pub use offer::{
    EXTENSIONS_OF_JDK_8, EXTENSIONS_OF_JDK_11, EXTENSIONS_OF_JDK_17, Offer, SSL_3_0, TLS_1_0, TLS_1_1,
    TLS_1_2, TLS_1_3, extension,
};
pub use randomness::Chance;
pub use reach::{Attempt, ConnectFailure, ConnectFault, Reach, Reached};
pub use service::Service;
pub use target::{Host, Target, TargetError, UriPart};
