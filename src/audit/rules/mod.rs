//! One rule, one file, with its citation.

pub(super) mod blocked;
pub(super) mod broken_chain;
pub(super) mod ca_false;
pub(super) mod chain_instead_of_leaf;
pub(super) mod default_password;
pub(super) mod distrusted_ca;
pub(super) mod duplicate;
pub(super) mod empty_store;
pub(super) mod expired;
pub(super) mod expires_soon;
pub(super) mod hostname_mismatch;
pub(super) mod incomplete_chain;
pub(super) mod invisible_to_java;
pub(super) mod key_mismatch;
pub(super) mod known_bad;
pub(super) mod loose_permissions;
pub(super) mod not_yet_valid;
pub(super) mod private_key_in_truststore;
pub(super) mod redundant_leaf;
pub(super) mod unparseable;
pub(super) mod unreadable_by_java;
pub(super) mod weak_key;
pub(super) mod weak_signature;
pub(super) mod x509_v1;
