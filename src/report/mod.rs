//! Values to text: in keytool's words, in plain words, as JSON.

mod change;
pub mod client_key;
pub mod comparison;
pub mod difference;
pub mod machine;
mod notice;
pub mod overlay;
mod plan;
pub mod probe;
pub mod survey;
pub mod ticket;

pub mod audit;
pub mod exceptions;
pub mod explain;
pub mod findings;
pub mod human;
pub mod json;
pub mod keytool;

pub use change::{Action, Change, Role};
pub use notice::{NamePart, Notice, Question};
pub use plan::{Candidate, CarriedCertificate, CarryPlan, Concern, ImportPlan, Part, Proposal};
