//! keytool's wording and layout, as JDK 25 prints it.

pub mod blocks;
pub mod certificate;
pub mod crl;
pub mod dates;
pub mod help;
pub mod listing;
pub mod making;
pub mod request;
pub mod tls;
pub mod weakness;
pub mod words;
