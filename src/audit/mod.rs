//! Is this store sane? Rules, each in a file of its own, over one store.
//!
//! To add a rule: one file in `rules/`, one line in [`RULES`], a row of the catalogue, and a firing and a silent fixture.

mod forecast;
pub mod public_roots;
mod readability;
mod rules;
mod view;

pub use forecast::{Event, forecast};
pub use public_roots::contains as is_public_root;
pub use readability::{Readability, Since};
pub use view::{Access, Role, RoleWanted, Settings, View};

use crate::diagnosis::{Cause, Finding, Severity};

/// A rule: what it looks for, and where that is told.
pub struct Rule {
    /// The cause it finds; its name is the rule's.
    pub cause: Cause,
    /// What it looks at.
    pub check: fn(&View<'_>) -> Vec<Finding>,
}

/// Every rule, in the order in which findings are told.
pub const RULES: [Rule; 24] = [
    Rule { cause: Cause::Unparseable, check: rules::unparseable::check },
    Rule { cause: Cause::UnreadableByJava, check: rules::unreadable_by_java::check },
    Rule { cause: Cause::InvisibleToJava, check: rules::invisible_to_java::check },
    Rule { cause: Cause::EmptyStore, check: rules::empty_store::check },
    Rule { cause: Cause::Expired, check: rules::expired::check },
    Rule { cause: Cause::NotYetValid, check: rules::not_yet_valid::check },
    Rule { cause: Cause::ExpiresSoon, check: rules::expires_soon::check },
    Rule { cause: Cause::CaFalse, check: rules::ca_false::check },
    Rule { cause: Cause::ChainInsteadOfLeaf, check: rules::chain_instead_of_leaf::check },
    Rule { cause: Cause::RedundantLeaf, check: rules::redundant_leaf::check },
    Rule { cause: Cause::Duplicate, check: rules::duplicate::check },
    Rule { cause: Cause::WeakKey, check: rules::weak_key::check },
    Rule { cause: Cause::WeakSignature, check: rules::weak_signature::check },
    Rule { cause: Cause::X509V1, check: rules::x509_v1::check },
    Rule { cause: Cause::Blocked, check: rules::blocked::check },
    Rule { cause: Cause::KnownBad, check: rules::known_bad::check },
    Rule { cause: Cause::DistrustedCa, check: rules::distrusted_ca::check },
    Rule { cause: Cause::PrivateKeyInTruststore, check: rules::private_key_in_truststore::check },
    Rule { cause: Cause::KeyMismatch, check: rules::key_mismatch::check },
    Rule { cause: Cause::BrokenChain, check: rules::broken_chain::check },
    Rule { cause: Cause::IncompleteChain, check: rules::incomplete_chain::check },
    Rule { cause: Cause::HostnameMismatch, check: rules::hostname_mismatch::check },
    Rule { cause: Cause::DefaultPassword, check: rules::default_password::check },
    Rule { cause: Cause::LoosePermissions, check: rules::loose_permissions::check },
];

/// Applies every rule to a store.
pub fn audit(view: &View<'_>) -> Vec<Finding> {
    RULES.iter().flat_map(|rule| (rule.check)(view)).collect()
}

/// What a finding does to a JVM.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// Nobody knows: the store could not be read.
    Unknown,
    /// Something does not work.
    Breaks,
    /// Something stops working on a date, or did.
    OnADate,
    /// It works, for more people than it should.
    Risk,
    /// It does no harm, and makes the store harder to understand.
    Untidy,
}

impl Effect {
    /// What a finding does.
    pub fn of(finding: &Finding) -> Self {
        match (finding.cause, finding.severity) {
            (Cause::WrongPassword | Cause::NotAKeystore | Cause::Unreadable, _) => Self::Unknown,
            (Cause::Expired | Cause::ExpiresSoon | Cause::NotYetValid, Severity::Warning) => Self::OnADate,
            (
                Cause::ChainInsteadOfLeaf
                | Cause::PrivateKeyInTruststore
                | Cause::DefaultPassword
                | Cause::LoosePermissions
                | Cause::Blocked
                | Cause::KnownBad,
                _,
            )
            // What it issued does not work, but for what is itself in the store.
            | (Cause::CaFalse, Severity::Error) => Self::Risk,
            (Cause::WeakKey | Cause::WeakSignature | Cause::IncompleteChain, Severity::Warning) => Self::Risk,
            (_, Severity::Error) | (Cause::EmptyStore, Severity::Warning) => Self::Breaks,
            _ => Self::Untidy,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_a_name_of_its_own() {
        let mut names: Vec<&str> = RULES.iter().map(|rule| rule.cause.id()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), RULES.len());
    }
}
