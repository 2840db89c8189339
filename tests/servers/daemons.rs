//! Servers as Debian packages them, each with a configuration of its own in a folder, on ports of 127.0.0.1 that anybody
//! may have: no service of the system is touched.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;

pub(crate) use crate::support::daemons::{Daemon, installed};
use crate::support::servers::free_port;

/// Whether a client's certificate is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Clients {
    Unasked,
    Asked,
    Required,
}

/// What a server has: certificates and key in files of the folder.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setup {
    /// The file with the certificates it sends; none: it has no TLS.
    pub(crate) chain: Option<&'static str>,
    /// The only protocol it speaks, as OpenSSL names it.
    pub(crate) only: Option<&'static str>,
    pub(crate) clients: Clients,
}

/// The only protocol, in a program's own words.
fn spelled(only: Option<&str>, words: [&'static str; 3]) -> &'static str {
    match only {
        None => words[0],
        Some("TLSv1.2") => words[1],
        _ => words[2],
    }
}

/// nginx; `more` stands within the server.
pub(crate) fn nginx(program: &Path, folder: &Path, servers: &[(u16, String)]) -> Daemon {
    let place = folder.display();
    let mut config = format!(
        "daemon off;\nuser root;\npid {place}/nginx.pid;\nerror_log {place}/nginx.log;\nevents {{}}\nhttp {{\naccess_log off;\n"
    );
    for kind in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"] {
        config += &format!("{kind}_temp_path {place}/{kind};\n");
    }
    let mut ports = Vec::new();
    for (port, body) in servers {
        config += &format!("server {{\nlisten 127.0.0.1:{port} {body}\n}}\n");
        ports.push(*port);
    }
    fs::write(folder.join("nginx.conf"), config + "}\n").unwrap();
    ports.dedup();
    Daemon::start(
        Command::new(program).args(["-p"]).arg(folder).arg("-c").arg(folder.join("nginx.conf")),
        &ports,
    )
}

/// What a server of nginx has by a setup, behind its port.
pub(crate) fn nginx_server(setup: Setup) -> String {
    let Some(chain) = setup.chain else { return "; return 200 here;".into() };
    let clients = match setup.clients {
        Clients::Unasked => "",
        Clients::Asked => "ssl_verify_client optional; ssl_client_certificate root.pem;",
        Clients::Required => "ssl_verify_client on; ssl_client_certificate root.pem;",
    };
    let protocols = spelled(setup.only, ["TLSv1.2 TLSv1.3", "TLSv1.2", "TLSv1.3"]);
    format!(
        "ssl; ssl_certificate {chain}; ssl_certificate_key leaf.key; ssl_protocols {protocols}; {clients} return 200 here;"
    )
}

/// One Postfix with a pair of ports for each setup: STARTTLS, and TLS at once (0 where it has no TLS).
pub(crate) fn postfix(program: &Path, folder: &Path, setups: &[Setup]) -> (Daemon, Vec<(u16, u16)>) {
    let place = folder.display();
    for own in ["queue", "state"] {
        fs::create_dir_all(folder.join(own)).unwrap();
    }
    assert!(Command::new("chown").arg("postfix").arg(folder.join("state")).status().unwrap().success());
    fs::write(
        folder.join("main.cf"),
        format!(
            "compatibility_level = 3.6\nmyhostname = mail.example.test\nqueue_directory = {place}/queue\ndata_directory = {place}/state\n\
             inet_interfaces = 127.0.0.1\ninet_protocols = ipv4\nmaillog_file = {place}/postfix.log\nmaillog_file_prefixes = {place}\n\
             smtpd_tls_loglevel = 1\nsmtpd_tls_CAfile = {place}/root.pem\nmydestination =\nalias_maps =\nalias_database =\n"
        ),
    )
    .unwrap();
    let mut master = String::from(
        "postlog unix-dgram n - n - 1 postlogd\ntlsmgr unix - - n 1000? 1 tlsmgr\nanvil unix - - n - 1 anvil\n\
         rewrite unix - - n - - trivial-rewrite\nproxymap unix - - n - - proxymap\ncleanup unix n - n - 0 cleanup\n",
    );
    let mut ports = Vec::new();
    for setup in setups {
        let mut options = String::new();
        if let Some(chain) = setup.chain {
            options += &format!(
                " -o smtpd_tls_security_level=may -o smtpd_tls_chain_files={place}/leaf.key,{place}/{chain}"
            );
        } else {
            options += " -o smtpd_tls_security_level=none";
        }
        if let Some(only) = setup.only {
            options += &format!(" -o smtpd_tls_protocols={only} -o smtpd_tls_mandatory_protocols={only}");
        }
        options += match setup.clients {
            Clients::Unasked => "",
            Clients::Asked => " -o smtpd_tls_ask_ccert=yes",
            // Only where TLS is a must is a certificate one (TLS_README).
            Clients::Required => " -o smtpd_tls_req_ccert=yes -o smtpd_tls_security_level=encrypt",
        };
        let plain = free_port();
        master += &format!("127.0.0.1:{plain} inet n - n - - smtpd{options}\n");
        let mut wrapped = 0;
        if setup.chain.is_some() {
            wrapped = free_port();
            master +=
                &format!("127.0.0.1:{wrapped} inet n - n - - smtpd{options} -o smtpd_tls_wrappermode=yes\n");
        }
        ports.push((plain, wrapped));
    }
    fs::write(folder.join("master.cf"), master).unwrap();
    let all: Vec<u16> = ports.iter().flat_map(|pair| [pair.0, pair.1]).filter(|port| *port != 0).collect();
    let postfix = |word: &str| {
        let mut command = Command::new(program);
        command.arg("-c").arg(folder).arg(word);
        command
    };
    (Daemon::start(&mut postfix("start-fg"), &all).ended_by(postfix("abort")), ports)
}

/// A Dovecot: the ports of IMAP, IMAPS, POP3 and POP3S.
pub(crate) fn dovecot(program: &Path, folder: &Path, setup: Setup) -> (Daemon, [u16; 4]) {
    let (place, run) = (folder.display(), tempfile::tempdir_in(folder).unwrap().keep().display().to_string());
    // Its processes go to users of their own.
    fs::set_permissions(&run, fs::Permissions::from_mode(0o755)).unwrap();
    let ports = [free_port(), free_port(), free_port(), free_port()];
    let [imap, imaps, pop3, pop3s] = ports;
    let mut config = format!(
        "base_dir = {run}\nstate_dir = {run}\nlog_path = /dev/stderr\nlisten = 127.0.0.1\nprotocols = imap pop3\n\
         default_internal_user = daemon\ndefault_internal_group = daemon\ndefault_login_user = nobody\n\
         passdb {{\n driver = static\n args = password=secret\n}}\nuserdb {{\n driver = static\n args = uid=nobody gid=nogroup home={run}\n}}\n\
         service anvil {{\n chroot =\n}}\nservice stats {{\n chroot =\n}}\n"
    );
    let Some(chain) = setup.chain else {
        config += "ssl = no\n";
        config += &format!(
            "service imap-login {{\n chroot =\n inet_listener imap {{\n port = {imap}\n }}\n inet_listener imaps {{\n port = 0\n }}\n}}\n\
             service pop3-login {{\n chroot =\n inet_listener pop3 {{\n port = {pop3}\n }}\n inet_listener pop3s {{\n port = 0\n }}\n}}\n"
        );
        return (run_dovecot(program, &run, &config, &[imap, pop3]), ports);
    };
    config += &format!(
        "ssl = yes\nssl_cert = <{place}/{chain}\nssl_key = <{place}/leaf.key\nssl_ca = <{place}/ca-with-crl.pem\n"
    );
    config += &format!("ssl_min_protocol = {}\n", spelled(setup.only, ["TLSv1.2", "TLSv1.2", "TLSv1.3"]));
    if setup.only == Some("TLSv1.2") {
        // It has no greatest protocol of its own, and OpenSSL's configuration decides.
        fs::write(
            format!("{run}/openssl.cnf"),
            "openssl_conf = a\n[a]\nssl_conf = b\n[b]\nsystem_default = c\n[c]\nMaxProtocol = TLSv1.2\n",
        )
        .unwrap();
    }
    if setup.clients != Clients::Unasked {
        config += "ssl_verify_client_cert = yes\n";
    }
    if setup.clients == Clients::Required {
        config += "auth_ssl_require_client_cert = yes\n";
    }
    config += &format!(
        "service imap-login {{\n chroot =\n inet_listener imap {{\n port = {imap}\n }}\n inet_listener imaps {{\n port = {imaps}\n ssl = yes\n }}\n}}\n\
         service pop3-login {{\n chroot =\n inet_listener pop3 {{\n port = {pop3}\n }}\n inet_listener pop3s {{\n port = {pop3s}\n ssl = yes\n }}\n}}\n\
         import_environment = OPENSSL_CONF={run}/openssl.cnf\n"
    );
    (run_dovecot(program, &run, &config, &ports), ports)
}

fn run_dovecot(program: &Path, run: &str, config: &str, ports: &[u16]) -> Daemon {
    // Within its own folder it puts a link of that name.
    let file = format!("{run}.conf");
    fs::write(&file, config).unwrap();
    Daemon::start(Command::new(program).args(["-F", "-c", &file]), ports)
}

/// A slapd: the ports of LDAP and LDAPS.
pub(crate) fn slapd(program: &Path, folder: &Path, setup: Setup) -> (Daemon, [u16; 2]) {
    let run = tempfile::tempdir_in(folder).unwrap().keep();
    let mut config = String::new();
    let ports = [free_port(), free_port()];
    let mut urls = format!("ldap://127.0.0.1:{}", ports[0]);
    if let Some(chain) = setup.chain {
        let place = folder.display();
        config += &format!(
            "TLSCertificateFile {place}/{chain}\nTLSCertificateKeyFile {place}/leaf.key\nTLSCACertificateFile {place}/root.pem\n"
        );
        config += match setup.clients {
            Clients::Unasked => "TLSVerifyClient never\n",
            Clients::Asked => "TLSVerifyClient allow\n",
            Clients::Required => "TLSVerifyClient demand\n",
        };
        // Debian's is built with GnuTLS, which has its own words for it.
        if let Some(only) = setup.only {
            config += &format!("TLSCipherSuite NORMAL:-VERS-ALL:+VERS-{}\n", only.replace("TLSv", "TLS"));
        }
        urls += &format!(" ldaps://127.0.0.1:{}", ports[1]);
    }
    fs::write(run.join("slapd.conf"), config + "database ldif\nsuffix \"cn=x\"\ndirectory .\n").unwrap();
    let mut command = Command::new(program);
    command.args(["-d", "0", "-f", "slapd.conf", "-h", &urls]).current_dir(run);
    (Daemon::start(&mut command, if setup.chain.is_some() { &ports } else { &ports[..1] }), ports)
}

/// A vsftpd: one port, with TLS at once or not.
pub(crate) fn vsftpd(program: &Path, folder: &Path, setup: Setup, is_implicit: bool) -> (Daemon, u16) {
    let run = tempfile::tempdir_in(folder).unwrap().keep();
    let (port, place) = (free_port(), folder.display());
    let mut config = format!(
        "listen=YES\nlisten_address=127.0.0.1\nlisten_port={port}\nbackground=NO\nsecure_chroot_dir={}\nanonymous_enable=NO\nlocal_enable=YES\n\
         seccomp_sandbox=NO\nxferlog_enable=NO\n",
        run.display()
    );
    if let Some(chain) = setup.chain {
        config += &format!(
            "ssl_enable=YES\nrsa_cert_file={place}/{chain}\nrsa_private_key_file={place}/leaf.key\nssl_ciphers=HIGH\n"
        );
        if is_implicit {
            config += "implicit_ssl=YES\n";
        }
        if setup.clients != Clients::Unasked {
            config += &format!("ca_certs_file={place}/root.pem\nvalidate_cert=YES\n");
        }
        if setup.clients == Clients::Required {
            config += "require_cert=YES\n";
        }
    }
    fs::write(run.join("vsftpd.conf"), config).unwrap();
    (Daemon::start(Command::new(program).arg(run.join("vsftpd.conf")), &[port]), port)
}
