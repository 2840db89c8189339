//! Values to text: in keytool's words, in plain words, as JSON.

mod change;
pub mod difference;
mod notice;
mod plan;
pub mod probe;

pub mod audit;
pub mod exceptions;
pub mod explain;
pub mod findings;
pub mod human;
pub mod json;
pub mod keytool;

pub use change::{Action, Change};
pub use notice::{NamePart, Notice, Question};
pub use plan::{Candidate, CarriedCertificate, CarryPlan, Concern, ImportPlan, Part};
