//! What CRLs say of a certificate, and which of them Java takes (RFC 5280, 6.3).
//!
//! Delta CRLs are not taken, and no path is built to the issuer of an indirect one: it has to be an anchor.

use super::facts::{Answer, Query};
use super::fault::{CrlUnreadable, RevocationFault};
use super::response::signed_by;
use super::{Inquiry, Question};
use crate::diagnosis::Release;
use crate::formats::certificates::java_crls;
use crate::pkix::node::Node;
use crate::x509::extension::{
    Body, DistributionPoint, Extension, GeneralName, IssuingPoint, Known, PointName,
};
use crate::x509::{Bits, Crl, CrlEntry, dotted, shortest};

/// Bit of cRLSign (RFC 5280, 4.2.1.3).
const CRL_SIGN: usize = 6;
/// All reasons, the unused bit among them: Java counts it.
const ALL_REASONS: u16 = 0x1ff;

/// CRLs that count, in DER, and the reasons that they cover.
#[derive(Default)]
struct Approved {
    crls: Vec<Vec<u8>>,
    reasons: u16,
}

impl Approved {
    fn is_enough(&self) -> bool {
        self.reasons == ALL_REASONS
    }
}

impl Inquiry<'_> {
    pub(super) fn by_lists(&self, question: Question<'_>) -> Result<(), RevocationFault> {
        let points = match question.node.certificate.extension(Known::CrlDistributionPoints) {
            Some(Body::DistributionPoints(points)) => points,
            _ => Vec::new(),
        };
        let mut approved = Approved::default();
        // What is at hand is held against each point, or, without one, against the issuer's name.
        let none = [DistributionPoint::default()];
        let known = if points.is_empty() { none.as_slice() } else { points.as_slice() };
        for point in known {
            for der in &self.facts.crls {
                self.consider(der, point, question, &mut approved);
            }
        }
        let mut fault = None;
        for point in points.iter().filter(|_| self.settings.fetches_crls) {
            if approved.is_enough() {
                break;
            }
            match self.fetch(point) {
                Ok(ders) => {
                    for der in ders {
                        self.consider(&der, point, question, &mut approved);
                    }
                }
                // Java: up to 17 the first point from which nothing comes ends it.
                Err(missing) if self.java.release <= Release::Java17 => return Err(missing),
                Err(RevocationFault::NotAsked) => return Err(RevocationFault::NotAsked),
                Err(missing) => _ = fault.get_or_insert(missing),
            }
        }
        if !approved.is_enough() {
            return Err(fault.unwrap_or(RevocationFault::NoCrl));
        }
        let read = approved.crls.iter().filter_map(|der| Crl::read(der).ok());
        read.into_iter().try_for_each(|crl| self.look_up(&crl, question))
    }

    /// The CRLs that come from a point, in DER; why none does, where something is in the way.
    fn fetch(&self, point: &DistributionPoint<'_>) -> Result<Vec<Vec<u8>>, RevocationFault> {
        let Some(PointName::Full(names)) = &point.name else { return Ok(Vec::new()) };
        let (mut found, mut missing) = (Vec::new(), None);
        for name in names {
            let GeneralName::Uri(url) = name else { continue };
            // Java: where there is no store for a scheme, nothing comes, and nothing is wrong.
            if url.split(':').next().is_some_and(|scheme| scheme.eq_ignore_ascii_case("ldap")) {
                continue;
            }
            match self.fetch_one(url) {
                Ok(der) => found.push(der),
                Err(RevocationFault::NotAsked) => return Err(RevocationFault::NotAsked),
                Err(fault) => missing = Some(fault),
            }
        }
        match missing {
            Some(fault) if found.is_empty() => Err(fault),
            _ => Ok(found),
        }
    }

    fn fetch_one(&self, url: &str) -> Result<Vec<u8>, RevocationFault> {
        let url = url.to_owned();
        match self.ask(Query::Crl { url: url.clone() })? {
            Answer::Nothing(why) => Err(RevocationFault::CrlMissing { url, why: why.clone() }),
            Answer::Octets(octets) => {
                let unreadable = |why| RevocationFault::CrlUnreadable { url: url.clone(), why };
                let first = java_crls(octets).ok().and_then(|crls| crls.into_iter().next());
                let der = first.ok_or_else(|| unreadable(CrlUnreadable::Empty))?;
                if let Err(fault) = Crl::read(&der) {
                    return Err(unreadable(CrlUnreadable::Malformed(fault)));
                }
                Ok(der)
            }
        }
    }

    /// Adds a CRL to those that count, where it does.
    fn consider(
        &self,
        der: &[u8],
        point: &DistributionPoint<'_>,
        question: Question<'_>,
        approved: &mut Approved,
    ) {
        let Ok(crl) = Crl::read(der) else { return };
        let Some(reasons) = self.covers(&crl, point, question) else { return };
        // What says nothing new is not looked at.
        if reasons & !approved.reasons == 0 {
            return;
        }
        let Some(issuer) = self.issuer_of(&crl, point, question) else { return };
        if self.check_algorithm(&crl.algorithm).is_ok()
            && signed_by(&crl.algorithm, issuer.certificate.key.raw, crl.body, crl.signature.octets)
        {
            approved.reasons |= reasons;
            approved.crls.push(der.to_vec());
        }
    }

    /// The reasons for which a CRL speaks for this certificate at this point; `None` where it does not speak for it at all.
    fn covers(&self, crl: &Crl<'_>, point: &DistributionPoint<'_>, question: Question<'_>) -> Option<u16> {
        let skew = self.settings.skew;
        let is_current = crl.this_update <= self.at.saturating_add(skew)
            && crl.next_update? >= self.at.saturating_sub(skew);
        let is_known = |extension: &Extension<'_>| extension.known == Some(Known::IssuingDistributionPoint);
        let mut extensions = crl.extensions.iter().flat_map(|extensions| extensions.iter());
        if !is_current || extensions.any(|extension| extension.critical && !is_known(extension)) {
            return None;
        }
        let mut reasons = point.reasons.map_or(ALL_REASONS, mask);
        if let Some(issuing) = issuing_point(crl) {
            let is_ca = question.node.certificate.is_ca();
            if issuing.only_attributes
                || (issuing.only_users && is_ca)
                || (issuing.only_cas && !is_ca)
                || !is_of_point(&issuing, point, question)
            {
                return None;
            }
            reasons &= issuing.reasons.map_or(ALL_REASONS, mask);
        }
        Some(reasons)
    }

    /// Whose key signs a CRL, where that may.
    fn issuer_of<'q>(
        &'q self,
        crl: &Crl<'_>,
        point: &DistributionPoint<'_>,
        question: Question<'q>,
    ) -> Option<&'q Node<'q>> {
        let name = crl.issuer.canonical();
        if let Some(named) = &point.issuer {
            let is_named =
                named.iter().any(|one| matches!(one, GeneralName::Directory(one) if one.canonical() == name));
            let is_indirect = issuing_point(crl).is_some_and(|issuing| issuing.indirect);
            let anchor = self.anchors.of_subject(&name).first().and_then(|index| self.anchors.get(*index));
            return anchor.filter(|_| is_named && is_indirect);
        }
        let issuer = question.issuer;
        let may_sign = question.below_anchor
            || issuer.certificate.key_usage().is_none_or(|usage| usage.is_set(CRL_SIGN));
        (name == question.node.issuer && may_sign && fits(crl, question.node)).then_some(issuer)
    }

    /// Whether a CRL that counts has the certificate in it.
    fn look_up(&self, crl: &Crl<'_>, question: Question<'_>) -> Result<(), RevocationFault> {
        let serial = shortest(question.node.certificate.serial);
        let is_it = |entry: &&CrlEntry<'_>| {
            let issuer = entry.issuer().map_or_else(|| crl.issuer.canonical(), |issuer| issuer.canonical());
            shortest(entry.serial) == serial && issuer == question.node.issuer
        };
        let Some(entry) = crl.entries.iter().find(is_it) else { return Ok(()) };
        let extensions = || entry.extensions.iter().flat_map(|extensions| extensions.iter());
        let is_known = |known| matches!(known, Some(Known::CrlReasonCode | Known::CertificateIssuer));
        if extensions().any(|extension| extension.critical && !is_known(extension.known)) {
            return Err(RevocationFault::CriticalEntry);
        }
        // Java: what is revoked later is still good.
        if entry.revoked >= self.at {
            return Ok(());
        }
        let reason = extensions().find_map(|extension| match extension.body() {
            Ok(Body::Reason(reason)) => u8::try_from(reason).ok(),
            _ => None,
        });
        let mut decimals: Vec<String> = extensions().map(|extension| dotted(extension.oid)).collect();
        decimals.sort();
        Err(RevocationFault::Revoked {
            at: entry.revoked,
            reason: reason.unwrap_or(0),
            authority: crl.issuer.raw().to_vec(),
            extensions: decimals,
        })
    }
}

