//! How two stores differ, for people: what is only on one side, and what is there under another name or renewed.

use super::{Paint, day, shown};
use crate::report::difference::{Difference, Item, Kind, Named, Side};

/// The difference in plain words.
pub fn difference(difference: &Difference, colour: bool) -> String {
    let paint = Paint::new(colour);
    let [here, there] = &difference.sides;
    let mut text = format!(
        "{} {}\n{} {}\n",
        paint.bad.apply_to("---"),
        described(here),
        paint.good.apply_to("+++"),
        described(there)
    );
    let groups = [
        ("Only in the first", "-", &paint.bad, &difference.only_here),
        ("Only in the second", "+", &paint.good, &difference.only_there),
    ];
    for (title, sign, style, items) in groups {
        if !items.is_empty() {
            text.push_str(&format!("\n{}\n", paint.strong.apply_to(format!("{title} ({})", items.len()))));
        }
        for item in items {
            text.push_str(&format!("  {} {}\n", style.apply_to(sign), line(item)));
        }
    }
    let pairs = [
        ("Renewed: the same subject, another certificate", &difference.renewed),
        ("Another certificate under the same alias", &difference.replaced),
    ];
    for (title, pairs) in pairs {
        if !pairs.is_empty() {
            text.push_str(&format!("\n{}\n", paint.strong.apply_to(format!("{title} ({})", pairs.len()))));
        }
        for [one, other] in pairs {
            text.push_str(&format!("  {} {}\n", paint.bad.apply_to("-"), line(one)));
            text.push_str(&format!(
                "  {} {}{}\n",
                paint.good.apply_to("+"),
                line(other),
                doubts(one, other, &paint)
            ));
        }
    }
    if !difference.renamed.is_empty() {
        let title = format!("The same certificate as another entry ({})", difference.renamed.len());
        text.push_str(&format!("\n{}\n", paint.strong.apply_to(title)));
    }
    for [one, other] in &difference.renamed {
        let kinds = if one.kind() == other.kind() {
            String::new()
        } else {
            format!("; {} there, {} here", kind(other), kind(one))
        };
        let names = format!("{} is {} there{kinds}{}", aliases(one), aliases(other), chain(one, other));
        text.push_str(&format!("  {} {}  {}\n", paint.doubtful.apply_to("="), names, shown(&one.name)));
    }
    let same = match (difference.is_none(), difference.same) {
        (true, 0) => "Both are empty.".to_owned(),
        (true, same) => {
            let same = counted(same, "certificate", "certificates");
            format!("No difference: the same {same} on both sides.")
        }
        (false, same) if difference.renamed.is_empty() => {
            format!("And {} on both sides.", counted(same, "certificate", "certificates"))
        }
        (false, same) => {
            format!(
                "And {} on both sides under the same alias.",
                counted(same, "certificate", "certificates")
            )
        }
    };
    text + &format!("\n{}\n", paint.faint.apply_to(same))
}

/// What is to be asked about a certificate in the place of another: a renewal has the old key as often as not, and ends later.
fn doubts(one: &Item, other: &Item, paint: &Paint) -> String {
    let mut doubts = Vec::new();
    if one.has_key_of(other) == Some(false) {
        doubts.push("another key");
    }
    if other.not_after < one.not_after {
        doubts.push("ends earlier");
    }
    if doubts.is_empty() {
        String::new()
    } else {
        format!("  ({})", paint.doubtful.apply_to(doubts.join(", ")))
    }
}

fn described(side: &Side) -> String {
    let what = match side.type_name {
        Some(type_name) => format!("{type_name}, {}", counted(side.count, "entry", "entries")),
        None => counted(side.count, "certificate", "certificates"),
    };
    format!("{}  ({what})", shown(&side.named))
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn kind(item: &Item) -> &'static str {
    match item.kind() {
        Kind::Trusted => "trusted",
        Kind::PrivateKey => "a private key",
        Kind::SecretKey => "a secret key",
        Kind::Certificate => "a certificate",
    }
}

/// That the key has another chain there, where it has.
fn chain(one: &Item, other: &Item) -> String {
    let (here, there) = (one.chains(), other.chains());
    let lengths = |chains: &[&[[u8; 32]]]| chains.iter().map(|issuers| issuers.len() + 1).sum::<usize>();
    match (here.is_empty() || there.is_empty() || here == there, lengths(&here), lengths(&there)) {
        (true, ..) => String::new(),
        (_, here, there) if here == there => "; with another chain there".to_owned(),
        (_, here, there) => {
            format!("; its chain has {} there, {here} here", counted(there, "certificate", "certificates"))
        }
    }
}

/// The aliases, none longer than a table's column; aliases of JDK 21 are whole names. Where some are keys and others are not, it is
/// said which.
fn aliases(item: &Item) -> String {
    const WIDEST: usize = 40;
    let is_mixed = item.entries.iter().any(|entry| entry.kind != item.kind());
    let named = |entry: &Named| match entry.kind {
        Kind::PrivateKey if is_mixed => format!("{} (key)", entry.alias),
        _ => entry.alias.clone(),
    };
    let names: Vec<String> = item.entries.iter().map(named).collect();
    console::truncate_str(&shown(&names.join(", ")), WIDEST, "…").into_owned()
}

/// Name, how long it is valid, alias, the beginning of its fingerprint.
fn line(item: &Item) -> String {
    let mut parts = vec![shown(&item.name).into_owned()];
    parts.extend(item.not_after.map(|until| format!("until {}", day(until))));
    if item.kind() == Kind::PrivateKey {
        parts.push("private key".to_owned());
    }
    if !item.entries.is_empty() {
        parts.push(format!("alias {}", aliases(item)));
    }
    let digits = item.sha256.iter().flatten().take(4).map(|octet| format!("{octet:02x}")).collect::<String>();
    if !digits.is_empty() {
        parts.push(format!("SHA-256 {digits}…"));
    }
    parts.join(", ")
}
