//! PKCS#12 (RFC 7292): bytes to store and back, losing nothing.

mod bag;
mod chains;
mod change_password;
mod decode;
mod der;
mod encode;
mod entries;
mod fault;
mod plan;
mod settings;
mod write;

pub use change_password::change_password;
pub use decode::decode;
pub(crate) use decode::refused;
pub use encode::{EncodeError, encode};
pub use fault::{DerFault, Pkcs12Error, SafeFault};
pub use settings::{Pkcs12Settings, SettingsError};
