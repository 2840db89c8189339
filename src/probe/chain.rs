//! The certificates that a server sent, laid out: what leads from its own to its authority, what is missing there, what is
//! sent without need.

use crate::pkix::{Anchors, Node};

/// The certificates in their right order.
#[derive(Debug)]
pub struct Layout<'c> {
    /// The server's own first, each issued by the one behind it.
    pub path: Vec<Link<'c>>,
    /// What is beyond the last of them.
    pub beyond: Beyond,
    /// What leads nowhere.
    pub extra: Vec<Link<'c>>,
}

/// A certificate that was sent.
#[derive(Debug)]
pub struct Link<'c> {
    /// Its place in what was sent.
    pub place: usize,
    /// The certificate; `None` where Java cannot parse it.
    pub node: Option<Node<'c>>,
    /// Whether it was sent before one that it should follow.
    pub is_out_of_order: bool,
    /// The number of the anchor that is this very certificate.
    pub stored: Option<usize>,
}

/// What is beyond the last certificate of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beyond {
    /// Nothing: it has issued itself.
    Nothing,
    /// An anchor, by its number.
    Anchor(usize),
    /// An issuer that was neither sent nor is trusted.
    Missing,
}

/// What a certificate is among those that were sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The server's own.
    Leaf,
    /// An authority below another.
    Intermediate,
    /// One that has issued itself.
    Root,
    /// One that leads nowhere.
    Extra,
}

impl Role {
    /// For programs, and people as well.
    pub fn id(self) -> &'static str {
        match self {
            Self::Leaf => "leaf",
            Self::Intermediate => "intermediate",
            Self::Root => "root",
            Self::Extra => "extra",
        }
    }
}

impl<'c> Layout<'c> {
    /// Of what was sent, beside these anchors.
    pub fn of(chain: &'c [Vec<u8>], anchors: &Anchors<'_>) -> Self {
        let mut left: Vec<Link<'c>> = chain
            .iter()
            .enumerate()
            .map(|(place, der)| {
                let node = Node::read(der).ok();
                let stored = node.as_ref().and_then(|node| anchors.same(node));
                Link { place, node, is_out_of_order: false, stored }
            })
            .collect();
        let mut path: Vec<Link<'c>> = Vec::new();
        if !left.is_empty() {
            path.push(left.remove(0));
        }
        while let Some(next) = path.last().and_then(|last| issuer_of(last, &left)) {
            let mut next = left.remove(next);
            next.is_out_of_order = path.last().is_some_and(|last| last.place > next.place)
                || left.iter().any(|other| other.place < next.place && leads_on(other, &next, &left));
            path.push(next);
        }
        let top = path.last().and_then(|top| top.node.as_ref());
        let beyond = match top {
            Some(top) if !top.is_self_issued() => anchors
                .of_subject(&top.issuer)
                .first()
                .map_or(Beyond::Missing, |anchor| Beyond::Anchor(*anchor)),
            _ => Beyond::Nothing,
        };
        Self { path, beyond, extra: left }
    }

    /// What a certificate is, by its place in what was sent.
    pub fn role(&self, place: usize) -> Role {
        let Some(depth) = self.path.iter().position(|link| link.place == place) else { return Role::Extra };
        let is_root =
            self.path.get(depth).and_then(|link| link.node.as_ref()).is_some_and(Node::is_self_issued);
        match (depth, is_root) {
            (0, _) => Role::Leaf,
            (_, true) => Role::Root,
            _ => Role::Intermediate,
        }
    }

    /// Whether they were sent in another order than that in which they lead to their authority.
    pub fn is_out_of_order(&self) -> bool {
        self.path.iter().any(|link| link.is_out_of_order)
    }

    /// A certificate by its place in what was sent.
    pub fn link(&self, place: usize) -> Option<&Link<'c>> {
        self.path.iter().chain(&self.extra).find(|link| link.place == place)
    }
}

/// The place of the issuer among those that are left.
fn issuer_of(link: &Link<'_>, left: &[Link<'_>]) -> Option<usize> {
    let node = link.node.as_ref().filter(|node| !node.is_self_issued())?;
    left.iter().position(|other| other.node.as_ref().is_some_and(|other| other.subject == node.issuer))
}

/// Whether one that was sent earlier comes later on the path.
fn leads_on(other: &Link<'_>, from: &Link<'_>, left: &[Link<'_>]) -> bool {
    let mut at = from;
    for _ in 0..left.len() {
        let Some(next) = issuer_of(at, left).and_then(|place| left.get(place)) else { return false };
        if next.place == other.place {
            return true;
        }
        at = next;
    }
    false
}

#[cfg(test)]
mod tests {
    use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};

    use super::*;

    type Authority = CertifiedIssuer<'static, KeyPair>;

    fn params(name: &str) -> CertificateParams {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params
    }

    fn below(name: &str, issuer: &Authority) -> Authority {
        CertifiedIssuer::signed_by(params(name), KeyPair::generate().unwrap(), issuer).unwrap()
    }

    /// The roles of what was sent, with a star where it is out of order.
    fn roles(chain: &[&Authority], anchors: &Anchors<'_>) -> (Vec<String>, Beyond) {
        let ders: Vec<Vec<u8>> = chain.iter().map(|one| one.der().to_vec()).collect();
        let layout = Layout::of(&ders, anchors);
        let said = |place: usize| {
            let star = if layout.link(place).unwrap().is_out_of_order { "*" } else { "" };
            format!("{}{star}", layout.role(place).id())
        };
        ((0..chain.len()).map(said).collect(), layout.beyond)
    }

    #[test]
    fn each_has_its_role() {
        let root = CertifiedIssuer::self_signed(params("root"), KeyPair::generate().unwrap()).unwrap();
        let upper = below("upper", &root);
        let lower = below("lower", &upper);
        let leaf = below("leaf", &lower);
        let none = Anchors::default();
        let trusted = root.der().to_vec();
        let anchors = Anchors::new([("top", trusted.as_slice())]);
        let of = |chain: &[&Authority]| roles(chain, &none);
        assert_eq!(of(&[&leaf, &lower, &upper, &root]).0, ["leaf", "intermediate", "intermediate", "root"]);
        assert_eq!(of(&[&leaf, &lower, &upper, &root]).1, Beyond::Nothing);
        let (said, beyond) = of(&[&leaf, &upper, &lower]);
        assert_eq!(said, ["leaf", "intermediate*", "intermediate*"]);
        assert_eq!(beyond, Beyond::Missing);
        assert_eq!(roles(&[&leaf, &lower, &upper], &anchors).1, Beyond::Anchor(0));
        assert_eq!(of(&[&leaf, &upper, &root]).0, ["leaf", "extra", "extra"]);
        assert_eq!(of(&[&root]).0, ["leaf"]);
        assert!(roles(&[], &none).0.is_empty());
    }
}
