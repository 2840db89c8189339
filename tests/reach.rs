//! Getting to a server: addresses and proxies, scripted on 127.0.0.1, in good manners and in bad ones.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stderr,
    clippy::panic,
    clippy::indexing_slicing
)]

#[path = "support/ports.rs"]
mod ports;
#[path = "support/scripted.rs"]
mod scripted;

use std::io::Read as _;
use std::net::SocketAddr;
use std::time::Duration;

use keytool_rs::tls::route::{ProxyFault, Route};
use keytool_rs::tls::{ConnectFailure, Endpoint, Preference, Reach, Service, TlsFault};
use ports::free_port;
use scripted::{
    BEHIND, Breaks, Hears, IMPATIENT, PATIENT, Repeats, Says, Trickles, Turn, Waits, deadline, endpoint,
    reached, says, server,
};

fn through(proxy: &str, turns: Vec<Turn>) -> Result<(), TlsFault> {
    through_to("far.invalid:8443", proxy, turns)
}

fn through_to(far: &str, proxy: &str, turns: Vec<Turn>) -> Result<(), TlsFault> {
    let is_silent = turns.iter().any(|turn| matches!(turn, Waits));
    let route = Route::parse(&proxy.replace("PORT", &server(turns).to_string())).unwrap();
    let deadline = deadline(if is_silent { IMPATIENT } else { PATIENT });
    let far = Endpoint::parse(far, Some(Service::Tls)).unwrap();
    let mut connection =
        Reach::find(far, route, Preference::Ipv4, deadline).unwrap().connect(deadline).connection?;
    let mut behind = [0; BEHIND.len()];
    connection.read_exact(&mut behind).unwrap();
    assert_eq!(behind, BEHIND);
    Ok(())
}

#[test]
fn http_proxies_lead_on_or_say_why_not() {
    const PLAIN: &str = "http://127.0.0.1:PORT";
    const WITH_USER: &str = "http://Aladdin:open%20sesame@127.0.0.1:PORT";
    let answer = |answer: &str| [answer.as_bytes(), BEHIND].concat();
    let asked = Hears(b"CONNECT far.invalid:8443 HTTP/1.1\r\nHost: far.invalid:8443\r\nProxy-Connection: keep-alive\r\n\r\n");
    let ok = answer("HTTP/1.1 200 Connection established\r\nA: b\r\n\r\n");
    through(PLAIN, vec![asked.clone(), Says(ok.clone())]).unwrap();
    through(PLAIN, vec![asked, Trickles(ok.clone())]).unwrap();
    let named = Hears(b"\r\nProxy-Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==\r\n\r\n");
    through(WITH_USER, vec![named, Says(ok)]).unwrap();
    for (line, status) in [
        ("HTTP/1.1 407 Proxy Authentication Required", 407),
        ("HTTP/1.1 403 Forbidden", 403),
        ("HTTP/1.0 502 Bad Gateway", 502),
        ("HTTP/1.1 201 Created", 201),
    ] {
        match through(PLAIN, vec![Hears(b"\r\n\r\n"), says(format!("{line}\r\n\r\n"))]) {
            Err(TlsFault::Proxy(fault)) => {
                assert_eq!(fault, ProxyFault::Refused { status, line: line.into() })
            }
            other => panic!("{other:?}"),
        }
    }
    for turns in [vec![says("hello\r\n\r\n")], vec![Repeats(b"A: b\r\n")], vec![Repeats(b"x")]] {
        let fault = through(PLAIN, turns).unwrap_err();
        assert!(matches!(fault, TlsFault::Proxy(ProxyFault::NotHttp)), "{fault:?}");
    }
    assert!(matches!(through(PLAIN, vec![Waits]), Err(TlsFault::Silent)));
    assert!(matches!(through(PLAIN, vec![Hears(b"\n"), Breaks]), Err(TlsFault::Closed | TlsFault::Reset)));
}

#[test]
fn socks_proxies_lead_on_or_say_why_not() {
    const FIVE: &str = "socks5://127.0.0.1:PORT";
    const WITH_USER: &str = "socks5://me:secret@127.0.0.1:PORT";
    const FOUR: &str = "socks4a://me@127.0.0.1:PORT";
    const BY_NAME: &[u8] = b"\x05\x01\x00\x03\x0bfar.invalid\x20\xfb";
    let through_with = |addresses: &[u8]| [addresses, BEHIND].concat();
    for own in [
        &b"\x05\0\0\x01\x7f\0\0\x01\x01\xbb"[..],
        &[&[5, 0, 0, 4][..], &[0; 18]].concat(),
        b"\x05\0\0\x03\x01a\0\x01",
    ] {
        let turns = vec![Hears(b"\x05\x01\0"), says(b"\x05\0"), Hears(BY_NAME), Trickles(through_with(own))];
        through(FIVE, turns).unwrap();
    }
    let granted = through_with(b"\x05\0\0\x01\x7f\0\0\x01\x01\xbb");
    // Addresses go as such.
    for (far, request) in [
        ("10.1.2.3:443", &b"\x05\x01\0\x01\x0a\x01\x02\x03\x01\xbb"[..]),
        ("[2001:db8::1]:443", b"\x05\x01\0\x04\x20\x01\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\x01\x01\xbb"),
    ] {
        let turns = vec![Hears(b"\x05\x01\0"), says(b"\x05\0"), Hears(request), Says(granted.clone())];
        through_to(far, FIVE, turns).unwrap();
    }
    let asks = vec![Hears(b"\x05\x02\0\x02"), says(b"\x05\x02"), Hears(b"\x01\x02me\x06secret")];
    through(WITH_USER, [asks.clone(), vec![says(b"\x01\0"), Hears(BY_NAME), Says(granted.clone())]].concat())
        .unwrap();
    // One that asks for nothing is shown nothing.
    through(WITH_USER, vec![Hears(b"\x02"), says(b"\x05\0"), Hears(BY_NAME), Says(granted)]).unwrap();
    let fault = |proxy, turns| match through(proxy, turns) {
        Err(TlsFault::Proxy(fault)) => fault,
        other => panic!("{other:?}"),
    };
    assert_eq!(fault(WITH_USER, [asks, vec![says(b"\x01\x01")]].concat()), ProxyFault::SocksPassword(1));
    assert_eq!(fault(FIVE, vec![says(b"\x05\xff")]), ProxyFault::SocksAuthentication);
    assert_eq!(fault(FIVE, vec![says(b"HTTP/1.1")]), ProxyFault::NotSocks);
    assert_eq!(fault(FIVE, vec![says(b"\x05\0\x05\x02\0\x01")]), ProxyFault::SocksRefused(2));
    assert!(matches!(through(FIVE, vec![Waits]), Err(TlsFault::Silent)));

    let request = Hears(b"\x04\x01\x20\xfb\0\0\0\x01me\0far.invalid\0");
    let granted = Says(through_with(b"\0\x5a\0\0\0\0\0\0"));
    through(FOUR, vec![request.clone(), granted]).unwrap();
    let addressed = Hears(b"\x04\x01\x01\xbb\x0a\x01\x02\x03me\0");
    through_to("10.1.2.3:443", FOUR, vec![addressed, Says(through_with(b"\0\x5a\0\0\0\0\0\0"))]).unwrap();
    assert_eq!(fault(FOUR, vec![request, says(b"\0\x5b\0\0\0\0\0\0")]), ProxyFault::Socks4Refused(91));
    assert_eq!(fault(FOUR, vec![says(b"\x05\0")]), ProxyFault::NotSocks);
}

