//! Which servers are meant: the words of the command line, and the lines of a file.

use super::Probe;
use crate::commands::{Context, Failure, input};
use crate::tls::Endpoint;

impl Probe {
    /// All servers, in their order.
    ///
    /// # Errors
    /// [`Failure::NoServer`] where none is named, [`Failure::Endpoint`] for a text that names none.
    pub(super) fn endpoints(&self, context: &mut Context<'_>) -> Result<Vec<Endpoint>, Failure> {
        let read = |text: &str| self.way.endpoint(text);
        let mut endpoints = Vec::new();
        match self.servers.as_slice() {
            // As SSLPoke takes them.
            [host, port] if port.bytes().all(|byte| byte.is_ascii_digit()) => {
                endpoints.push(read(&format!("{host} {port}"))?);
            }
            servers => {
                for server in servers {
                    endpoints.push(read(server)?);
                }
            }
        }
        if let Some(file) = &self.targets {
            let bytes = input::bytes(context, Some(file))?;
            let text = String::from_utf8_lossy(&bytes);
            let lines = text.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
            for line in lines.filter(|line| !line.is_empty()) {
                endpoints.push(read(line)?);
            }
        }
        if endpoints.is_empty() { Err(Failure::NoServer) } else { Ok(endpoints) }
    }
}
