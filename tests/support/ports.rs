//! Ports of 127.0.0.1 for servers that must be told theirs.
#![allow(clippy::unwrap_used, clippy::panic)]
#![allow(dead_code, unreachable_pub)]

use std::net::TcpListener;
use std::sync::atomic::{AtomicU32, Ordering};

/// A port that nobody listens to, given once only in this program.
///
/// It lies below the ports that systems give to the near end of connections (from 32768 in Linux, 49152 elsewhere): one of
/// those may be taken by any client of any other test before the server comes to it.
pub fn free_port() -> u16 {
    const FIRST: u32 = 15_000;
    const COUNT: u32 = 17_000;
    static NEXT: AtomicU32 = AtomicU32::new(0);
    // Programs that run beside each other begin in different places.
    let start = std::process::id().wrapping_mul(97);
    for _ in 0..COUNT {
        let offset = start.wrapping_add(NEXT.fetch_add(1, Ordering::Relaxed)) % COUNT;
        let port = u16::try_from(FIRST + offset).unwrap();
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
    panic!("no port is free");
}
