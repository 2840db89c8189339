//! `default-password`: private keys under the password that every cacerts has.

use crate::audit::View;
use crate::diagnosis::{Cause, Finding, Remedy, Severity};

pub(in crate::audit) fn check(view: &View<'_>) -> Vec<Finding> {
    if !view.access.is_customary || !view.has_keys() {
        return Vec::new();
    }
    let message = "it has keys, and the password that everybody knows: changeit".to_owned();
    let store = view.store_options();
    let remedy = Remedy::command(
        "Give it another one, and tell whoever opens it:",
        ["storepasswd"].into_iter().chain(store.iter().map(AsRef::as_ref)),
    );
    vec![view.finding_of_store(Cause::DefaultPassword, Severity::Warning, message, remedy)]
}
