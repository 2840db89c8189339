import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertPathValidatorException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Records what a JVM's default trust manager says to certificate chains.
 *
 * <pre>
 * javac --release 11 -d CLASSES Record.java
 * $JAVA_HOME_25/bin/java --add-opens java.base/sun.security.provider=ALL-UNNAMED -cp CLASSES Record &lt; CASES &gt; ANSWERS
 * </pre>
 *
 * Each line of the input is a case, its fields apart by tabs:
 *
 * <pre>
 * id, SERVER or CLIENT, authType (or -), protocol (or -), effective time (ms since 1970),
 * host name (or -), certificates sent, leaf first, and certificates of the trust store,
 * </pre>
 *
 * both as base64 with commas between; a line "probe, EC or RSA, private key, certificate" before them gives a key for
 * the handshakes that are only begun, the first that such a JVM can use. A line "schemes, SERVER or CLIENT, protocol"
 * asks only for the signature schemes of such a check. An authType of "&lt;null&gt;" or "&lt;empty&gt;" is that. Each line of the output is
 * JSON: id, verdict, error, exception, causes and stage; "parse:chain[i]" where a certificate sent cannot be read,
 * "parse:store[i]" for one of the store, "setup" where such a JVM can make no connection at all (its java.security is
 * not understood), "tm" for the trust manager itself.
 *
 * <p>Connections are stand-ins that give the host and, because the trust manager holds signatures against it, the list
 * of signature schemes that the same JVM gives in a real handshake. Certificates are taken out of the JVM's cache
 * before each case, since what one case made a certificate remember would otherwise show in another.
 */
public class Record {
    private static CertificateFactory factory;
    private static Object cache;
    private static Method clear;
    private static final List<String[]> PROBES = new ArrayList<>();
    private static final Map<String, String[]> SCHEMES = new HashMap<>();

