//! What failures look like: one symptom, one file, one line in [`SYMPTOMS`].

mod alert;
mod altered;
mod chain_faults;
mod client_certificate;
mod host_name;
mod key_store;
mod name_resolution;
mod negotiation;
mod not_tls;
mod openssl;
mod path_building;
mod proxy;
mod revocation;
mod server_certificate;
mod settings;
mod store_contents;
mod tcp;
mod transport_loss;
mod trust_store;

use std::rc::Rc;

use super::case::Case;
use super::diagnosis::Diagnosis;
use super::handshake::Handshake;
use super::stores::Stores;
use super::thrown::Trace;

/// A look for one symptom.
type Symptom = fn(Case<'_>) -> Option<Diagnosis>;

/// Every symptom; the first that is found counts. What is told inside of another stands before it: a connection that was
/// refused by an OCSP responder is a matter of revocation.
const SYMPTOMS: [Symptom; 16] = [
    settings::look,
    trust_store::look,
    key_store::look,
    proxy::look,
    revocation::look,
    host_name::look,
    altered::look,
    server_certificate::look,
    path_building::look,
    client_certificate::look,
    not_tls::look,
    negotiation::look,
    alert::look,
    name_resolution::look,
    tcp::look,
    transport_loss::look,
];

/// What explains the failure of an attempt.
pub(super) fn diagnose(handshake: &Handshake) -> Option<Diagnosis> {
    let case = Case { handshake };
    SYMPTOMS.iter().find_map(|symptom| symptom(case))
}

/// Whether a trace is of a kind that some symptom knows.
pub(super) fn knows(trace: &Trace) -> bool {
    let mut handshake = Handshake::new("", &Rc::new(Stores::default()));
    handshake.traces.push(trace.clone());
    diagnose(&handshake).is_some()
}
