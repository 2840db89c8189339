//! The model: what a keystore holds, whatever file format it came from.
//!
//! The model never sees bytes of a file. What a format knows beyond the entries (its ciphers, its MAC, bags nobody
//! understands) is kept in the [`Provenance`], so that loading and saving a store loses nothing.

mod alias;
mod entry;
mod hash_order;
mod pkcs12_layout;
mod provenance;
mod rope;
mod secret_key;
mod slice;
mod store;

pub use alias::Alias;
pub use entry::{Certificate, Content, Entry, EntryId, ProtectedKey};
pub use hash_order::{
    compare_as_java, hash_of_octets, hash_order, hash_order_filled_twice, hash_order_of_table, map_order,
    set_order,
};

pub use pkcs12_layout::{Bag, BagPlace, Pkcs12Layout, RefusedByJava, Role, Safe, SafeProtection};
pub use provenance::{Format, Integrity, Provenance};
pub use rope::Rope;
pub use secret_key::{KeyClass, SecretKey};
pub use slice::Slice;
pub use store::{Order, Store};
