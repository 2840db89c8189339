//! keytool's words about weak and disabled algorithms, and the "Warning:" paragraph that gathers them.
//!
//! Which command says what, and where, is in testdata/policy/OBSERVED.md; the rules behind it in
//! [`crate::pkix::strength`].

use std::fmt;

use jiff::civil::Date;

use crate::pkix::strength::Strength;

/// What a warning is about; it prints as the start of the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Object<'a> {
    /// `The input`: the certificate that `-importcert` reads.
    Input,
    /// `The certificate`: of `-printcert`, `-exportcert`, `-list -alias`; of `-list -alias -v` and `-rfc` each one of
    /// the chain.
    Certificate,
    /// `The certificate #2 of signer #1`, `The TSA certificate`: of `-printcert -jarfile`.
    OfJar {
        /// Whether it belongs to a timestamp.
        is_tsa: bool,
        /// Its number in its chain, where that has several.
        number: Option<usize>,
        /// The number of the signer, where there are several.
        signer: Option<usize>,
    },
    /// `<alias>`: of `-list`, where `-v` and `-rfc` give it to each certificate of the chain, and of `-importkeystore`,
    /// which looks at the first one alone.
    Alias(&'a str),
    /// `Issuer <alias>`: one that `-importcert` finds for a reply of one certificate.
    IssuerAlias(&'a str),
    /// `Issuer <alias> in cacerts`: the same, found in the JDK's own store.
    IssuerInCacerts(&'a str),
    /// `The issuer`: the chain that `-gencert` signs with.
    Issuer,
    /// `Reply`: of `-importcert`, always as part of a chain.
    Reply,
    /// `The generated certificate`: of `-genkeypair`, `-gencert`.
    Generated,
    /// `The generated secret key`: of `-genseckey` and `-importpass`.
    GeneratedSecret,
    /// `The certificate request`: of `-printcertreq`, `-gencert`.
    Request,
    /// `The generated certificate request`: of `-certreq`.
    GeneratedRequest,
    /// `The CRL`: of `-printcrl`.
    Crl,
    /// `The generated CRL`: of `-gencrl`.
    GeneratedCrl,
}

impl fmt::Display for Object<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = match self {
            Self::Input => "The input",
            Self::Certificate => "The certificate",
            Self::OfJar { is_tsa, number, signer } => {
                formatter.write_str(if *is_tsa { "The TSA certificate" } else { "The certificate" })?;
                if let Some(number) = number {
                    write!(formatter, " #{number}")?;
                }
                return signer.map_or(Ok(()), |signer| write!(formatter, " of signer #{signer}"));
            }
            Self::Alias(alias) => return write!(formatter, "<{alias}>"),
            Self::IssuerAlias(alias) => return write!(formatter, "Issuer <{alias}>"),
            Self::IssuerInCacerts(alias) => return write!(formatter, "Issuer <{alias}> in cacerts"),
            Self::Issuer => "The issuer",
            Self::Reply => "Reply",
            Self::Generated => "The generated certificate",
            Self::GeneratedSecret => "The generated secret key",
            Self::Request => "The certificate request",
            Self::GeneratedRequest => "The generated certificate request",
            Self::Crl => "The CRL",
            Self::GeneratedCrl => "The generated CRL",
        };
        formatter.write_str(words)
    }
}

/// The place of a certificate in its chain: the `number`th (from 1) of `of`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// From 1, which is the leaf.
    pub number: usize,
    /// How many there are.
    pub of: usize,
}

/// A signature algorithm name, or a key as keytool describes it (`1024-bit RSA key`), with the mark of its strength.
pub fn marked(text: &str, strength: Strength) -> String {
    match strength {
        Strength::Sound => text.to_owned(),
        Strength::Weak => format!("{text} (weak)"),
        Strength::Disabled => format!("{text} (disabled)"),
    }
}

