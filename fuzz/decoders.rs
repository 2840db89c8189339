//! Every decoder of foreign bytes, under the name of its fuzz target. One line in [`DECODERS`], one function in
//! `decoders/` and one file in `fuzz_targets/` make a new one; `tests/mutations.rs` and `.ci/run` find it here.

#![allow(dead_code)] // a fuzz target uses one of them, the mutation tests all

#[path = "decoders/certificates.rs"]
mod certificates;
#[path = "decoders/command_line.rs"]
mod command_line;
#[path = "decoders/logs.rs"]
mod logs;
#[path = "decoders/making.rs"]
mod making;
#[path = "decoders/objects.rs"]
mod objects;
#[path = "decoders/parts.rs"]
mod parts;
#[path = "decoders/paths.rs"]
mod paths;
#[path = "decoders/servers.rs"]
mod servers;
#[path = "decoders/services.rs"]
mod services;
#[path = "decoders/stores.rs"]
mod stores;
#[path = "decoders/streams.rs"]
mod streams;
#[path = "decoders/words.rs"]
mod words;

pub(crate) use certificates::{certificate_files, x509};
pub(crate) use command_line::command_line;
pub(crate) use logs::logs;
pub(crate) use making::making;
pub(crate) use objects::{crl, jar, ocsp, request};
pub(crate) use parts::{asn1, keys, private_keys};
pub(crate) use paths::paths;
pub(crate) use servers::{http_answers, proxy_answers, server_messages, server_names, starttls_replies};
pub(crate) use services::{perf, server_xml, shell_files, units, wrapper_files};
pub(crate) use stores::{jceks, jks, modified_utf8, pkcs12};
pub(crate) use words::{policy, zone};

/// One way into the library for bytes that somebody else wrote.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Decoder {
    /// The name of the fuzz target.
    pub(crate) name: &'static str,
    /// Decodes, and looks at all that was decoded; must return whatever the bytes are.
    pub(crate) decode: fn(&[u8]),
    /// Where more inputs to start from lie: folders below `testdata` and the ends of their files' paths.
    pub(crate) files: &'static [(&'static str, &'static str)],
}

/// All decoders. Each has seeds of its own in `fuzz/seeds/NAME/`.
pub(crate) const DECODERS: &[Decoder] = &[
    Decoder {
        name: "asn1",
        decode: asn1,
        files: &[("transcripts/fixtures", "/ca.der"), ("transcripts/fixtures", "/two.p12")],
    },
    Decoder {
        name: "jks",
        decode: jks,
        files: &[
            ("mutants", ".jks"),
            ("transcripts/fixtures", "/one.jks"),
            ("transcripts/fixtures", "/unicode.jks"),
            ("transcripts/fixtures", "/secret.jceks"),
        ],
    },
    Decoder {
        name: "jceks",
        decode: jceks,
        files: &[
            ("transcripts/fixtures", "/secret.jceks"),
            ("transcripts/fixtures", "/sealed-hides-key.jceks"),
        ],
    },
    Decoder { name: "modified_utf8", decode: modified_utf8, files: &[] },
    Decoder { name: "pkcs12", decode: pkcs12, files: &[] },
    Decoder { name: "server_messages", decode: server_messages, files: &[("tls", ".bin")] },
    Decoder { name: "server_names", decode: server_names, files: &[] },
    Decoder { name: "starttls_replies", decode: starttls_replies, files: &[] },
    Decoder { name: "logs", decode: logs, files: &[] },
    Decoder { name: "proxy_answers", decode: proxy_answers, files: &[] },
    Decoder { name: "keys", decode: keys, files: &[] },
    Decoder { name: "private_keys", decode: private_keys, files: &[] },
    Decoder {
        name: "certificate_files",
        decode: certificate_files,
        files: &[
            ("transcripts/fixtures", "/bundle.pem"),
            ("transcripts/fixtures", "/chain.p7b"),
            ("transcripts/fixtures", "/der-then-pem.bin"),
        ],
    },
    Decoder {
        name: "x509",
        decode: x509,
        files: &[
            ("transcripts/fixtures", "/ca.der"),
            ("certs/extensions", ".der"),
            ("certs/names", ".der"),
            ("certs/keys", ".der"),
        ],
    },
    Decoder { name: "request", decode: request, files: &[] },
    Decoder { name: "crl", decode: crl, files: &[] },
    Decoder { name: "ocsp", decode: ocsp, files: &[] },
    Decoder { name: "http_answers", decode: http_answers, files: &[] },
    Decoder { name: "jar", decode: jar, files: &[] },
    Decoder { name: "paths", decode: paths, files: &[] },
    Decoder { name: "policy", decode: policy, files: &[] },
    Decoder {
        name: "wrapper_files",
        decode: wrapper_files,
        files: &[("jvms/integration-agent-faults/opt/integrationagent/conf", "wrapper.conf")],
    },
    Decoder { name: "shell_files", decode: shell_files, files: &[("jvms/tomcat/opt/tomcat/bin", ".sh")] },
    Decoder { name: "units", decode: units, files: &[("jvms/systemd/usr/lib/systemd/system", ".service")] },
    Decoder { name: "server_xml", decode: server_xml, files: &[("jvms/tomcat/opt/tomcat/conf", ".xml")] },
    Decoder { name: "perf", decode: perf, files: &[] },
    Decoder { name: "zone", decode: zone, files: &[] },
    Decoder {
        name: "making",
        decode: making,
        files: &[("transcripts/fixtures", "/request.pem"), ("make/making", ".txt")],
    },
    Decoder { name: "command_line", decode: command_line, files: &[] },
];
