//! Keys of ML-DSA (FIPS 204) and ML-KEM (FIPS 203), whose private halves Java writes expanded, in an OCTET STRING.

use ml_kem::KeyExport as _;

use super::algorithm::{ModuleFamily, ParameterSet};
use super::{GenerateError, KeyPair};
use crate::asn1::{Tag, Writer};
use crate::crypto::pkcs8::{self, ML_KEM, NIST_SIGNATURES};
use crate::machine::Machine;
use crate::secret::SecretBytes;

pub(super) fn generate(
    family: ModuleFamily,
    bits: Option<i32>,
    group: Option<&str>,
    machine: &Machine,
) -> Result<KeyPair, GenerateError> {
    if bits.is_some() {
        return Err(GenerateError::NoSizes);
    }
    let [_, (_, default), _] = *family.sets;
    let set = match group {
        Some(name) => family
            .sets
            .iter()
            .find(|(known, set)| {
                known.eq_ignore_ascii_case(name) && family.only.is_none_or(|only| only == *set)
            })
            .map(|(_, set)| *set)
            .ok_or_else(|| GenerateError::ParameterSet(name.to_owned()))?,
        None => family.only.unwrap_or(default),
    };
    with(set, machine)
}

fn with(set: ParameterSet, machine: &Machine) -> Result<KeyPair, GenerateError> {
    /// From a seed of 32 octets, xi (FIPS 204, algorithm 1).
    macro_rules! ml_dsa {
        ($set:ty) => {{
            let seed = zeroize::Zeroizing::new(machine.random::<32>()?);
            let key = ml_dsa::SigningKey::<$set>::from_seed(&(*seed).into());
            // Java: the expanded form, which RFC 9881 has as one of three.
            #[allow(deprecated)]
            let expanded = zeroize::Zeroizing::new(key.expanded_key().to_expanded());
            (wrapped(&expanded), key.expanded_key().verifying_key().encode().to_vec())
        }};
    }
    /// From a seed of 64 octets, d and z (FIPS 203, algorithm 19).
    macro_rules! ml_kem {
        ($set:ty) => {{
            let seed = zeroize::Zeroizing::new(machine.random::<64>()?);
            let key = ml_kem::DecapsulationKey::<$set>::from_seed((*seed).into());
            #[allow(deprecated)]
            let expanded = zeroize::Zeroizing::new(ml_kem::ExpandedKeyEncoding::to_expanded_bytes(&key));
            (wrapped(&expanded), key.encapsulation_key().to_bytes().to_vec())
        }};
    }
    let (oid, (private, public)) = match set {
        ParameterSet::MlDsa44 => (format!("{NIST_SIGNATURES}.17"), ml_dsa!(ml_dsa::MlDsa44)),
        ParameterSet::MlDsa65 => (format!("{NIST_SIGNATURES}.18"), ml_dsa!(ml_dsa::MlDsa65)),
        ParameterSet::MlDsa87 => (format!("{NIST_SIGNATURES}.19"), ml_dsa!(ml_dsa::MlDsa87)),
        ParameterSet::MlKem512 => (format!("{ML_KEM}.1"), ml_kem!(ml_kem::MlKem512)),
        ParameterSet::MlKem768 => (format!("{ML_KEM}.2"), ml_kem!(ml_kem::MlKem768)),
        ParameterSet::MlKem1024 => (format!("{ML_KEM}.3"), ml_kem!(ml_kem::MlKem1024)),
    };
    let identifier = pkcs8::identifier(&oid, &[]);
    Ok(KeyPair {
        private: pkcs8::private_key(&identifier, private.expose()),
        public: pkcs8::public_key(&identifier, &public),
    })
}

fn wrapped(expanded: &[u8]) -> SecretBytes {
    let mut writer = Writer::default();
    writer.primitive(Tag::OCTET_STRING, expanded);
    SecretBytes::new(writer.finish())
}