    public static void main(String[] arguments) throws Exception {
        factory = CertificateFactory.getInstance("X.509");
        try {
            Field field = Class.forName("sun.security.provider.X509Factory").getDeclaredField("certCache");
            field.setAccessible(true);
            cache = field.get(null);
            clear = Class.forName("sun.security.util.Cache").getMethod("clear");
            clear.setAccessible(true);
            clear.invoke(cache);
        } catch (ReflectiveOperationException | RuntimeException exception) {
            System.err.println("the certificate cache is not emptied between cases: " + exception);
            clear = null;
        }
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] fields = line.split("\t", -1);
            if (fields[0].equals("probe")) {
                PROBES.add(fields);
                continue;
            }
            if (fields[0].equals("schemes")) {
                out.println(String.join(", ", schemes(fields[1].equals("SERVER"), fields[2])));
                continue;
            }
            out.print(answer(fields));
            out.print('\n');
            out.flush();
        }
    }

    private static String answer(String[] fields) throws Exception {
        String stage = "parse:chain[0]";
        StringBuilder json = new StringBuilder("{\"id\": ").append(quoted(fields[0]));
        if (clear != null) {
            clear.invoke(cache);
        }
        try {
            byte[][] sent = decoded(fields[6]);
            X509Certificate[] chain = new X509Certificate[sent.length];
            for (int i = 0; i < sent.length; i++) {
                stage = "parse:chain[" + i + "]";
                chain[i] = (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(sent[i]));
            }
            KeyStore store = KeyStore.getInstance("JKS");
            store.load(null, null);
            byte[][] roots = decoded(fields[7]);
            for (int i = 0; i < roots.length; i++) {
                stage = "parse:store[" + i + "]";
                Certificate root = factory.generateCertificate(new ByteArrayInputStream(roots[i]));
                store.setCertificateEntry("root" + i, root);
            }
            stage = "setup";
            boolean server = fields[1].equals("SERVER");
            String protocol = fields[3].equals("-") ? "TLSv1.3" : fields[3];
            String[] schemes = schemes(server, protocol);
            stage = "tm";
            check(fields, chain, store, new Session(protocol, fields[5].equals("-") ? null : fields[5], schemes));
            json.append(", \"verdict\": \"accept\", \"error\": null, \"stage\": null}");
        } catch (Throwable thrown) {
            json.append(", \"verdict\": \"reject\", \"error\": ").append(quoted(thrown.getMessage()));
            json.append(", \"exception\": ").append(quoted(thrown.getClass().getName())).append(", \"causes\": [");
            String comma = "";
            for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
                json.append(comma).append("{\"class\": ").append(quoted(cause.getClass().getName()));
                json.append(", \"message\": ").append(quoted(cause.getMessage()));
                if (cause instanceof CertPathValidatorException) {
                    CertPathValidatorException invalid = (CertPathValidatorException) cause;
                    json.append(", \"reason\": ").append(quoted(invalid.getReason().toString()));
                    json.append(", \"index\": ").append(invalid.getIndex());
                }
                json.append('}');
                comma = ", ";
            }
            json.append("], \"stage\": ").append(quoted(stage)).append('}');
        }
        return json.toString();
    }

    private static void check(String[] fields, X509Certificate[] chain, KeyStore store, Session session) throws Exception {
        boolean server = fields[1].equals("SERVER");
        String authType = fields[2].equals("-") ? "UNKNOWN" : fields[2];
        authType = authType.equals("<null>") ? null : authType.equals("<empty>") ? "" : authType;
        TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
        if (store.size() == 0) {
            // The parameters cannot be made for an empty store; a program that gives the store itself gets this far.
            managers.init(store);
        } else {
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(store, new X509CertSelector());
            parameters.setDate(new Date(Long.parseLong(fields[4])));
            parameters.setRevocationEnabled(false);
            managers.init(new CertPathTrustManagerParameters(parameters));
        }
        X509ExtendedTrustManager manager = (X509ExtendedTrustManager) managers.getTrustManagers()[0];
        SSLEngine engine = new Engine(session, server);
        if (server) {
            manager.checkServerTrusted(chain, authType, engine);
        } else {
            manager.checkClientTrusted(chain, authType, engine);
        }
    }

    private static byte[][] decoded(String field) {
        if (field.isEmpty()) {
            return new byte[0][];
        }
        String[] parts = field.split(",", -1);
        byte[][] all = new byte[parts.length][];
        for (int i = 0; i < parts.length; i++) {
            all[i] = Base64.getDecoder().decode(parts[i]);
        }
        return all;
    }

    private static String quoted(String text) {
        if (text == null) {
            return "null";
        }
        StringBuilder json = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < 32 || c > 126) {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    /** The signature schemes that the checking side's session has in a real handshake when it asks its trust manager. */
    private static String[] schemes(boolean server, String protocol) throws Exception {
        String key = server + protocol;
        if (!SCHEMES.containsKey(key)) {
            SCHEMES.put(key, handshake(server, protocol));
        }
        return SCHEMES.get(key);
    }

    private static String[] handshake(boolean checksServer, String protocol) throws Exception {
        for (String[] probe : PROBES) {
            String[] found = handshake(checksServer, protocol, probe);
            if (found != null) {
                return found;
            }
        }
        throw new IllegalStateException("no handshake with " + protocol);
    }

    private static String[] handshake(boolean checksServer, String protocol, String[] probe) throws Exception {
        PrivateKey key = KeyFactory.getInstance(probe[1])
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(probe[2])));
        Certificate certificate = factory.generateCertificate(
                new ByteArrayInputStream(Base64.getDecoder().decode(probe[3])));
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(null, null);
        store.setKeyEntry("probe", key, new char[0], new Certificate[] {certificate});
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        Listener listener = new Listener(checksServer);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), new TrustManager[] {listener}, null);
        SSLEngine client = context.createSSLEngine("probe.example.com", 443);
        SSLEngine server = context.createSSLEngine();
        client.setUseClientMode(true);
        server.setUseClientMode(false);
        server.setNeedClientAuth(!checksServer);
        // The other side decides the protocol: what the checking side would also have accepted shows in its schemes.
        (checksServer ? server : client).setEnabledProtocols(new String[] {protocol});
        ByteBuffer toServer = ByteBuffer.allocate(1 << 17);
        ByteBuffer toClient = ByteBuffer.allocate(1 << 17);
        ByteBuffer nothing = ByteBuffer.allocate(1 << 17);
        // Turn about; a handful of turns is all that a handshake needs.
        try {
            for (int turn = 0; turn < 20 && listener.schemes == null; turn++) {
                step(client, toServer, toClient, nothing);
                step(server, toClient, toServer, nothing);
            }
        } catch (SSLException refused) {
            // Not with this key.
        }
        return listener.schemes;
    }

    private static void step(SSLEngine engine, ByteBuffer out, ByteBuffer in, ByteBuffer nothing) throws SSLException {
        in.flip();
        while (true) {
            SSLEngineResult result;
            try {
                result = engine.unwrap(in, nothing);
            } catch (SSLException refused) {
                break;
            }
            for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                task.run();
            }
            if (result.bytesConsumed() == 0 && result.getHandshakeStatus() != SSLEngineResult.HandshakeStatus.NEED_TASK) {
                break;
            }
        }
        in.compact();
        for (int i = 0; i < 20; i++) {
            nothing.clear();
            SSLEngineResult result = engine.wrap(ByteBuffer.allocate(0), out);
            if (result.bytesProduced() == 0) {
                break;
            }
        }
    }

    /** A trust manager that trusts everybody and remembers the session it was asked about. */
    private static class Listener extends X509ExtendedTrustManager {
        private final boolean server;
        private String[] schemes;

        Listener(boolean server) {
            this.server = server;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
            if (server) {
                schemes = ((ExtendedSSLSession) engine.getHandshakeSession()).getLocalSupportedSignatureAlgorithms();
            }
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
            if (!server) {
                schemes = ((ExtendedSSLSession) engine.getHandshakeSession()).getLocalSupportedSignatureAlgorithms();
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /** A session in the middle of a handshake, as far as a trust manager looks. */
    static class Session extends ExtendedSSLSession {
        private final String protocol;
        private final String host;
        private final String[] schemes;

        Session(String protocol, String host, String[] schemes) {
            this.protocol = protocol;
            this.host = host;
            this.schemes = schemes;
        }

        @Override
        public String[] getLocalSupportedSignatureAlgorithms() {
            return schemes.clone();
        }

        @Override
        public String[] getPeerSupportedSignatureAlgorithms() {
            return schemes.clone();
        }

        @Override
        public List<SNIServerName> getRequestedServerNames() {
            return Collections.emptyList();
        }

        @Override
        public List<byte[]> getStatusResponses() {
            return Collections.emptyList();
        }

        @Override
        public String getProtocol() {
            return protocol;
        }

        @Override
        public String getPeerHost() {
            return host;
        }

        @Override
        public int getPeerPort() {
            return 443;
        }

        @Override
        public byte[] getId() {
            return new byte[0];
        }

        @Override
        public SSLSessionContext getSessionContext() {
            return null;
        }

        @Override
        public long getCreationTime() {
            return 0;
        }

        @Override
        public long getLastAccessedTime() {
            return 0;
        }

        @Override
        public void invalidate() {}

        @Override
        public boolean isValid() {
            return true;
        }

        @Override
        public void putValue(String name, Object value) {}

        @Override
        public Object getValue(String name) {
            return null;
        }

        @Override
        public void removeValue(String name) {}

        @Override
        public String[] getValueNames() {
            return new String[0];
        }

        @Override
        public Certificate[] getPeerCertificates() {
            return new Certificate[0];
        }

        @Override
        @SuppressWarnings({"deprecation", "removal"})
        public javax.security.cert.X509Certificate[] getPeerCertificateChain() {
            return new javax.security.cert.X509Certificate[0];
        }

        @Override
        public Certificate[] getLocalCertificates() {
            return null;
        }

        @Override
        public Principal getPeerPrincipal() {
            return null;
        }

        @Override
        public Principal getLocalPrincipal() {
            return null;
        }

        @Override
        public String getCipherSuite() {
            return protocol.equals("TLSv1.3") ? "TLS_AES_128_GCM_SHA256" : "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256";
        }

        @Override
        public int getPacketBufferSize() {
            return 1 << 15;
        }

        @Override
        public int getApplicationBufferSize() {
            return 1 << 15;
        }
    }

    /** An engine in the middle of a handshake, as far as a trust manager looks. */
    static class Engine extends SSLEngine {
        private final SSLSession session;
        private final SSLParameters parameters = new SSLParameters();
        private final boolean client;

        Engine(SSLSession session, boolean client) {
            super(session.getPeerHost(), 443);
            this.session = session;
            this.client = client;
            if (client && session.getPeerHost() != null) {
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
            }
        }

        @Override
        public SSLSession getHandshakeSession() {
            return session;
        }

        @Override
        public SSLSession getSession() {
            return session;
        }

        @Override
        public SSLParameters getSSLParameters() {
            return parameters;
        }

        @Override
        public boolean getUseClientMode() {
            return client;
        }

        @Override
        public SSLEngineResult wrap(ByteBuffer[] from, int offset, int length, ByteBuffer to) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SSLEngineResult unwrap(ByteBuffer from, ByteBuffer[] to, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Runnable getDelegatedTask() {
            return null;
        }

        @Override
        public void closeInbound() {}

        @Override
        public boolean isInboundDone() {
            return false;
        }

        @Override
        public void closeOutbound() {}

        @Override
        public boolean isOutboundDone() {
            return false;
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return new String[0];
        }

        @Override
        public String[] getEnabledCipherSuites() {
            return new String[0];
        }

        @Override
        public void setEnabledCipherSuites(String[] suites) {}

        @Override
        public String[] getSupportedProtocols() {
            return new String[] {session.getProtocol()};
        }

        @Override
        public String[] getEnabledProtocols() {
            return new String[] {session.getProtocol()};
        }

        @Override
        public void setEnabledProtocols(String[] protocols) {}

        @Override
        public void beginHandshake() {}

        @Override
        public SSLEngineResult.HandshakeStatus getHandshakeStatus() {
            return SSLEngineResult.HandshakeStatus.NEED_TASK;
        }

        @Override
        public void setUseClientMode(boolean mode) {}

        @Override
        public void setNeedClientAuth(boolean need) {}

        @Override
        public boolean getNeedClientAuth() {
            return false;
        }

        @Override
        public void setWantClientAuth(boolean want) {}

        @Override
        public boolean getWantClientAuth() {
            return false;
        }

        @Override
        public void setEnableSessionCreation(boolean flag) {}

        @Override
        public boolean getEnableSessionCreation() {
            return true;
        }
    }
}
