//! `empty-store`: nothing in it. A trust store without a certificate ends every connection with "the trustAnchors parameter
//! must be non-empty".

use crate::audit::{Role, View};
use crate::diagnosis::{Cause, Finding, Remedy, Severity};

pub(in crate::audit) fn check(view: &View<'_>) -> Vec<Finding> {
    let hidden =
        view.store.provenance.layout.as_ref().is_some_and(|layout| layout.certificates().next().is_some());
    if !view.store.is_empty() || hidden {
        return Vec::new();
    }
    let message = match view.role {
        Role::Truststore => "nothing is in it; as a trust store it makes every connection fail".to_owned(),
        Role::Keystore => "nothing is in it".to_owned(),
    };
    let remedy = Remedy::words("Import what is to be trusted.");
    vec![view.finding_of_store(Cause::EmptyStore, Severity::Warning, message, remedy)]
}
