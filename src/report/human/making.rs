//! Plain words about certificates that were just made.

use super::shown;

/// A certificate that was made: who signed it, whose it is, for how long, and for which hosts.
pub(super) fn certificate(
    signer: Option<&str>,
    subject: &str,
    days: i64,
    names: &[String],
    lacks_names: bool,
) -> String {
    let by = signer.map_or_else(|| "self-signed".to_owned(), |signer| format!("signed by {}", shown(signer)));
    let hosts: Vec<_> = names.iter().map(|name| shown(name)).collect();
    let hosts =
        if hosts.is_empty() { String::new() } else { format!("; its names are {}", hosts.join(", ")) };
    let lack = if lacks_names {
        "Note: it names no host (SAN), and so no client takes it for a server's. Where it is to be one, make it anew with \
         --ext san=dns:HOST.\n"
    } else {
        ""
    };
    format!("A certificate, {by}, for {days} days: {}{hosts}\n{lack}", shown(subject))
}

/// What goes under a key; which certificate it lacks, and whether it gets shorter by it.
pub(super) fn chain_for_key(
    alias: &str,
    names: &[String],
    missing: Option<&str>,
    longer: Option<usize>,
) -> String {
    let shown_names: Vec<_> = names.iter().map(|name| shown(name)).collect();
    let mut text = format!("For the key {}: {}\n", shown(alias), shown_names.join(", issued by "));
    if let Some(missing) = missing {
        text.push_str(&format!(
            "The chain ends here: the certificate of {}, who issued the last one, is neither in the file nor in the store. If \
             that is a root which everybody has, all is well; if not, give its certificate in the same file.\n",
            shown(missing)
        ));
    }
    if let Some(longer) = longer {
        text.push_str(&format!(
            "The chain gets shorter: {} instead of {longer}, for the others issued nothing in it.\n",
            match names.len() {
                1 => "1 certificate".to_owned(),
                count => format!("{count} certificates"),
            }
        ));
    }
    text
}

/// A signature that nobody will accept.
pub(super) fn no_authority(alias: &str) -> String {
    format!(
        "Note: {} is not an authority (CA:false, or not said): nobody will trust what it signs. An authority's certificate is \
         made with --ext bc:c.\n",
        shown(alias)
    )
}