/// The first nine bits, the first the lowest.
fn mask(bits: Bits<'_>) -> u16 {
    (0..9).filter(|bit| bits.is_set(*bit)).fold(0, |mask, bit| mask | 1 << bit)
}

fn issuing_point<'c>(crl: &'c Crl<'_>) -> Option<IssuingPoint<'c>> {
    match crl.extensions.as_ref()?.find(Known::IssuingDistributionPoint)?.body() {
        Ok(Body::IssuingPoint(point)) => Some(point),
        _ => None,
    }
}

/// Whether a CRL's own point is the one that the certificate names.
fn is_of_point(issuing: &IssuingPoint<'_>, point: &DistributionPoint<'_>, question: Question<'_>) -> bool {
    let Some(PointName::Full(own)) = &issuing.name else { return issuing.name.is_none() };
    let own_urls = own.iter().filter_map(|name| match name {
        GeneralName::Uri(url) => Some(url),
        _ => None,
    });
    let own_names = own.iter().filter_map(|name| match name {
        GeneralName::Directory(name) => Some(name.canonical()),
        _ => None,
    });
    match &point.name {
        Some(PointName::Full(names)) => {
            let is_among =
                |url: &str| names.iter().any(|name| matches!(name, GeneralName::Uri(one) if one == url));
            let is_named = |own: &String| {
                names
                    .iter()
                    .any(|name| matches!(name, GeneralName::Directory(one) if one.canonical() == *own))
            };
            own_urls.into_iter().any(|url| is_among(url)) || own_names.into_iter().any(|own| is_named(&own))
        }
        Some(PointName::Relative(_)) => false,
        None => own_names.into_iter().any(|own| own == question.node.issuer),
    }
}

/// Whether a CRL is signed by the key that the certificate's authority key identifier means.
fn fits(crl: &Crl<'_>, node: &Node<'_>) -> bool {
    let of_crl = crl.extensions.as_ref().and_then(|extensions| {
        match extensions.find(Known::AuthorityKeyIdentifier)?.body().ok()? {
            Body::AuthorityKeyIdentifier(identifier) => identifier.key.map(<[u8]>::to_vec),
            _ => None,
        }
    });
    let of_node = match node.certificate.extension(Known::AuthorityKeyIdentifier) {
        Some(Body::AuthorityKeyIdentifier(identifier)) => identifier.key.map(<[u8]>::to_vec),
        _ => None,
    };
    of_crl.zip(of_node).is_none_or(|(one, other)| one == other)
}
