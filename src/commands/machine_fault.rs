//! What may be missing of what a machine is asked for: overlays, and Javas that run.

use thiserror::Error;

use crate::jvm::service::ReadFault;

/// An overlay, or a running Java, that is not there.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum MachineFault {
    /// There is no overlay at this place, or its note is gone.
    #[error("no overlay {path}")]
    NoOverlay {
        /// The path.
        path: String,
    },
    /// What lies there was not made by `overlay`, and is let be.
    #[error("{path} is no overlay")]
    NotAnOverlay {
        /// The path.
        path: String,
    },
    /// The user has no home to put an overlay into.
    #[error("no home for an overlay")]
    WhichOverlay,
    /// What is to be looked into is no folder, or not there.
    #[error("no folder {path}")]
    NoFolder {
        /// The path.
        path: String,
    },
    /// There is no running Java of this number that can be seen.
    #[error("no Java with the process number {pid}")]
    NoProcess {
        /// The number.
        pid: u32,
    },
    /// A running Java uses no trust store, or it cannot be seen which.
    #[error("process {pid} has no trust store that can be seen")]
    NoStoreOfProcess {
        /// The number.
        pid: u32,
    },
    /// A file that was to say what a service tells its Java.
    #[error("{path}: {fault}")]
    NoServiceFile {
        /// The path.
        path: String,
        /// Why it does not.
        fault: ReadFault,
    },
    /// A service whose Java has no trust store.
    #[error("{path} makes its Java use no trust store that there is")]
    NoStoreOfService {
        /// The file's path.
        path: String,
    },
}
