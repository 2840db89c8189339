//! What is wrong with stores, and with the keys in them.

use super::always;
use crate::diagnosis::cause::Actor::StoreOwner;
use crate::diagnosis::cause::{Cause, Entry};

pub(super) static CAUSES: [Entry; 16] = [
    Entry {
        cause: Cause::WrongPassword,
        id: "wrong-password",
        title: "wrong password",
        meaning: "The password does not open the store or its key, or the store was changed without it.",
        actor: StoreOwner,
        java: &[
            always("java.io.IOException: keystore password was incorrect"),
            always("java.io.IOException: Keystore was tampered with, or password was incorrect"),
            always("java.security.UnrecoverableKeyException: Cannot recover key"),
            always(
                "java.security.UnrecoverableKeyException: Get Key failed: Given final block not properly padded. *",
            ),
        ],
    },
    Entry {
        cause: Cause::NotAKeystore,
        id: "not-a-keystore",
        title: "no keystore",
        meaning: "The file is no keystore that Java knows.",
        actor: StoreOwner,
        java: &[always(
            "java.security.KeyStoreException: Unrecognized keystore format. Please load it with a specified type",
        )],
    },
    Entry {
        cause: Cause::Unreadable,
        id: "unreadable",
        title: "file cannot be read",
        meaning: "The file, or its folder, cannot be read by whoever runs this. A JVM that cannot read its trust store silently \
                  takes its own cacerts instead.",
        actor: StoreOwner,
        java: &[always("java.io.FileNotFoundException: *")],
    },
    Entry {
        cause: Cause::UnreadableByJava,
        id: "unreadable-by-java",
        title: "this Java cannot read the store",
        meaning: "The store's format or its algorithms are none that this Java reads.",
        actor: StoreOwner,
        java: &[always(
            "java.io.IOException: Integrity check failed: java.security.NoSuchAlgorithmException: *",
        )],
    },
    Entry {
        cause: Cause::InvisibleToJava,
        id: "invisible-to-java",
        title: "certificates that Java does not see",
        meaning: "Certificates in a PKCS12 store without Java's mark of trust: keytool counts 0 entries, and a JVM finds no \
                  anchor.",
        actor: StoreOwner,
        java: &[always(
            "java.security.InvalidAlgorithmParameterException: the trustAnchors parameter must be non-empty",
        )],
    },
    Entry {
        cause: Cause::PrivateKeyInTruststore,
        id: "private-key-in-truststore",
        title: "private key in a truststore",
        meaning: "A truststore is read by many and guarded by nobody; a private key in it is one that others can take.",
        actor: StoreOwner,
        java: &[],
    },
    Entry {
        cause: Cause::IncompleteChain,
        id: "incomplete-chain",
        title: "chain incomplete",
        meaning: "A key's chain lacks an issuer: peers that do not know it will not trust the key's certificate.",
        actor: StoreOwner,
        java: &[],
    },
    Entry {
        cause: Cause::BrokenChain,
        id: "broken-chain",
        title: "chain broken",
        meaning: "A certificate of a key's chain was not issued by the next one: peers will not find a way through it.",
        actor: StoreOwner,
        java: &[],
    },
    Entry {
        cause: Cause::KeyMismatch,
        id: "key-mismatch",
        title: "key and certificate do not belong together",
        meaning: "The private key is not the one in the certificate: every handshake that uses it fails.",
        actor: StoreOwner,
        java: &[],
    },
    Entry {
        cause: Cause::DefaultPassword,
        id: "default-password",
        title: "private key under the customary password",
        meaning: "Everybody knows the password `changeit`, so it protects nothing.",
        actor: StoreOwner,
        java: &[],
    },
    Entry {
        cause: Cause::LoosePermissions,
        id: "loose-permissions",
        title: "private key that others can read",
        meaning: "Other users of the machine can read the file with the private key in it.",
        actor: StoreOwner,
        java: &[],
    },
    Entry {
        cause: Cause::KeyPassword,
        id: "key-password",
        title: "wrong password of a key",
        meaning: "The store opens, and the key in it does not: its password is another than the one that was given. Where Java \
                  opens the store by javax.net.ssl.keyStore, it takes the password of the store for both.",
        actor: StoreOwner,
        java: &[
            always("java.security.UnrecoverableKeyException: Cannot recover key"),
            always(
                "java.security.UnrecoverableKeyException: Get Key failed: Given final block not properly padded. *",
            ),
        ],
    },
    Entry {
        cause: Cause::StoreMissing,
        id: "store-missing",
        title: "no such store",
        meaning: "The file that was configured does not exist.",
        actor: StoreOwner,
        java: &[always("java.io.FileNotFoundException: * (No such file or directory)")],
    },
    Entry {
        cause: Cause::DamagedStore,
        id: "damaged-store",
        title: "store damaged",
        meaning: "The file is empty, cut off, or was changed on its way, as by a tool that took it for text.",
        actor: StoreOwner,
        java: &[
            always("java.io.EOFException*"),
            always("java.io.IOException: Short read of DER length"),
            always("java.io.IOException: DerInputStream.getLength(): lengthTag=*, too big."),
        ],
    },
    Entry {
        cause: Cause::WrongStoreType,
        id: "wrong-store-type",
        title: "store of another type",
        meaning: "The file is a keystore, of another type than Java was told.",
        actor: StoreOwner,
        java: &[always("java.io.IOException: Invalid keystore format")],
    },
    Entry {
        cause: Cause::KeystoreAsTruststore,
        id: "keystore-as-truststore",
        title: "keystore in place of a truststore",
        meaning: "The file that was given as trust store is the keystore: of a key in it Java trusts the own certificate alone, \
                  and none of the authorities.",
        actor: StoreOwner,
        java: &[always(
            "sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested \
             target",
        )],
    },
];
