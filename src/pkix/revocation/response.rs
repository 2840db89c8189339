//! What an OCSP response says of a certificate, and whether Java believes it.

use jiff::Timestamp;
use sha1::{Digest as _, Sha1};

use super::facts::{Answer, Query};
use super::fault::RevocationFault;
use super::{Inquiry, Question};
use crate::asn1::Oid;
use crate::crypto::verify::verify_signature;
use crate::diagnosis::Release;
use crate::pkix::algorithms::check_usage_bits;
use crate::pkix::node::Node;
use crate::pkix::signature;
use crate::pkix::strength::Circumstances;
use crate::x509::extension::{Body, GeneralName, Known};
use crate::x509::ocsp::{
    BasicResponse, CertificateIdentifier, CertificateStatus, OcspResponse, Responder, ResponseStatus, request,
};
use crate::x509::{Algorithm, dotted, names};

/// id-ad-ocsp, 1.3.6.1.5.5.7.48.1.
const OCSP: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 48, 1];
/// id-kp-OCSPSigning, 1.3.6.1.5.5.7.3.9.
const OCSP_SIGNING: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 3, 9];

impl Inquiry<'_> {
    pub(super) fn by_response(&self, question: Question<'_>) -> Result<(), RevocationFault> {
        let id = CertificateIdentifier::of(&question.node.certificate, &question.issuer.certificate);
        if let Some(octets) = self.at_hand(question.node, &id) {
            return self.believe(octets, &id, question);
        }
        let own = || responder_of(question.node);
        let url = self.settings.responder_url.clone().or_else(own).ok_or(RevocationFault::NoResponder)?;
        let query = Query::Ocsp { url: url.clone(), request: request(&id, self.settings.nonce.as_deref()) };
        match self.ask(query)? {
            Answer::Octets(octets) => self.believe(octets, &id, question),
            Answer::Nothing(why) => Err(RevocationFault::NoResponse { url, why: why.clone() }),
        }
    }

    /// What was stapled for a certificate, or lies in a file.
    fn at_hand(&self, node: &Node<'_>, id: &CertificateIdentifier<'_>) -> Option<&[u8]> {
        let stapled = self.staples.iter().find(|(der, _)| *der == node.certificate.der);
        let is_about = |octets: &&Vec<u8>| {
            let read = OcspResponse::read(octets).ok().and_then(|response| response.basic);
            read.is_some_and(|basic| basic.single(id).is_some())
        };
        stapled
            .map(|(_, staple)| *staple)
            .or_else(|| self.facts.responses.iter().find(is_about).map(Vec::as_slice))
    }

    /// Whether a response is good, and then what it says.
    fn believe(
        &self,
        octets: &[u8],
        id: &CertificateIdentifier<'_>,
        question: Question<'_>,
    ) -> Result<(), RevocationFault> {
        let response = OcspResponse::read(octets).map_err(RevocationFault::Malformed)?;
        let Some(basic) = response.basic.filter(|_| response.status == ResponseStatus::Successful) else {
            return Err(RevocationFault::Status(response.status));
        };
        let single = basic.single(id).ok_or(RevocationFault::NotIncluded)?;
        let authority = self.check_signature(&basic, question.issuer)?;
        if let Some((sent, said)) = self.settings.nonce.as_deref().zip(basic.nonce())
            && sent != said
        {
            return Err(RevocationFault::Nonce);
        }
        // Java: what is said of other certificates has to be up to date as well.
        let is_current = |this: i64, next: Option<i64>| {
            this <= self.clock.saturating_add(self.settings.skew)
                && next.unwrap_or(this) >= self.clock.saturating_sub(self.settings.skew)
        };
        if !basic.singles.iter().all(|single| is_current(single.this_update, single.next_update)) {
            return Err(RevocationFault::OutOfDate);
        }
        match single.status {
            CertificateStatus::Good => Ok(()),
            CertificateStatus::Unknown => Err(RevocationFault::Unknown),
            // Java: what is revoked later is still good.
            CertificateStatus::Revoked { at, .. } if at >= self.at => Ok(()),
            CertificateStatus::Revoked { at, reason } => {
                let mut extensions: Vec<String> =
                    single.extensions.iter().map(|extension| dotted(extension.oid)).collect();
                extensions.sort();
                Err(RevocationFault::Revoked { at, reason, authority, extensions })
            }
        }
    }

    /// Checks who signed a response; gives the name of who did.
    fn check_signature(
        &self,
        basic: &BasicResponse<'_>,
        issuer: &Node<'_>,
    ) -> Result<Vec<u8>, RevocationFault> {
        // Java: a certificate that is sent along comes first, and one that is not the issuer's own has to be for this.
        let sent = basic.certificates.iter().filter_map(|der| Node::read(der).ok());
        let sent = sent.into_iter().find(|node| is_meant(&basic.responder, node));
        let own = [self.responder.as_ref().ok().copied().flatten(), Some(issuer)];
        let mut known = own.into_iter().flatten();
        let signer = match &sent {
            Some(sent) => known.find(|node| node.certificate.der == sent.certificate.der),
            None => known.find(|node| is_meant(&basic.responder, node)),
        };
        match (signer, &sent) {
            (Some(signer), _) => self.check_key(basic, signer),
            (None, Some(sent)) => {
                self.check_delegated(sent, issuer)?;
                self.check_key(basic, sent)
            }
            (None, None) => Err(RevocationFault::NoSigner),
        }
    }

    /// Whether an issuer lets somebody else sign for it (RFC 6960, 4.2.2.2).
    fn check_delegated(&self, signer: &Node<'_>, issuer: &Node<'_>) -> Result<(), RevocationFault> {
        if signer.issuer != issuer.subject {
            return Err(RevocationFault::NotAuthorized);
        }
        let usages = signer.certificate.extended_key_usages();
        if !usages.is_some_and(|usages| usages.contains(&OCSP_SIGNING)) {
            return Err(RevocationFault::NotForResponses);
        }
        // Java: up to 17.
        if self.java.release <= Release::Java17 && check_usage_bits(signer).is_err() {
            return Err(RevocationFault::ResponderUsage);
        }
        let [from, until] = signer.certificate.validity;
        if self.clock < from {
            return Err(RevocationFault::ResponderTime { is_over: false, bound: from });
        }
        if self.clock > until {
            return Err(RevocationFault::ResponderTime { is_over: true, bound: until });
        }
        signature::verify(&signer.certificate, &issuer.certificate.key).map_err(|_| RevocationFault::NoSigner)
    }

    fn check_key(&self, basic: &BasicResponse<'_>, signer: &Node<'_>) -> Result<Vec<u8>, RevocationFault> {
        self.check_algorithm(&basic.algorithm)?;
        let key = signer.certificate.key.raw;
        if !signed_by(&basic.algorithm, key, basic.data, basic.signature.octets) {
            return Err(RevocationFault::ResponseSignature);
        }
        Ok(signer.certificate.subject.raw().to_vec())
    }

    /// By `jdk.certpath.disabledAlgorithms`, as far as it needs no certificate.
    pub(super) fn check_algorithm(&self, algorithm: &Algorithm<'_>) -> Result<(), RevocationFault> {
        let name = names::name_or_decimals(algorithm.oid);
        let now = Timestamp::from_millisecond(self.clock).unwrap_or(Timestamp::MAX);
        let circumstances = Circumstances { jdk_anchor: false, usage: None, now };
        match self.java.certpath.against_signature(&name, None, &circumstances) {
            Some(rule) => Err(RevocationFault::Algorithm { name: rule.algorithm.clone() }),
            None => Ok(()),
        }
    }
}

/// Whether a key made a signature.
pub(super) fn signed_by(algorithm: &Algorithm<'_>, key: &[u8], message: &[u8], signature: &[u8]) -> bool {
    let Some(oid) = Oid::from_content(algorithm.oid) else { return false };
    let parameters = algorithm.parameters.map(|parameters| parameters.raw);
    verify_signature(&oid, parameters, key, message, signature).is_ok()
}

/// Whether a responder is the one that is meant.
fn is_meant(responder: &Responder<'_>, node: &Node<'_>) -> bool {
    match responder {
        Responder::Name(name) => name.canonical() == node.subject,
        Responder::Key(hash) => Sha1::digest(node.certificate.key.bits.octets).as_slice() == *hash,
    }
}

/// The responder that a certificate names. Java: the first, whatever its scheme.
fn responder_of(node: &Node<'_>) -> Option<String> {
    let Some(Body::Access(places)) = node.certificate.extension(Known::AuthorityInfoAccess) else {
        return None;
    };
    places.iter().find_map(|(method, place)| match place {
        GeneralName::Uri(url) if *method == OCSP => Some(url.clone().into_owned()),
        _ => None,
    })
}
