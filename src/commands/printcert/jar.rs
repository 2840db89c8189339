//! `printcert --jarfile`: who signed a JAR.

use std::fs;
use std::rc::Rc;

use super::PrintCert;
use crate::commands::weakness::{Judge, Opinion};
use crate::commands::{Context, Face, Failure};
use crate::formats::certificates::pem;
use crate::formats::jar::{self, Signer};
use crate::keystore::Store;
use crate::report::keytool::certificate;
use crate::report::keytool::weakness::Object;
use crate::report::{human, json};
use crate::x509::Certificate;

/// One chain that is shown, and what stands above it.
struct Chain<'s> {
    certificates: Vec<Certificate<'s>>,
    opinions: Vec<Rc<Opinion>>,
    /// The number of its signer, from 1.
    signer: usize,
    is_tsa: bool,
}

impl PrintCert {
    /// Shows who signed the JAR `named`.
    pub(super) fn print_jar(&self, context: &mut Context<'_>, named: &str) -> Result<u8, Failure> {
        let anchors = if context.is_keytool() { self.anchors(context)? } else { Vec::new() };
        let path = context.machine.path(named);
        let file = fs::read(&path).map_err(|source| Failure::ReadJar { path: named.to_owned(), source })?;
        let signers = jar::signers(&file).map_err(|fault| Failure::Jar { path: named.to_owned(), fault })?;
        match context.face {
            Face::Json | Face::Findings(_) => context.print(&json::signers(&signers))?,
            Face::Human { colour } => {
                let text = human::signers(&signers, context.machine.now, colour);
                context.print(&text)?;
            }
            Face::Keytool if signers.is_empty() => context.print("Not a signed jar file\n")?,
            Face::Keytool => self.print_signers(context, &signers, &anchors)?,
        }
        self.note_keystore(context, &anchors);
        Ok(0)
    }

    fn print_signers(
        &self,
        context: &mut Context<'_>,
        signers: &[Signer],
        anchors: &[Store],
    ) -> Result<(), Failure> {
        let zone = context.zone()?;
        let judge = Judge::new(context.machine);
        let chains: Vec<Chain<'_>> = signers
            .iter()
            .enumerate()
            .flat_map(|(index, signer)| {
                let timestamp = signer.timestamp.iter().map(|chain| (true, chain));
                let chains = std::iter::once((false, &signer.chain)).chain(timestamp);
                chains.map(move |(is_tsa, chain)| (index + 1, is_tsa, chain))
            })
            .map(|(signer, is_tsa, chain)| {
                let certificates: Vec<Certificate<'_>> =
                    chain.iter().filter_map(|der| Certificate::read(der).ok()).collect();
                let opinion = |certificate: &Certificate<'_>| {
                    judge.opinion(certificate, anchors.iter().any(|store| store.trusts(certificate.der)))
                };
                let opinions = certificates.iter().map(opinion).collect();
                Chain { certificates, opinions, signer, is_tsa }
            })
            .collect();
        for chain in &chains {
            let heading = if chain.is_tsa {
                "Timestamp:\n\n".to_owned()
            } else {
                format!("Signer #{}:\n\n", chain.signer)
            };
            context.print(&heading)?;
            for (index, (certificate, opinion)) in chain.certificates.iter().zip(&chain.opinions).enumerate()
            {
                context.print(&format!("Certificate #{}:\n", index + 1))?;
                if self.rfc {
                    let owner = certificate::java_name(&certificate.subject);
                    let block = pem(certificate.der, "\r\n");
                    context.print(&format!("Certificate owner: {owner}\n\n{block}\r\n"))?;
                } else {
                    let out = context.console.out();
                    certificate::write_certificate(out, certificate, &zone, &opinion.markers())?;
                }
                context.print("\n")?;
            }
        }
        for chain in &chains {
            let is_one = chain.certificates.len() == 1;
            for (index, opinion) in chain.opinions.iter().enumerate() {
                let object = Object::OfJar {
                    is_tsa: chain.is_tsa,
                    number: (!is_one).then_some(index + 1),
                    signer: (signers.len() > 1).then_some(chain.signer),
                };
                context.warnings.judge(object, None, opinion.judged());
            }
        }
        Ok(())
    }
}