/// One certificate, request or CRL to be warned about.
#[derive(Debug, Clone, Copy)]
pub struct Judged<'a> {
    /// Java's name of the signature algorithm and what keytool thinks of it. `None` where the certificate is trusted
    /// (an entry of the opened keystore, or of cacerts where the command has opened that): nobody checks the signature
    /// of an anchor, and such a signature gets no mark either.
    pub signature: Option<(&'a str, Strength)>,
    /// The day after which a disabled signature algorithm may not sign JARs, where that is why it is.
    pub signature_ends: Option<Date>,
    /// The key as keytool describes it (`1024-bit RSA key`) and what it thinks of it. Of a CRL it is
    /// the key that made it (`-gencrl`) or was found to have made it (`-printcrl`), otherwise `None`.
    pub key: Option<(&'a str, Strength)>,
}

/// The sentences of one "Warning:" paragraph, in the order they are said; the same sentence may come twice.
///
/// With `-nowarn` the paragraph is not printed; marks are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Warnings {
    lines: Vec<String>,
}

impl Warnings {
    /// Any other sentence that belongs into the paragraph.
    pub fn say(&mut self, sentence: impl Into<String>) {
        self.lines.push(sentence.into());
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Warns about one object: its signature, then its key. `place` is given where the command counts the chain and
    /// the chain is longer than one.
    pub fn judge(&mut self, object: Object<'_>, place: Option<Place>, judged: Judged<'_>) {
        let is_sound =
            |judged: Option<(&str, Strength)>| judged.is_none_or(|(_, strength)| strength == Strength::Sound);
        if is_sound(judged.signature) && is_sound(judged.key) {
            return;
        }
        let subject = match place {
            Some(Place { number, of }) if of > 1 || object == Object::Reply => {
                format!("{object} #{number} of {of}")
            }
            _ => object.to_string(),
        };
        if let Some((name, strength)) = judged.signature {
            // Java: only of a key is it said what a future update will do.
            self.lines.extend(match strength {
                Strength::Sound => None,
                Strength::Weak => Some(format!(
                    "{subject} uses the {name} signature algorithm which is considered a security risk."
                )),
                Strength::Disabled => Some(match judged.signature_ends {
                    // Java: says so whatever the certificate is for.
                    Some(day) => format!(
                        "{subject} uses the {name} signature algorithm which is considered a security risk and cannot be \
                         used to sign JARs after {day}."
                    ),
                    None => format!(
                        "{subject} uses the {name} signature algorithm which is considered a security risk and is \
                         disabled."
                    ),
                }),
            });
        }
        if let Some((key, strength)) = judged.key {
            self.lines.extend(match strength {
                Strength::Sound => None,
                Strength::Weak => Some(format!(
                    "{subject} uses a {key} which is considered a security risk. It will be disabled in a future \
                     update."
                )),
                Strength::Disabled => {
                    Some(format!("{subject} uses a {key} which is considered a security risk and is disabled."))
                }
            });
        }
    }

    /// Warns about the algorithm of a secret key, which is old.
    pub fn judge_secret(&mut self, object: Object<'_>, algorithm: &str) {
        self.lines
            .push(format!("{object} uses the {algorithm} algorithm which is considered a security risk."));
    }

    /// Warns about the certificates of a chain one after another, counted where there are several.
    pub fn judge_chain(&mut self, object: Object<'_>, chain: &[Judged<'_>]) {
        for (index, judged) in chain.iter().enumerate() {
            self.judge(object, Some(Place { number: index + 1, of: chain.len() }), *judged);
        }
    }

    /// Recommends PKCS12 for the keystore that was opened. It is said after all else, by every command that opens a
    /// keystore, when the keystore at the end of the command is a `JKS` or `JCEKS` one with an entry that is not a
    /// trusted certificate. `keystore` is the path as the user typed it (of `-importkeystore`: the destination).
    pub fn recommend_pkcs12(&mut self, store_type: &str, keystore: &str) {
        self.lines.push(format!(
            "The {store_type} keystore uses a proprietary format. It is recommended to migrate to PKCS12 which is an \
             industry standard format using \"keytool -importkeystore -srckeystore {keystore} -destkeystore \
             {keystore} -deststoretype pkcs12\"."
        ));
    }

