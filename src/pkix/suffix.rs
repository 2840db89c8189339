//! Public suffixes: domains under which anybody can register.

/// Whether `domain` is one that a registry runs; those of companies, such as `github.io`, do not count for Java.
pub(super) fn is_public(domain: &str) -> bool {
    psl::suffix(domain.as_bytes())
        .is_some_and(|suffix| suffix.typ() == Some(psl::Type::Icann) && suffix == domain.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::is_public;

    #[test]
    fn what_java_takes_for_public() {
        for domain in ["com", "co.uk", "de", "k12.ma.us", "xn--p1ai"] {
            assert!(is_public(domain), "{domain}");
        }
        for domain in [
            "github.io",
            "s3.amazonaws.com",
            "blogspot.com",
            "local",
            "example.com",
            "example.co.uk",
            "city.kawasaki.jp",
        ] {
            assert!(!is_public(domain), "{domain}");
        }
        // Covered by a wildcard of the list, without being on it: Java lets them pass.
        assert!(!is_public("kawasaki.jp") && !is_public("ck") && !is_public("www.ck"));
    }
}
