import java.io.*;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.security.*;
import java.security.cert.*;
import java.security.cert.Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.*;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.*;

/**
 * What a JVM makes of keystores: the witness of tests/interop.rs, which compiles it and asks it over a pipe.
 *
 * <pre>java Witness FOLDER</pre>
 *
 * FOLDER holds server.der (a certificate for 127.0.0.1), server.key (its key, PKCS#8) and ca.der (its issuer). One
 * question is one line, its words parted by tabs; the answer is any number of lines and then a line with a dot. A
 * password is "-" (none: null) or "=" and its characters. Whatever fails answers "ERROR" and all causes.
 */
public class Witness {
    private static SSLServerSocket server;
    private static PrivateKey key;
    private static X509Certificate[] chain;

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        key = KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Files.readAllBytes(folder.resolve("server.key"))));
        chain = new X509Certificate[] {certificate(folder.resolve("server.der")), certificate(folder.resolve("ca.der"))};
        serve();
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream answers = new PrintStream(new FileOutputStream(FileDescriptor.out), false, "UTF-8");
        for (String line = questions.readLine(); line != null; line = questions.readLine()) {
            StringBuilder answer = new StringBuilder();
            try {
                answer(line.split("\t", -1), answer);
            } catch (Throwable fault) {
                answer.append("ERROR");
                for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
                    answer.append(' ').append(cause.toString().replace('\n', ' ').replace('\r', ' '));
                }
                answer.append('\n');
            }
            answers.print(answer.append(".\n"));
            answers.flush();
        }
    }

    private static void answer(String[] words, StringBuilder answer) throws Exception {
        switch (words[0]) {
            case "version":
                answer.append(System.getProperty("java.version")).append('\n');
                break;
            case "list": // STORE, TYPE, PASSWORD, PASSWORD OF THE KEYS
                list(load(words[1], words[2], password(words[3])), password(words[4]), answer);
                break;
            case "detect": // STORE, PASSWORD: the type is found by the JVM
                KeyStore detected = KeyStore.getInstance(new File(words[1]), password(words[2]));
                answer.append(detected.getType()).append('\t').append(detected.size()).append('\n');
                break;
            case "make": // STORE, TYPE, PASSWORD, PASSWORD OF THE KEYS
                make(words[1], words[2], password(words[3]), password(words[4]));
                break;
            case "handshake": // STORE, TYPE, PASSWORD
                handshake(load(words[1], words[2], password(words[3])));
                answer.append("trusted\n");
                break;
            case "property": // STORE, PASSWORD
                System.setProperty("javax.net.ssl.trustStore", words[1]);
                if (words[2].equals("-")) {
                    System.clearProperty("javax.net.ssl.trustStorePassword");
                } else {
                    System.setProperty("javax.net.ssl.trustStorePassword", words[2].substring(1));
                }
                handshake(null);
                answer.append("trusted\n");
                break;
            case "default": // the trust store that the command line of this JVM names, or its own
                connect(SSLContext.getDefault());
                answer.append("trusted\n");
                break;
            default:
                throw new IllegalArgumentException(words[0]);
        }
    }

    private static char[] password(String word) {
        return word.equals("-") ? null : word.substring(1).toCharArray();
    }

    private static X509Certificate certificate(Path file) throws Exception {
        try (InputStream bytes = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(bytes);
        }
    }

    private static KeyStore load(String file, String type, char[] password) throws Exception {
        KeyStore store = KeyStore.getInstance(type);
        try (InputStream bytes = Files.newInputStream(Path.of(file))) {
            store.load(bytes, password);
        }
        return store;
    }

    /** One line an entry: alias (UTF-16BE), kind, date, key, then every certificate; what is binary in hexadecimal. */
    private static void list(KeyStore store, char[] keyPassword, StringBuilder answer) throws Exception {
        for (String alias : Collections.list(store.aliases())) {
            answer.append(hex(alias.getBytes(StandardCharsets.UTF_16BE)));
            answer.append('\t').append(store.isCertificateEntry(alias) ? "trusted" : "key");
            answer.append('\t').append(store.getCreationDate(alias).getTime()).append('\t');
            if (store.isKeyEntry(alias)) {
                answer.append(digest(store.getKey(alias, keyPassword).getEncoded()));
            }
            Certificate[] chain = store.getCertificateChain(alias);
            if (chain == null) {
                Certificate one = store.getCertificate(alias);
                chain = one == null ? new Certificate[0] : new Certificate[] {one};
            }
            for (Certificate certificate : chain) {
                X509Certificate parsed = (X509Certificate) certificate;
                if (parsed.getSubjectX500Principal() == null || parsed.getPublicKey() == null) {
                    throw new KeyStoreException(alias);
                }
                answer.append('\t').append(digest(parsed.getEncoded()));
            }
            answer.append('\n');
        }
    }

    /** A store with two keys, a trusted certificate and, in PKCS12, a secret key. */
    private static void make(String file, String type, char[] password, char[] keyPassword) throws Exception {
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, null);
        store.setKeyEntry("server", key, keyPassword, chain);
        store.setKeyEntry("\u00fcmlaut \ud83d\udd11", key, keyPassword, new Certificate[] {chain[0]});
        store.setCertificateEntry("authority", chain[1]);
        if (!type.equals("JKS")) {
            store.setKeyEntry("secret", new SecretKeySpec(new byte[32], "AES"), keyPassword, null);
        }
        try (OutputStream bytes = Files.newOutputStream(Path.of(file))) {
            store.store(bytes, password);
        }
    }

    /** Connects to the server, trusting what the store trusts; null is the store that the system properties name. */
    private static void handshake(KeyStore store) throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext client = SSLContext.getInstance("TLS");
        client.init(null, trust.getTrustManagers(), null);
        connect(client);
    }

    private static void connect(SSLContext client) throws Exception {
        InetAddress here = InetAddress.getByName("127.0.0.1");
        try (SSLSocket socket = (SSLSocket) client.getSocketFactory().createSocket(here, server.getLocalPort())) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.setSoTimeout(20_000);
            socket.startHandshake();
            // One octet from the server, so that both sides have finished.
            if (socket.getInputStream().read() != '!') {
                throw new EOFException("the server said nothing");
            }
        }
    }

    private static void serve() throws Exception {
        KeyStore identity = KeyStore.getInstance("JKS");
        identity.load(null, null);
        identity.setKeyEntry("server", key, "changeit".toCharArray(), chain);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(identity, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        server = (SSLServerSocket) context.getServerSocketFactory()
                .createServerSocket(0, 9, InetAddress.getByName("127.0.0.1"));
        Thread thread = new Thread(() -> {
            while (true) {
                try (SSLSocket socket = (SSLSocket) server.accept()) {
                    socket.setSoTimeout(20_000);
                    socket.getOutputStream().write('!');
                    socket.getOutputStream().flush();
                } catch (IOException refused) {
                    // The client says why.
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static String digest(byte[] bytes) throws Exception {
        return hex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static String hex(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte octet : bytes) {
            text.append(String.format("%02x", octet));
        }
        return text.toString();
    }
}