    /// The paragraph for the end of a command: empty, or an empty line, `Warning:` and the sentences. Afterwards there
    /// is nothing left to say.
    pub fn take_paragraph(&mut self) -> String {
        if self.lines.is_empty() {
            return String::new();
        }
        let mut text = String::from("\nWarning:\n");
        for line in self.lines.drain(..) {
            text.push_str(&line);
            text.push('\n');
        }
        text
    }

    /// The paragraph for the middle of a command, before it asks something: as [`take_paragraph`](Self::take_paragraph),
    /// with an empty line behind it.
    pub fn take_paragraph_before_question(&mut self) -> String {
        let mut text = self.take_paragraph();
        if !text.is_empty() {
            text.push('\n');
        }
        text
    }
}

/// Said on stderr, before anything else, when `-keystore` names the JDK's own cacerts.
pub const USE_CACERTS: &str = "Warning: use -cacerts option to access cacerts keystore";

#[cfg(test)]
mod tests {
    use super::*;

    const SHA1: Judged<'_> = Judged {
        signature: Some(("SHA1withRSA", Strength::Weak)),
        signature_ends: None,
        key: Some(("2048-bit RSA key", Strength::Sound)),
    };
    const ROOT: Judged<'_> =
        Judged { signature: None, signature_ends: None, key: Some(("1024-bit RSA key", Strength::Weak)) };

    #[test]
    fn marks() {
        assert_eq!(marked("SHA1withRSA", Strength::Weak), "SHA1withRSA (weak)");
        assert_eq!(marked("512-bit RSA key", Strength::Disabled), "512-bit RSA key (disabled)");
        assert_eq!(marked("2048-bit RSA key", Strength::Sound), "2048-bit RSA key");
    }

    #[test]
    fn a_chain_is_counted_and_nothing_is_said_twice_over() {
        let mut warnings = Warnings::default();
        warnings.judge_chain(Object::Alias("sub"), &[SHA1, ROOT]);
        warnings.judge_chain(Object::Alias("one"), &[SHA1]);
        assert_eq!(
            warnings.take_paragraph(),
            "\nWarning:\n\
             <sub> #1 of 2 uses the SHA1withRSA signature algorithm which is considered a security risk.\n\
             <sub> #2 of 2 uses a 1024-bit RSA key which is considered a security risk. It will be disabled in a \
             future update.\n\
             <one> uses the SHA1withRSA signature algorithm which is considered a security risk.\n"
        );
        assert_eq!(warnings.take_paragraph(), "");
    }

    #[test]
    fn before_a_question_an_empty_line_follows() {
        let mut warnings = Warnings::default();
        assert_eq!(warnings.take_paragraph_before_question(), "");
        let disabled = ("MD5withRSA", Strength::Disabled);
        let key = ("192-bit EC (secp192r1) key", Strength::Disabled);
        let judged = Judged { signature: Some(disabled), signature_ends: None, key: Some(key) };
        warnings.judge(Object::Input, None, judged);
        assert_eq!(
            warnings.take_paragraph_before_question(),
            "\nWarning:\n\
             The input uses the MD5withRSA signature algorithm which is considered a security risk and is disabled.\n\
             The input uses a 192-bit EC (secp192r1) key which is considered a security risk and is disabled.\n\n"
        );
    }

    #[test]
    fn pkcs12_is_recommended_last() {
        let mut warnings = Warnings::default();
        warnings.recommend_pkcs12("JKS", "j.jks");
        assert!(!warnings.is_empty());
        assert_eq!(
            warnings.take_paragraph(),
            "\nWarning:\nThe JKS keystore uses a proprietary format. It is recommended to migrate to PKCS12 which is \
             an industry standard format using \"keytool -importkeystore -srckeystore j.jks -destkeystore j.jks \
             -deststoretype pkcs12\".\n"
        );
    }
}
