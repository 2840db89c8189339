//! Whether somebody in between made the certificates that came: a proxy or virus scanner that opens connections.

use std::net::IpAddr;

use crate::audit::public_roots;
use crate::diagnosis::{Cause, Finding, Remedy, Severity};
use crate::pkix::Anchors;
use crate::probe::{Beyond, Layout, Sighting};

/// What stands in the names of the authorities that such products make, and the products.
const PRODUCTS: [(&str, &str); 36] = [
    ("zscaler", "Zscaler"),
    ("fortinet", "Fortinet FortiGate"),
    ("fortigate", "Fortinet FortiGate"),
    ("palo alto networks", "Palo Alto Networks"),
    ("netskope", "Netskope"),
    ("goskope", "Netskope"),
    ("cisco umbrella", "Cisco Umbrella"),
    ("blue coat", "Blue Coat ProxySG"),
    ("bluecoat", "Blue Coat ProxySG"),
    ("forcepoint", "Forcepoint"),
    ("websense", "Forcepoint Websense"),
    ("mcafee web gateway", "McAfee Web Gateway"),
    ("skyhigh", "Skyhigh Web Gateway"),
    ("barracuda", "Barracuda"),
    ("sophos", "Sophos"),
    ("check point", "Check Point"),
    ("sonicwall", "SonicWall"),
    ("watchguard", "WatchGuard"),
    ("fireware", "WatchGuard"),
    ("iboss", "iboss"),
    ("menlo security", "Menlo Security"),
    ("gateway ca - cloudflare", "Cloudflare Gateway"),
    ("avast web/mail shield", "Avast"),
    ("avg web/mail shield", "AVG"),
    ("kaspersky anti-virus personal root", "Kaspersky"),
    ("eset ssl filter", "ESET"),
    ("bitdefender personal ca", "Bitdefender"),
    ("dr.web", "Dr.Web"),
    ("adguard personal ca", "AdGuard"),
    ("mitmproxy", "mitmproxy"),
    ("charles proxy", "Charles Proxy"),
    ("do_not_trust_fiddler", "Fiddler"),
    ("portswigger", "Burp Suite"),
    ("owasp zed attack proxy", "ZAP"),
    ("owasp root ca", "ZAP"),
    ("superfish", "Superfish"),
];

/// The ends of names that are nobody's in public.
const PRIVATE: [&str; 11] = [
    "local",
    "internal",
    "lan",
    "corp",
    "home",
    "test",
    "example",
    "invalid",
    "localhost",
    "intranet",
    "arpa",
];

/// The suspicion, where there is one.
pub fn suspected(chain: &[Vec<u8>], anchors: &Anchors<'_>, sighting: &Sighting) -> Option<Finding> {
    let layout = Layout::of(chain, anchors);
    let host = &sighting.endpoint.host;
    let named = layout.path.iter().filter_map(|link| link.node.as_ref()).find_map(|node| {
        let issuer = node.certificate.issuer.plain().to_lowercase();
        PRODUCTS.iter().find(|(words, _)| issuer.contains(words)).map(|(_, product)| (*product, node))
    });
    if let Some((product, node)) = named {
        let issuer = node.certificate.issuer.plain();
        return Some(finding(
            Severity::Warning,
            format!(
                "the certificate for {host} was made by \"{issuer}\", as {product} makes them: it opens the connection"
            ),
            format!(
                "Have the network's administrator let {host} through unopened; or trust {product}'s root, which he has, in this \
                 store alone."
            ),
        ));
    }
    let [_, _, ..] = layout.path.as_slice() else {
        // What has issued itself, or stands alone under a trusted root that is not sent, is no sign.
        return None;
    };
    let root = match layout.beyond {
        Beyond::Nothing => layout.path.last()?.node.as_ref()?.fingerprint(),
        Beyond::Anchor(number) => anchors.get(number)?.fingerprint(),
        Beyond::Missing => return None,
    };
    let address = sighting.attempts.first()?.address.ip();
    let is_public = is_public_name(host) && is_public_address(address);
    (is_public && !public_roots::contains(&root)).then(|| {
        finding(
            Severity::Info,
            format!("{host} is a public name at a public address, and its certificate leads to no public root"),
            "Unless the server's owner has an authority of his own, something in between opens the connection: compare the \
             fingerprints with those seen from another network."
                .to_owned(),
        )
    })
}

fn finding(severity: Severity, message: String, remedy: String) -> Finding {
    let remedy = Remedy::words(remedy);
    Finding { cause: Cause::Intercepted, severity, alias: None, message, remedy, certificate: None }
}

fn is_public_name(host: &str) -> bool {
    let last = host.trim_end_matches('.').rsplit_once('.').map(|(_, last)| last.to_lowercase());
    host.parse::<IpAddr>().is_err() && last.is_some_and(|last| !PRIVATE.contains(&last.as_str()))
}

fn is_public_address(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => {
            let [first, second, ..] = address.octets();
            let is_shared = first == 100 && (64..128).contains(&second);
            !(address.is_private()
                || address.is_loopback()
                || address.is_link_local()
                || address.is_unspecified()
                || address.is_documentation()
                || is_shared)
        }
        IpAddr::V6(address) => {
            !(address.is_loopback()
                || address.is_unspecified()
                || address.is_unique_local()
                || address.is_unicast_link_local())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_public() {
        for (host, expected) in [
            ("www.example.com", true),
            ("mail.corp", false),
            ("nas.local", false),
            ("mail", false),
            ("8.8.8.8", false),
        ] {
            assert_eq!(is_public_name(host), expected, "{host}");
        }
        for (address, expected) in [
            ("8.8.8.8", true),
            ("10.1.2.3", false),
            ("100.64.0.1", false),
            ("::1", false),
            ("2606:4700::1", true),
        ] {
            assert_eq!(is_public_address(address.parse().unwrap()), expected, "{address}");
        }
    }
}
