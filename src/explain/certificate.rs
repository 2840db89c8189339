//! A certificate as a log shows it.

/// How long a name is kept.
const LONGEST: usize = 1024;

/// The key usages, as Java writes them.
const KEY_USAGES: [&str; 9] = [
    "DigitalSignature",
    "Non_repudiation",
    "Key_Encipherment",
    "Data_Encipherment",
    "Key_Agreement",
    "Key_CertSign",
    "Crl_Sign",
    "Encipher_Only",
    "Decipher_Only",
];

/// The extended key usages, as Java writes them.
const USAGES: [&str; 7] = [
    "serverAuth",
    "clientAuth",
    "codeSigning",
    "emailProtection",
    "timeStamping",
    "OCSPSigning",
    "anyExtendedKeyUsage",
];

/// How many alternative names are kept.
const MOST_NAMES: usize = 16;

/// What a log tells of a certificate.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShownCertificate {
    /// The subject, as Java writes it.
    pub subject: String,
    /// The issuer.
    pub issuer: String,
    /// The first instant it is valid at, in the words and the zone of the log.
    pub not_before: String,
    /// The last one.
    pub not_after: String,
    /// Whether it may issue certificates; `None` where there are no basic constraints.
    pub is_authority: Option<bool>,
    /// Its extended key usages.
    pub usages: Vec<String>,
    /// Its alternative names.
    pub names: Vec<String>,
    /// Its version.
    pub version: String,
    /// The kind of its key.
    pub key: String,
    /// The algorithm of its signature.
    pub signature: String,
    /// Its key usages; `None` where there is no such extension.
    pub key_usages: Option<Vec<String>>,
    /// How many authorities may be below it.
    pub path_length: Option<usize>,
    /// Whether it has a critical extension that is none of the standard's.
    pub has_unknown_critical: bool,
}

impl ShownCertificate {
    /// Whether it names itself as its issuer.
    pub fn is_self_issued(&self) -> bool {
        !self.subject.is_empty() && self.subject == self.issuer
    }

    /// What names the host, or whatever else, in the subject.
    pub fn common_name(&self) -> Option<&str> {
        attribute(&self.subject, "CN")
    }

    /// Whether it may prove who a client is, as far as its extended key usages go.
    pub fn may_be_client(&self) -> bool {
        self.usages.is_empty()
            || self.usages.iter().any(|usage| usage == "clientAuth" || usage == "anyExtendedKeyUsage")
    }

    /// Takes what a line of a dump tells. False where it tells nothing.
    pub(super) fn take(&mut self, line: &str) -> bool {
        let line = line.trim();
        if let Some(value) = quoted(line, "\"subject\"").or_else(|| behind(line, "Subject: ")) {
            set(&mut self.subject, value);
        } else if let Some(value) = quoted(line, "\"issuer\"").or_else(|| behind(line, "Issuer: ")) {
            set(&mut self.issuer, value);
        } else if let Some(value) =
            quoted(line, "\"not before\"").or_else(|| behind(line, "Validity: [From: "))
        {
            set(&mut self.not_before, value.trim_end_matches(','));
        } else if let Some(value) = quoted(line, "\"not  after\"") {
            set(&mut self.not_after, value);
        } else if let Some(value) = line.strip_prefix("To: ") {
            set(&mut self.not_after, value.trim_end_matches(']'));
        } else if let Some((from, until)) =
            behind(line, "Valid from ").and_then(|rest| rest.split_once(" until "))
        {
            set(&mut self.not_before, from);
            set(&mut self.not_after, until);
        } else if let Some(value) = quoted(line, "\"version\"").or_else(|| behind(line, "Version: ")) {
            set(&mut self.version, value);
        } else if let Some(value) = quoted(line, "\"subject public key\"") {
            set(&mut self.key, value);
        } else if let Some(value) =
            quoted(line, "\"signature algorithm\"").or_else(|| behind(line, "Signature Algorithm: "))
        {
            set(&mut self.signature, value.split(',').next().unwrap_or(value));
        } else if line.starts_with("KeyUsage [") {
            self.key_usages = Some(Vec::new());
        } else if let Some(usage) = KEY_USAGES.iter().find(|usage| **usage == line) {
            push(self.key_usages.get_or_insert_default(), usage);
        } else if let Some(length) = line.strip_prefix("PathLen:") {
            self.path_length = length.trim().parse().ok();
        } else if let Some(id) =
            line.strip_suffix(" Criticality=true").and_then(|line| line.split_once("ObjectId: "))
        {
            // The standard's are below 2.5.29; Netscape's is known, too.
            self.has_unknown_critical |=
                !id.1.starts_with("2.5.29.") && !id.1.starts_with("2.16.840.1.113730.1.");
        } else if line.ends_with("CA:true") {
            self.is_authority = Some(true);
        } else if line.ends_with("CA:false") {
            self.is_authority = Some(false);
        } else if USAGES.iter().any(|usage| line.ends_with(usage)) {
            let usage = line.rsplit([' ', '[', ',']).next().unwrap_or(line);
            push(&mut self.usages, usage);
        } else if let Some(value) = behind(line, "DNSName: ").or_else(|| behind(line, "IPAddress: ")) {
            push(&mut self.names, value);
        } else {
            return false;
        }
        true
    }
}

