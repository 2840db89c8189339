import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.Security;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collections;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Makes key stores, and connects with them to a server that asks for a client's certificate (client_server.py).
 *
 * <pre>
 * java ClientKeys make &lt; ENTRIES       type, entries: a base64 of the store
 * java ClientKeys ask PORT JAVA &lt; SCENES   id, type, protocol, store: a line for each manager
 * </pre>
 *
 * Fields are apart by tabs, entries by semicolons; an entry is its alias, the algorithm, the key (PKCS#8 in base64), its
 * password and its certificates, with commas between; an entry without algorithm is a certificate, "secret" a secret key.
 */
public class ClientKeys {
    private static final char[] PASSWORD = "changeit".toCharArray();

    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, false, "UTF-8");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        boolean makes = arguments[0].equals("make");
        if (!makes) {
            for (String name : new String[] {"jdk.tls.disabledAlgorithms", "jdk.certpath.disabledAlgorithms", "jdk.disabled.namedCurves"}) {
                out.println(name + "\t" + Security.getProperty(name));
            }
        }
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] fields = line.split("\t", -1);
            if (makes) {
                out.println(make(fields[0], fields[1]));
            } else {
                for (String manager : new String[] {"SunX509", "PKIX"}) {
                    out.println(fields[0] + "\t" + manager + "\t" + ask(fields, manager, arguments));
                }
            }
        }
        out.flush();
    }

    private static String make(String type, String entries) throws Exception {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        Base64.Decoder decoder = Base64.getDecoder();
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, null);
        for (String entry : entries.split(";")) {
            String[] parts = entry.split(",");
            Certificate[] chain = new Certificate[Math.max(0, parts.length - 4)];
            for (int i = 0; i < chain.length; i++) {
                chain[i] = factory.generateCertificate(new ByteArrayInputStream(decoder.decode(parts[4 + i])));
            }
            if (parts[1].isEmpty()) {
                store.setCertificateEntry(parts[0], chain[0]);
            } else if (parts[1].equals("secret")) {
                store.setKeyEntry(parts[0], new SecretKeySpec(new byte[16], "AES"), PASSWORD, null);
            } else {
                PKCS8EncodedKeySpec key = new PKCS8EncodedKeySpec(decoder.decode(parts[2]));
                store.setKeyEntry(parts[0], KeyFactory.getInstance(parts[1]).generatePrivate(key), parts[3].toCharArray(), chain);
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.store(bytes, PASSWORD);
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /** The aliases in their order, and what went wrong: in the key manager, or in the connection. */
    private static String ask(String[] fields, String manager, String[] arguments) throws Exception {
        KeyStore store = KeyStore.getInstance(fields[1]);
        store.load(new ByteArrayInputStream(Base64.getDecoder().decode(fields[3])), PASSWORD);
        String aliases = String.join(",", Collections.list(store.aliases())) + "\t";
        SSLContext context = SSLContext.getInstance("TLS");
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(manager);
            keys.init(store, PASSWORD);
            context.init(keys.getKeyManagers(), new TrustManager[] {new Anyone()}, null);
        } catch (Exception e) {
            return aliases + "init\t" + e;
        }
        try (Socket plain = new Socket("127.0.0.1", Integer.parseInt(arguments[1]))) {
            plain.setSoTimeout(20000);
            plain.getOutputStream().write((fields[0] + "\t" + arguments[2] + "\t" + manager + "\n").getBytes(StandardCharsets.UTF_8));
            SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, "localhost", plain.getPort(), true);
            socket.setEnabledProtocols(new String[] {fields[2]});
            socket.startHandshake();
            socket.getInputStream().read();
            return aliases + "\t";
        } catch (Exception e) {
            return aliases + "connection\t" + e.toString().replace('\n', ' ').replace('\t', ' ');
        }
    }

    private static final class Anyone extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
