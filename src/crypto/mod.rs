//! Digests, password-based encryption, key protectors and signature checks, under their Java names.

pub mod cipher;
pub mod digest;
pub mod jce_protector;
pub mod jks_protector;
pub mod key;
pub mod key_generator;
pub mod pair;
pub mod pbe;
mod pbe_identifier;
pub mod pbkdf2;
pub mod pkcs12_kdf;
pub mod pkcs12_mac;
pub mod verify;
