//! Digests, password-based encryption, key protectors, key pairs, signatures made and checked, under their Java names.

pub mod cipher;
mod curve;
pub mod digest;
pub mod generate;
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
mod pkcs8;
mod randomness;
pub mod sign;
pub mod verify;
