//! Why none of a certificate's names stands for a host: the mistakes that people make.

/// A mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HostMiss {
    /// A wildcard would have to stand for more than one label.
    WildcardSpansDot {
        /// The name with the wildcard.
        pattern: String,
    },
    /// A wildcard would have to stand for nothing: `*.example.com` is not `example.com`.
    WildcardForNothing {
        /// The name with the wildcard.
        pattern: String,
    },
    /// The host is the common name, which does not count where there are alternative DNS names.
    CommonNameOnly,
    /// The address is the common name, which does not count for addresses.
    AddressInCommonName,
    /// The address is there as if it were a DNS name.
    AddressAsName,
    /// The host is an address, and the certificate has other names and addresses.
    AddressWanted {
        /// The names and addresses.
        names: Vec<String>,
    },
    /// The names are others.
    OtherNames {
        /// The names and addresses.
        names: Vec<String>,
    },
    /// There is no name at all.
    NoNames,
}

impl HostMiss {
    /// In words, to follow "the certificate is not for HOST: ".
    pub fn words(&self, host: &str) -> String {
        match self {
            Self::WildcardSpansDot { pattern } => {
                format!("{pattern} stands for one label, and {host} has more of them there")
            }
            Self::WildcardForNothing { pattern } => {
                format!("{pattern} does not stand for {host} itself")
            }
            Self::CommonNameOnly => format!(
                "{host} is its common name (CN), which Java overlooks where there are alternative names (SAN)"
            ),
            Self::AddressInCommonName => format!(
                "{host} is its common name (CN), where Java does not look for addresses (it wants a SAN of type IP)"
            ),
            Self::AddressAsName => {
                format!("{host} is in it as a DNS name; Java looks for an address there (SAN of type IP)")
            }
            Self::AddressWanted { names } => {
                format!("that address is not in it, but {}", listed(names))
            }
            Self::OtherNames { names } => format!("it is for {}", listed(names)),
            Self::NoNames => "it names no host".into(),
        }
    }

    /// What the certificate must have to be for the host, after "a certificate that ".
    pub fn wanted(&self, host: &str) -> String {
        match self {
            Self::AddressAsName | Self::AddressInCommonName | Self::AddressWanted { .. } => {
                format!("has {host} as alternative name of type IP")
            }
            Self::CommonNameOnly => format!("has {host} among its alternative names"),
            _ => format!("names {host}"),
        }
    }

    /// A name that would do instead, where the certificate has one that can be connected to.
    pub fn alternative(&self) -> Option<&str> {
        match self {
            Self::AddressWanted { names } | Self::OtherNames { names } => {
                names.iter().map(String::as_str).find(|name| !name.contains(['*', ' ']))
            }
            _ => None,
        }
    }
}

/// How many names are listed; certificates of content networks have hundreds.
const LISTED: usize = 5;

fn listed(names: &[String]) -> String {
    let shown: Vec<&str> = names.iter().take(LISTED).map(String::as_str).collect();
    let more = names.len().saturating_sub(LISTED);
    let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
    shown.join(", ") + &rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lists_are_cut() {
        let names: Vec<String> = (0..8).map(|number| format!("host{number}")).collect();
        let words = HostMiss::OtherNames { names }.words("x");
        assert_eq!(words, "it is for host0, host1, host2, host3, host4 and 3 more");
    }
}
