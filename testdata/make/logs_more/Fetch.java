package shop.orders;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Hashtable;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.naming.Context;
import javax.naming.directory.InitialDirContext;
import javax.naming.ldap.InitialLdapContext;
import javax.naming.ldap.LdapContext;
import javax.naming.ldap.StartTlsRequest;
import javax.naming.ldap.StartTlsResponse;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** A program that asks servers for something, in one of several ways (-Dapi), and tells how it went. */
public class Fetch {
    private static final int PATIENCE = Integer.getInteger("patience", 25000);
    private static final int PIECE = 16 * 1024;
    private static final int MUCH = 64 * PIECE;
    private static final Logger LOG = Logger.getLogger("shop.orders.Fetch");

    public static void main(String[] urls) throws Exception {
        boolean inThreads = Boolean.getBoolean("threads");
        Thread[] threads = new Thread[urls.length];
        for (int i = 0; i < urls.length; i++) {
            String url = urls[i];
            threads[i] = new Thread(() -> fetch(url), "worker-" + i);
            if (inThreads) {
                threads[i].start();
            } else {
                fetch(url);
            }
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void fetch(String url) {
        try {
            int status = ask(url);
            System.out.println("HTTP status " + status + " from " + url);
        } catch (Throwable failure) {
            if (System.getProperty("style", "print").equals("jul")) {
                LOG.log(Level.SEVERE, "order import from " + url + " failed", failure);
            } else {
                System.err.println("ERROR: request to " + url + " failed: " + failure.getMessage());
                failure.printStackTrace();
            }
        }
    }

    private static int ask(String url) throws Exception {
        URI uri = new URI(url);
        switch (System.getProperty("api", "https")) {
            case "httpclient": {
                HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofMillis(PATIENCE)).build();
                HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofMillis(PATIENCE)).build();
                return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            }
            case "socket": {
                SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
                try (SSLSocket socket = (SSLSocket) factory.createSocket(uri.getHost(), uri.getPort())) {
                    return talk(socket);
                }
            }
            case "engine":
                return engine(uri);
            case "post":
                return post(url);
            case "post-httpclient": {
                HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofMillis(PATIENCE)).build();
                HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofMillis(PATIENCE))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[MUCH])).build();
                return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            }
            case "post-socket": {
                SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
                try (SSLSocket socket = (SSLSocket) factory.createSocket(uri.getHost(), uri.getPort())) {
                    socket.startHandshake();
                    byte[] piece = new byte[PIECE];
                    for (int sent = 0; sent < MUCH; sent += PIECE) {
                        socket.getOutputStream().write(piece);
                        Thread.sleep(5);
                    }
                    return socket.getInputStream().read() < 0 ? 204 : 200;
                }
            }
            case "own-stores":
                return ownStores(url);
            case "ldap": {
                Hashtable<String, String> env = new Hashtable<>();
                env.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory");
                env.put(Context.PROVIDER_URL, url);
                env.put("com.sun.jndi.ldap.read.timeout", "3000");
                new InitialDirContext(env).close();
                return 200;
            }
            case "ldap-starttls": {
                Hashtable<String, String> env = new Hashtable<>();
                env.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory");
                env.put(Context.PROVIDER_URL, url);
                LdapContext context = new InitialLdapContext(env, null);
                StartTlsResponse tls = (StartTlsResponse) context.extendedOperation(new StartTlsRequest());
                tls.negotiate();
                return 200;
            }
            case "smtp":
                return smtp(uri);
            case "jdbc":
                try {
                    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
                    try (SSLSocket socket = (SSLSocket) factory.createSocket(uri.getHost(), uri.getPort())) {
                        return talk(socket);
                    }
                } catch (IOException | RuntimeException failure) {
                    java.sql.SQLException wrapped = new java.sql.SQLException(
                            "The driver could not establish a secure connection to the database: "
                                    + failure.getMessage(), "08S01", failure);
                    throw new RuntimeException("could not open the session", wrapped);
                }
            default: {
                HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection();
                connection.setConnectTimeout(PATIENCE);
                connection.setReadTimeout(PATIENCE);
                return connection.getResponseCode();
            }
        }
    }

    /** Sends much before it listens. */
    private static int post(String url) throws IOException, InterruptedException {
        HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection();
        connection.setDoOutput(true);
        connection.setChunkedStreamingMode(PIECE);
        byte[] piece = new byte[PIECE];
        for (int sent = 0; sent < MUCH; sent += PIECE) {
            connection.getOutputStream().write(piece);
            Thread.sleep(5);
        }
        return connection.getResponseCode();
    }

    /** Opens its stores itself: -DownKeys, -DownTrust, -DownType, -DownPassword. */
    private static int ownStores(String url) throws Exception {
        String type = System.getProperty("ownType", "PKCS12");
        char[] password = System.getProperty("ownPassword", "changeit").toCharArray();
        KeyManagerFactory keys = null;
        TrustManagerFactory trust = null;
        if (System.getProperty("ownKeys") != null) {
            keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(load(System.getProperty("ownKeys"), type, password), password);
        }
        if (System.getProperty("ownTrust") != null) {
            trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(load(System.getProperty("ownTrust"), type, password));
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys == null ? null : keys.getKeyManagers(), trust == null ? null : trust.getTrustManagers(), null);
        HttpsURLConnection connection = (HttpsURLConnection) new URL(url).openConnection();
        connection.setSSLSocketFactory(context.getSocketFactory());
        return connection.getResponseCode();
    }

    private static KeyStore load(String path, String type, char[] password) throws Exception {
        KeyStore store = KeyStore.getInstance(type);
        try (FileInputStream file = new FileInputStream(path)) {
            store.load(file, password);
        }
        return store;
    }

    private static int talk(SSLSocket socket) throws IOException {
        socket.setSoTimeout(PATIENCE);
        SSLParameters parameters = socket.getSSLParameters();
        if (!Boolean.getBoolean("anyname")) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        set(parameters);
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".getBytes());
        byte[] answer = new byte[8192];
        int length = 0;
        for (int read; (read = socket.getInputStream().read(answer)) >= 0;) {
            length += read;
        }
        if (length == 0) {
            throw new IOException("the answer is empty");
        }
        return 200;
    }

    private static void set(SSLParameters parameters) {
        if (System.getProperty("alpn") != null) {
            parameters.setApplicationProtocols(System.getProperty("alpn").split(","));
        }
        if (System.getProperty("suites") != null) {
            parameters.setCipherSuites(System.getProperty("suites").split(","));
        }
        if (System.getProperty("protocols") != null) {
            parameters.setProtocols(System.getProperty("protocols").split(","));
        }
    }

    private static int smtp(URI uri) throws Exception {
        Socket plain = new Socket();
        plain.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), PATIENCE);
        plain.setSoTimeout(PATIENCE);
        BufferedReader reader = new BufferedReader(new InputStreamReader(plain.getInputStream()));
        reader.readLine();
        plain.getOutputStream().write("EHLO shop\r\n".getBytes());
        reader.readLine();
        plain.getOutputStream().write("STARTTLS\r\n".getBytes());
        String answer = reader.readLine();
        if (!answer.startsWith("220")) {
            throw new IOException("STARTTLS is not supported by the server: " + answer);
        }
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        try (SSLSocket socket = (SSLSocket) factory.createSocket(plain, uri.getHost(), uri.getPort(), true)) {
            return talk(socket);
        }
    }

    private static int engine(URI uri) throws Exception {
        SSLEngine engine = SSLContext.getDefault().createSSLEngine(uri.getHost(), uri.getPort());
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        set(parameters);
        engine.setSSLParameters(parameters);
        try (SocketChannel channel = SocketChannel.open(new InetSocketAddress(uri.getHost(), uri.getPort()))) {
            ByteBuffer in = ByteBuffer.allocate(64 * 1024);
            ByteBuffer out = ByteBuffer.allocate(64 * 1024);
            ByteBuffer data = ByteBuffer.allocate(64 * 1024);
            engine.beginHandshake();
            try {
                while (true) {
                    switch (engine.getHandshakeStatus()) {
                        case NEED_WRAP:
                            out.clear();
                            engine.wrap(ByteBuffer.allocate(0), out);
                            out.flip();
                            while (out.hasRemaining()) {
                                channel.write(out);
                            }
                            break;
                        case NEED_TASK:
                            for (Runnable task; (task = engine.getDelegatedTask()) != null;) {
                                task.run();
                            }
                            break;
                        case NEED_UNWRAP:
                            in.flip();
                            SSLEngineResult result = engine.unwrap(in, data);
                            in.compact();
                            if (result.getStatus() == SSLEngineResult.Status.BUFFER_UNDERFLOW && channel.read(in) < 0) {
                                engine.closeInbound();
                            }
                            break;
                        default:
                            return 200;
                    }
                }
            } finally {
                out.clear();
                if (engine.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NEED_WRAP) {
                    engine.wrap(ByteBuffer.allocate(0), out);
                    out.flip();
                    channel.write(out);
                }
            }
        }
    }
}