/// The value of an attribute of a name, as Java writes it.
pub(super) fn attribute<'n>(name: &'n str, key: &str) -> Option<&'n str> {
    let mut rest = name;
    while !rest.is_empty() {
        let (found, value) = rest.split_once('=')?;
        let (value, after) = match value.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => value.split_once(',').unwrap_or((value, "")),
        };
        if found.trim_start_matches([',', ' ']).eq_ignore_ascii_case(key) {
            return Some(value);
        }
        rest = after;
    }
    None
}

/// `"key"   : "value",` → value; the value may have quotes of its own.
fn quoted<'l>(line: &'l str, key: &str) -> Option<&'l str> {
    let rest = line.get(line.find(key)?..)?.strip_prefix(key)?;
    let value = rest.split_once(':')?.1.trim().trim_end_matches(',');
    Some(value.strip_prefix('"').and_then(|value| value.strip_suffix('"')).unwrap_or(value))
}

fn behind<'l>(line: &'l str, key: &str) -> Option<&'l str> {
    line.split_once(key).map(|(_, value)| value.trim())
}

fn set(field: &mut String, value: &str) {
    field.clear();
    field.push_str(cut(value, LONGEST));
}

fn push(list: &mut Vec<String>, value: &str) {
    if list.len() < MOST_NAMES {
        list.push(cut(value, LONGEST).to_owned());
    }
}

/// A text, or its beginning where it is longer.
pub(super) fn cut(text: &str, longest: usize) -> &str {
    if text.len() <= longest {
        return text;
    }
    let end = (0..=longest).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    text.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_formats_are_read() {
        let mut new = ShownCertificate::default();
        for line in [
            "    \"version\"            : \"v3\",",
            "    \"issuer\"             : \"CN=Authority, O=\"Duke, Inc.\", C=US\",",
            "    \"not before\"         : \"2026-08-20 10:32:57.000 CEST\",",
            "    \"not  after\"         : \"2036-11-18 09:32:57.000 CET\",",
            "    \"subject\"            : \"CN=a.example, O=\"Duke, Inc.\", C=US\",",
            "          CA:false",
            "          serverAuth",
            "          DNSName: a.example",
        ] {
            assert!(new.take(line), "{line}");
        }
        assert_eq!(new.issuer, "CN=Authority, O=\"Duke, Inc.\", C=US");
        assert_eq!(new.not_after, "2036-11-18 09:32:57.000 CET");
        assert_eq!((new.is_authority, new.common_name()), (Some(false), Some("a.example")));
        assert_eq!(attribute(&new.subject, "O"), Some("Duke, Inc."));
        assert_eq!((new.usages.len(), new.names.len()), (1, 1));

        let mut old = ShownCertificate::default();
        for line in [
            "  Subject: CN=Root, C=NO",
            "  Issuer:  CN=Root, C=NO",
            "  Valid from Tue Jan 12 03:14:45 UTC 2016 until Mon Jan 06 03:14:45 UTC 2036",
        ] {
            assert!(old.take(line), "{line}");
        }
        assert!(old.is_self_issued());
        assert_eq!(old.not_after, "Mon Jan 06 03:14:45 UTC 2036");
    }
}
