//! What was thrown: a stack trace, and what its frames give away.

use super::handshake::{Evidence, Side};

/// How many exceptions of one trace are kept.
const MOST: usize = 24;

/// An exception.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Thrown {
    /// Its class.
    pub class: String,
    /// Its message, without the name of the alert that newer Javas put before it.
    pub message: String,
    /// The line.
    pub evidence: Option<Evidence>,
}

/// Which store was being opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoreRole {
    /// The trust store.
    Trust,
    /// The keystore.
    Key,
}

/// What the frames of a trace give away.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Frames {
    /// Which side it was thrown on.
    pub side: Option<Side>,
    /// Which side it looks like by the application's classes.
    pub likely_side: Option<Side>,
    /// Which store was being opened.
    pub store: Option<StoreRole>,
    /// Whether any store was being opened.
    pub opens_store: bool,
    /// Whether a frame of the application's own was seen.
    in_application: bool,
    /// Whether the first of those frames is of a class or a method that is called after stores.
    pub names_store: bool,
    /// Whether it was thrown while TLS was spoken.
    pub in_tls: bool,
    /// Whether a connection was being made.
    pub in_connect: bool,
    /// Whether JCEKS was the format.
    pub in_jceks: bool,
    /// Whether the last frame was one by which stores are loaded, or managers made of them.
    in_loading: bool,
    /// Whether the application opened the store itself, or made its managers.
    pub by_application: bool,
    /// Whether the client was sending what follows the server's hello.
    pub in_second_flight: bool,
    /// Whether the server was sending what follows its hello, which begins with its certificate.
    pub in_answer: bool,
    /// Whether a proxy was being asked for a tunnel.
    pub in_tunnel: bool,
    /// Whether Java's HTTP asked the program's verifier about the host's name.
    pub in_name_check: bool,
    /// Whether a handshake was going on.
    pub in_handshake: bool,
    /// Whether data was being sent or awaited.
    pub in_data: bool,
    /// Whether Java's HTTP was connecting by a socket without TLS.
    in_plain_connect: bool,
    /// Whether the connection was to a proxy, where it was for HTTPS.
    pub in_proxy: bool,
    /// Whether it has frames at all.
    pub are_there: bool,
}

/// A stack trace.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trace {
    /// The exceptions, the outermost first.
    pub thrown: Vec<Thrown>,
    /// What the frames give away.
    pub frames: Frames,
    /// The thread, where the trace names it.
    pub thread: Option<String>,
    /// Whether it comes from a debug log, and not from the application.
    pub is_debug: bool,
}

impl Trace {
    pub(super) fn push(&mut self, thrown: Thrown) {
        if self.thrown.len() < MOST {
            self.thrown.push(thrown);
        }
    }

    /// The first line of it.
    pub fn first_line(&self) -> u64 {
        self.thrown
            .iter()
            .filter_map(|thrown| thrown.evidence.as_ref())
            .map(|shown| shown.line)
            .next()
            .unwrap_or_default()
    }

