//! The chain that a server sent, certificate by certificate, from its own up to its authority.

use jiff::Timestamp;

use super::details::{Lines, certificate};
use super::{Paint, shown};
use crate::pkix::Anchors;
use crate::probe::{Beyond, Layout, Link, Role};
use crate::report::keytool::certificate::java_name;

/// All certificates of a chain, and what is missing of it.
pub(super) fn chain(ders: &[Vec<u8>], anchors: &Anchors<'_>, now: Timestamp, paint: &Paint) -> String {
    let layout = Layout::of(ders, anchors);
    let order = if layout.is_out_of_order() { ", out of order" } else { "" };
    let mut text = format!("\nSent: {}{order}\n", counted(ders.len()));
    let blocks = Blocks { ders, anchors, now, paint, layout: &layout };
    for (depth, link) in layout.path.iter().enumerate() {
        text.push_str(&blocks.block(depth, link));
    }
    let indent = "   ".repeat(layout.path.len());
    let top = layout.path.last().and_then(|link| link.node.as_ref());
    let issuer = top.map_or_else(String::new, |top| java_name(&top.certificate.issuer));
    match layout.beyond {
        Beyond::Nothing => {}
        Beyond::Anchor(number) => {
            let mark = paint.good.apply_to(format!("[not sent, and trusted{}]", alias(anchors, number)));
            text.push_str(&format!("{indent}└─ {}  {mark}\n", paint.strong.apply_to(shown(&issuer))));
            if let Some(node) = anchors.get(number) {
                text.push_str(&certificate(node.certificate.der, now, paint));
            }
        }
        Beyond::Missing => {
            let mark = paint.bad.apply_to("[missing: neither sent nor trusted]");
            text.push_str(&format!("{indent}└─ {}  {mark}\n", paint.strong.apply_to(shown(&issuer))));
        }
    }
    for link in &layout.extra {
        text.push_str(&blocks.block(0, link));
    }
    text
}

fn counted(number: usize) -> String {
    match number {
        1 => "one certificate".to_owned(),
        number => format!("{number} certificates"),
    }
}

fn alias(anchors: &Anchors<'_>, number: usize) -> String {
    match anchors.alias(number) {
        "" => String::new(),
        alias => format!(", alias {}", shown(alias)),
    }
}

struct Blocks<'b> {
    ders: &'b [Vec<u8>],
    anchors: &'b Anchors<'b>,
    now: Timestamp,
    paint: &'b Paint,
    layout: &'b Layout<'b>,
}

impl Blocks<'_> {
    fn block(&self, depth: usize, link: &Link<'_>) -> String {
        let name = link.node.as_ref().map_or_else(
            || "a certificate that Java cannot parse".to_owned(),
            |node| java_name(&node.certificate.subject),
        );
        let branch = if depth == 0 { String::new() } else { format!("{}└─ ", "   ".repeat(depth)) };
        let role = self.layout.role(link.place);
        let words = match role {
            Role::Extra => "extra: leads nowhere",
            role => role.id(),
        };
        let order = if link.is_out_of_order { ", out of order" } else { "" };
        let mark = format!("[{words}, sent as number {}{order}]", link.place + 1);
        let style = if role == Role::Extra || link.is_out_of_order {
            &self.paint.doubtful
        } else {
            &self.paint.faint
        };
        let mut text =
            format!("{branch}{}  {}\n", self.paint.strong.apply_to(shown(&name)), style.apply_to(mark));
        if let Some(der) = self.ders.get(link.place) {
            text.push_str(&certificate(der, self.now, self.paint));
        }
        if let Some(number) = link.stored {
            let mut lines = Lines::new(self.paint);
            lines.add("In store", &format!("trusted{}", alias(self.anchors, number)));
            text.push_str(&lines.text);
        }
        text
    }
}