#[test]
fn starttls_works_behind_a_proxy() {
    let mail = [&b"HTTP/1.1 200 OK\r\n\r\n220 mail ESMTP\r\n"[..], b"250 STARTTLS\r\n"];
    let turns = vec![
        Hears(b"\r\n\r\n"),
        says(mail[0]),
        Hears(b"\r\n"),
        says([b"250-mail\r\n", mail[1]].concat()),
        Hears(b"STARTTLS\r\n"),
        says([b"220 go\r\n", BEHIND].concat()),
    ];
    let route = Route::parse(&format!("127.0.0.1:{}", server(turns))).unwrap();
    let deadline = deadline(PATIENT);
    let far = Endpoint::parse("smtp://far.invalid", None).unwrap();
    let reach = Reach::find(far, route, Preference::Ipv4, deadline).unwrap();
    // As often as one wants.
    for _ in 0..3 {
        let mut behind = [0; BEHIND.len()];
        reach.again(deadline).unwrap().read_exact(&mut behind).unwrap();
        assert_eq!(behind, BEHIND);
    }
}

#[test]
fn the_first_address_decides_and_the_others_are_told_of() {
    let open = SocketAddr::from(([127, 0, 0, 1], server(vec![says(BEHIND)])));
    let closed = SocketAddr::from(([127, 0, 0, 1], free_port()));
    let reach = |addresses: &[SocketAddr]| Reach {
        endpoint: endpoint(443, Service::Tls),
        route: Route::Direct,
        addresses: addresses.to_vec(),
    };
    let limit = deadline(PATIENT);
    let reached = reach(&[open, closed]).connect(limit);
    assert!(reached.connection.is_ok());
    assert_eq!(reached.attempts.len(), 1);
    let reached = reach(&[closed, open, closed]).connect(limit);
    let fault = reached.connection.unwrap_err();
    assert!(matches!(&fault, TlsFault::Connect(fault) if fault.kind == ConnectFailure::Refused), "{fault:?}");
    let told: Vec<_> =
        reached.attempts.iter().map(|attempt| (attempt.address, attempt.result.is_ok())).collect();
    assert_eq!(told, [(closed, false), (open, true), (closed, false)]);
    assert!(reach(&[closed, open]).connect_to(open, limit).is_ok());
    assert!(matches!(reach(&[]).connect(limit).connection, Err(TlsFault::Unresolved { .. })));
}

#[test]
fn what_stands_in_the_way_is_kept_apart() {
    let refused = reached(free_port(), Service::Tls, PATIENT);
    assert!(
        matches!(refused.connection, Err(TlsFault::Connect(fault)) if fault.kind == ConnectFailure::Refused)
    );
    let limit = deadline(PATIENT);
    let find = |host: &str, deadline| {
        let endpoint = Endpoint { host: host.into(), port: 443, service: Service::Tls };
        Reach::find(endpoint, Route::Direct, Preference::Ipv4, deadline)
    };
    // Without a network the name service fails instead.
    let fault = find("no-such-name.invalid", limit).unwrap_err();
    assert!(matches!(fault, TlsFault::Unresolved { .. } | TlsFault::NameService { .. }), "{fault:?}");
    // No time: nobody is asked for longer.
    let fault = find("no-such-name.invalid", deadline(Duration::ZERO)).unwrap_err();
    assert!(matches!(&fault, TlsFault::NameTimeout { host } if host == "no-such-name.invalid"), "{fault:?}");
    let late = find("127.0.0.1", limit).unwrap().connect(deadline(Duration::ZERO));
    let Err(TlsFault::Connect(fault)) = late.connection else { panic!() };
    assert_eq!(fault.kind, ConnectFailure::TimedOut);
    let local = find("localhost", limit).unwrap();
    assert!(local.addresses[0].ip().is_loopback() && local.addresses[0].is_ipv4());
    assert_eq!(find("::1", limit).unwrap().addresses, ["[::1]:443".parse().unwrap()]);
}