    /// Takes what a frame gives away: `java.base/sun.security.ssl.Alert.createSSLException(Alert.java:131)`.
    pub(super) fn take_frame(&mut self, frame: &str) {
        let method = frame.split('(').next().unwrap_or(frame);
        let method = method.rsplit('/').next().unwrap_or(method);
        // TLS 1.3 for Java 8 is Java's own under another name.
        let method = method.strip_prefix("org.openjsse.").unwrap_or(method);
        let frames = &mut self.frames;
        frames.are_there = true;
        let is_platform =
            ["java.", "javax.", "sun.", "com.sun.", "jdk."].iter().any(|own| method.starts_with(own));
        if frames.side.is_none() {
            frames.side = platform_side(method);
        }
        if frames.likely_side.is_none() && !method.starts_with("sun.security.") {
            frames.likely_side = likely_side(method);
        }
        frames.in_tls |= method.starts_with("sun.security.ssl.SSLSocketImpl")
            || method.starts_with("sun.security.ssl.SSLEngineImpl")
            || method.starts_with("sun.security.ssl.TransportContext")
            || method.starts_with("iaik.security.ssl.");
        frames.in_connect |= method.ends_with("Socket.connect") || method.ends_with("SocketImpl.connect");
        frames.in_second_flight |= method.contains("ServerHelloDone$ServerHelloDoneConsumer")
            || method.contains("Finished$T13FinishedConsumer.onConsumeFinished");
        // Java: the server's hello waits for what follows it, and goes out with it.
        frames.in_answer |= ["Finished$T13FinishedProducer", "ServerHelloDone$ServerHelloDoneProducer"]
            .iter()
            .any(|producer| method.contains(producer));
        frames.in_name_check |= method.contains("HttpsClient.checkURLSpoofing");
        frames.in_tunnel |= method.contains("HttpURLConnection.doTunneling");
        frames.in_handshake |=
            method.ends_with(".startHandshake") || method.ends_with(".readHandshakeRecord");
        // Java: its streams make the handshake where nobody has, which is then among the frames.
        frames.in_data |= [
            "AppOutputStream.",
            "AppInputStream.",
            "$StreamingOutputStream.",
            "$HeadersReader.",
            ".parseHTTP",
            // Java: its HttpClient does not tell what it read for.
            "http.SocketTube.",
        ]
        .iter()
        .any(|stream| method.contains(stream));
        // Java: over HTTPS it goes to a proxy by a socket without TLS, and to a server by one with it.
        frames.in_plain_connect |= method == "sun.net.NetworkClient.doConnect" && !frames.in_tls;
        frames.in_proxy |=
            frames.in_plain_connect && method.starts_with("sun.net.www.protocol.https.HttpsClient.");
        frames.in_jceks |= method.contains("JceKeyStore");
        if method.starts_with("java.security.KeyStore.") || method.contains("KeyStore.engineLoad") {
            frames.opens_store = true;
        }
        // The first of the application's own.
        if !is_platform && !frames.in_application {
            frames.in_application = true;
            frames.names_store = names_store(method);
        }
        if frames.store.is_none() {
            frames.store = store_role(method);
        }
        // The caller of the platform's loading, where it is none of the platform.
        frames.by_application |= !is_platform && frames.in_loading;
        frames.in_loading =
            method.starts_with("java.security.KeyStore.") || method.ends_with("ManagerFactory.init");
    }
}

/// Whose code a frame of the platform is, where only one side has it.
fn platform_side(method: &str) -> Option<Side> {
    const CLIENT: [&str; 8] = [
        "checkServerTrusted",
        "checkServerCerts",
        ".ClientHandshaker.",
        "www.protocol.https.HttpsClient",
        "ServerHello$ServerHelloConsumer",
        "ServerHelloDone$ServerHelloDoneConsumer",
        "jdk.internal.net.http",
        "sun.jndi.ldap",
    ];
    const SERVER: [&str; 6] = [
        "checkClientTrusted",
        "checkClientCerts",
        ".ServerHandshaker.",
        "ClientHello$ClientHelloConsumer",
        "ServerHello$T12ServerHelloProducer",
        "sun.net.httpserver",
    ];
    let is_in = |names: &[&str]| names.iter().any(|name| method.contains(name));
    if is_in(&CLIENT) {
        Some(Side::Client)
    } else if is_in(&SERVER) {
        Some(Side::Server)
    } else {
        None
    }
}

/// Whose code a frame looks like by its names.
fn likely_side(method: &str) -> Option<Side> {
    const SERVER: [&str; 14] = [
        "Server.",
        "ServerTransport",
        "kafka.network.",
        "activemq.broker.",
        "eclipse.jetty.util.ssl",
        "eclipse.jetty.server",
        "Server$",
        "ServerImpl",
        "apache.tomcat.util.net",
        "eclipse.jetty.io",
        "xnio.",
        "undertow.",
        "ServerSocket",
        "Acceptor",
    ];
    const CLIENT: [&str; 7] =
        ["Client", "URLConnection", "okhttp", "javax.mail", "Poke", "ssltest", "SMTPTransport"];
    let is_in = |names: &[&str]| names.iter().any(|name| method.contains(name));
    if is_in(&SERVER) {
        Some(Side::Server)
    } else if is_in(&CLIENT) {
        Some(Side::Client)
    } else {
        None
    }
}

/// Whether a class or its method is called after stores, or after what is made of them.
fn names_store(method: &str) -> bool {
    const WORDS: [&str; 5] = ["keystore", "truststore", "keymanager", "trustmanager", "sslcontext"];
    let is_named = |name: &str| {
        let name = name.to_ascii_lowercase();
        WORDS.iter().any(|word| name.contains(word))
    };
    method.rsplit('.').take(2).any(is_named)
}

fn store_role(method: &str) -> Option<StoreRole> {
    if ["TrustManagerFactory", "TrustStoreManager", "getTrustManagers"]
        .iter()
        .any(|name| method.contains(name))
    {
        Some(StoreRole::Trust)
    } else if ["KeyManagerFactory", "KeyManagerImpl.<init>", "getKeyManagers"]
        .iter()
        .any(|name| method.contains(name))
    {
        Some(StoreRole::Key)
    } else {
        None
    }
}
