//! `-sslserver`: the certificates that a server sends.

use std::time::Duration;

use super::PrintCert;
use crate::commands::{Context, Failure, weakness};
use crate::formats::certificates::pem;
use crate::machine::Machine;
use crate::report::keytool::certificate;
use crate::report::keytool::weakness::{Judged, Object};
use crate::tls::route::Route;
use crate::tls::{self, Host, Patience, Target};
use crate::x509;

/// How long a server may say nothing. Java waits for ever, unless `sun.net.client.defaultReadTimeout` is set.
const SILENCE: Duration = Duration::from_secs(120);

/// What the server sends, each certificate one that Java reads: of another Java ends the handshake.
pub(super) fn chain(machine: &Machine, server: &str) -> Result<Vec<Vec<u8>>, Failure> {
    let target = Target::parse(server).map_err(Failure::ServerName)?;
    let route = Route::of_properties(machine, &target.written_host());
    // Java: a port is a number first, and looked at when somebody connects to it.
    if route == Route::Direct && target.host != Host::None && !(0..=0xffff).contains(&target.port) {
        return Err(Failure::PortOutOfRange { port: target.port });
    }
    let failure = |source| Failure::Server { server: server.to_owned(), source };
    let chain = tls::chain_of(&target, &route, patience(machine), machine).map_err(failure)?;
    if chain.iter().any(|der| x509::Certificate::read(der).is_err()) {
        return Err(failure(tls::TlsFault::UnreadableCertificate));
    }
    Ok(chain)
}

impl PrintCert {
    /// Java: numbers these from 0, and always.
    pub(super) fn print_server_as_keytool(
        &self,
        context: &mut Context<'_>,
        server: &str,
    ) -> Result<u8, Failure> {
        let anchors = self.anchors(context)?;
        let ders = chain(context.machine, server)?;
        let parsed: Vec<_> = ders.iter().filter_map(|der| x509::Certificate::read(der).ok()).collect();
        let judge = weakness::Judge::new(context.machine);
        let is_anchor =
            |certificate: &x509::Certificate<'_>| anchors.iter().any(|store| store.trusts(certificate.der));
        let opinions: Vec<_> =
            parsed.iter().map(|certificate| judge.opinion(certificate, is_anchor(certificate))).collect();
        let zone = context.zone()?;
        let out = context.console.out();
        for (index, (certificate, opinion)) in parsed.iter().zip(&opinions).enumerate() {
            if self.rfc {
                // Java: PEM ends its lines as MIME does, whatever the machine.
                write!(out, "{}\r\n", pem(certificate.der, "\r\n")).map_err(Failure::Output)?;
            } else {
                write!(out, "Certificate #{index}\n====================================\n")
                    .map_err(Failure::Output)?;
                certificate::write_certificate(out, certificate, &zone, &opinion.markers())?;
                out.write_all(b"\n").map_err(Failure::Output)?;
            }
        }
        let judged: Vec<Judged<'_>> = opinions.iter().map(|opinion| opinion.judged()).collect();
        context.warnings.judge_chain(Object::Certificate, &judged);
        Ok(0)
    }
}

/// How long Java's properties say that it waits.
fn patience(machine: &Machine) -> Patience {
    let milliseconds = |name: &str| {
        let number =
            machine.property(name).and_then(|number| number.parse().ok()).filter(|number| *number > 0);
        number.map(Duration::from_millis)
    };
    Patience {
        connect: milliseconds("sun.net.client.defaultConnectTimeout"),
        silence: milliseconds("sun.net.client.defaultReadTimeout").unwrap_or(SILENCE),
    }
}
