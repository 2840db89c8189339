//! `printcertreq`: shows a certificate request.

use super::providers::ProviderArguments;
use super::whereabouts::known_type;
use super::{Context, Face, Failure, input, weakness};
use crate::asn1::Oid;
use crate::crypto::verify::{VerifyError, verify_signature};
use crate::formats::requests;
use crate::report::keytool::request;
use crate::report::keytool::weakness::Object;
use crate::report::{human, json};
use crate::x509::Request;

/// Shows a certificate request
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_help = "\
Examples:
  keytool-rs printcertreq server.csr
  keytool-rs printcertreq server.csr --format json")]
pub struct PrintCertReq {
    /// The file (default: standard input)
    #[arg(value_name = "FILE")]
    named: Option<String>,

    #[arg(long, hide = true)]
    file: Option<String>,

    #[arg(long, hide = true)]
    storetype: Option<String>,

    #[command(flatten)]
    providers: ProviderArguments,

    /// Say more
    #[arg(short, long)]
    pub(super) verbose: bool,
}

impl PrintCertReq {
    pub(super) fn run(&self, context: &mut Context<'_>) -> Result<u8, Failure> {
        // Java: makes a keystore ready for every command.
        self.providers.check(self.storetype.as_deref())?;
        self.storetype.as_deref().map(known_type).transpose()?;
        let bytes = input::bytes(context, self.file.as_deref().or(self.named.as_deref()))?;
        let unprintable =
            |exception: &dyn std::fmt::Display| Failure::Unprintable { exception: exception.to_string() };
        let der = if context.is_keytool() {
            requests::java_first(&bytes).map(std::borrow::Cow::Owned)
        } else {
            requests::any_first(&bytes)
        };
        let der = der.map_err(|fault| unprintable(&request::base64(fault)))?;
        let read = Request::read(&der).map_err(|fault| unprintable(&request::refusal(&fault)))?;
        if let Err(error) = verify(&read) {
            return Err(unprintable(&request::bad_signature(&read, error)));
        }
        let text = match context.face {
            Face::Json | Face::Findings(_) => json::request(&read),
            Face::Human { colour } => human::request(&read, colour),
            Face::Keytool => {
                let zone = context.zone()?;
                let opinion = weakness::Judge::new(context.machine).opinion_of_request(&read);
                context.warnings.judge(Object::Request, None, opinion.judged());
                request::request(&read, &zone, &opinion.markers())
            }
        };
        context.print(&text)?;
        Ok(0)
    }
}

/// Whether the request is signed by its own key.
pub(super) fn verify(request: &Request<'_>) -> Result<(), VerifyError> {
    let algorithm = &request.algorithm;
    let oid = Oid::from_content(algorithm.oid).ok_or(VerifyError::Unsupported)?;
    let parameters = algorithm.parameters.map(|parameters| parameters.raw);
    verify_signature(&oid, parameters, request.key.raw, request.body, request.signature.octets)
}
