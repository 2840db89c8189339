//! `probe --protocols`, `--ciphers`, `--all`: how far a server is gone over.

use std::time::Duration;

use crate::tls::survey::{Extent, Surveying};

/// What is asked of a server beside what the Java offers.
#[derive(Debug, Clone, Copy, Default, clap::Args)]
pub(super) struct SurveyArguments {
    /// Find every version of TLS that the server speaks
    #[arg(long, conflicts_with_all = ["ciphers", "all"])]
    protocols: bool,

    /// Find every version and cipher suite, and who chooses among them
    #[arg(long, conflicts_with = "all")]
    ciphers: bool,

    /// Find all: versions, cipher suites, groups, protocols within (ALPN), and what else the server says of itself
    #[arg(long)]
    all: bool,

    /// With these: wait so many milliseconds before each connection, and make one after the other
    #[arg(long, value_name = "MILLISECONDS", default_value_t = 0, value_parser = clap::value_parser!(u64).range(0..=60_000))]
    sleep: u64,
}

impl SurveyArguments {
    /// What is wanted to be known, where anything is.
    pub(super) fn surveying(self) -> Option<Surveying> {
        let is_wanted = self.protocols || self.ciphers || self.all;
        let pause = Duration::from_millis(self.sleep);
        is_wanted.then(|| Surveying { name: None, extent: self.extent(), pause })
    }

    pub(super) fn extent(self) -> Extent {
        match (self.ciphers, self.all) {
            (_, true) => Extent::All,
            (true, _) => Extent::Suites,
            _ => Extent::Versions,
        }
    }
}
