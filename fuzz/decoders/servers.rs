//! What servers say in a handshake, and how they are named.

use keytool_rs::tls::{Target, chain_in};

/// A server's answer to a hello that was written by hand, whole and cut.
pub(crate) fn server_messages(bytes: &[u8]) {
    let whole = chain_in(bytes);
    if let Ok(Some(chain)) = &whole {
        assert!(chain.iter().map(Vec::len).sum::<usize>() <= bytes.len());
    }
    // What half of the answer says for certain, all of it says.
    if let Ok(Some(chain)) = chain_in(&bytes[..bytes.len() / 2]) {
        assert_eq!(whole.unwrap().unwrap(), chain);
    }
}

/// `HOST:PORT` as it is typed.
pub(crate) fn server_names(bytes: &[u8]) {
    match Target::parse(&String::from_utf8_lossy(bytes)) {
        Ok(target) => drop((target.written_host(), target.name_in_hello().map(str::len))),
        Err(error) => assert!(error.index <= error.input.encode_utf16().count()),
    }
}
