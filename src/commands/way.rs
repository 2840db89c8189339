//! How a server is reached, and what the Java that connects is told: shared by `probe` and `import --from`.

use std::net::IpAddr;
use std::time::Duration;

use super::told::{self, ToldArguments};
use super::{Context, Failure};
use crate::tls::route::Route;
use crate::tls::{Endpoint, Service};

/// How long a connection may take by default, and as long again the handshake, in seconds.
const PATIENCE: u64 = 10;

/// The way to a server.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct WayArguments {
    /// What is spoken before TLS: smtp, imap, pop3, ldap, postgres and others, or none (default: what the port is known for)
    #[arg(long, value_name = "PROTOCOL", value_parser = service)]
    pub(super) starttls: Option<Service>,

    /// Connect to this address, whatever the name's own are
    #[arg(long, value_name = "ADDRESS")]
    pub(super) connect: Option<IpAddr>,

    /// The proxy: http://USER:PASSWORD@HOST:PORT, socks5://HOST:PORT, or none (default: HTTPS_PROXY)
    #[arg(long, value_name = "URL")]
    pub(super) proxy: Option<String>,

    /// How many seconds the connection may take, and as many again the handshake (default: 10)
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=3600))]
    timeout: Option<u64>,

    #[command(flatten)]
    pub(super) told: ToldArguments,
}

fn service(name: &str) -> Result<Service, String> {
    Service::named(name).ok_or_else(|| {
        let names: Vec<&str> = Service::names().collect();
        format!("one of {} is meant", names.join(", "))
    })
}

impl WayArguments {
    /// How long the connection may take, and as long again the handshake.
    pub(super) fn timeout(&self) -> Duration {
        Duration::from_secs(self.timeout.unwrap_or(PATIENCE))
    }

    /// The way to a server: that of the option, else of Java's properties, else of the environment.
    ///
    /// # Errors
    /// [`Failure::Proxy`].
    pub(super) fn route(&self, context: &Context<'_>, endpoint: &Endpoint) -> Result<Route, Failure> {
        match self.proxy.as_deref() {
            Some("none" | "") => Ok(Route::Direct),
            Some(url) => Route::parse(url).map_err(Failure::Proxy),
            None if self.connect.is_some() => Ok(Route::Direct),
            None => {
                let by_java = Route::of_properties(context.machine, &endpoint.written_host());
                if by_java != Route::Direct {
                    return Ok(by_java);
                }
                Route::of_environment(context.machine, &endpoint.host, endpoint.port).map_err(Failure::Proxy)
            }
        }
    }

    /// The options again, for a command that is printed and goes the same way to a server: all but what is spoken before TLS.
    pub(super) fn repeated(&self, context: &Context<'_>) -> Vec<String> {
        let option = |name: &str, value: Option<String>| {
            value.into_iter().flat_map(move |value| [name.to_owned(), value]).collect::<Vec<_>>()
        };
        [
            option("--connect", self.connect.map(|address| address.to_string())),
            option("--proxy", self.proxy.as_deref().map(without_password)),
            option("--timeout", self.timeout.map(|seconds| seconds.to_string())),
            told::repeated(context.machine),
        ]
        .concat()
    }
}

/// What is spoken before TLS to a server, as an option; nothing where its port is known for that.
pub(super) fn spoken_before(endpoint: &Endpoint) -> Vec<String> {
    if Service::usual_for(endpoint.port).unwrap_or(Service::Tls) == endpoint.service {
        return Vec::new();
    }
    // As the help names it.
    let name = if endpoint.service == Service::Tls { "none" } else { endpoint.service.name() };
    vec!["--starttls".to_owned(), name.to_owned()]
}

/// A proxy's address to be shown: a password is not repeated, but its place is.
fn without_password(url: &str) -> String {
    let (scheme, rest) = url.split_once("://").map_or(("", url), |(scheme, rest)| (scheme, rest));
    let Some((user, host)) = rest.rsplit_once('@') else { return url.to_owned() };
    let Some((user, _)) = user.split_once(':') else { return url.to_owned() };
    let scheme = if scheme.is_empty() { String::new() } else { format!("{scheme}://") };
    format!("{scheme}{user}:PASSWORD@{host}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proxys_password_is_not_repeated() {
        assert_eq!(without_password("http://me:s@cret@proxy:3128"), "http://me:PASSWORD@proxy:3128");
        assert_eq!(without_password("me:secret@proxy"), "me:PASSWORD@proxy");
        for plain in ["none", "socks5://proxy:1080", "http://me@proxy:3128"] {
            assert_eq!(without_password(plain), plain);
        }
    }

    #[test]
    fn what_a_port_is_known_for_is_not_repeated() {
        let of = |text: &str, service| spoken_before(&Endpoint::parse(text, service).unwrap());
        assert!(of("mail.example.com:25", None).is_empty() && of("mail.example.com", None).is_empty());
        assert_eq!(of("smtp://mail.example.com:2626", None), ["--starttls", "smtp"]);
        assert_eq!(of("mail.example.com:25", Some(Service::Tls)), ["--starttls", "none"]);
    }
}
