import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.Security;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.Extension;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Records what a JVM says to chains when it asks whether certificates were revoked: revocation.py starts it.
 *
 * <pre>
 * javac --release 11 -d CLASSES Record.java Revocation.java
 * java -Dcom.sun.net.ssl.checkRevocation=true … -cp CLASSES Revocation &lt; SCENES &gt; ANSWERS
 * </pre>
 *
 * Each line is a scene, its fields apart by tabs:
 *
 * <pre>
 * id, how, properties, instant (ms since 1970), certificates sent, leaf first, certificates of the trust store, CRLs at
 * hand, OCSP responses that the server staples ("-" for none)
 * </pre>
 *
 * "how" is "default" (a trust manager of the store alone, so the instant is now), "plain" (its parameters have
 * revocation switched on, and nothing else) or the options of a PKIXRevocationChecker with commas between, before them a
 * "checker", and perhaps "nonce=BASE64". Properties are name=value with semicolons between, those of java.security with
 * a "security:" before them.
 */
public class Revocation {
    private static final String[] SCHEMES = {
        "SHA256withECDSA", "SHA384withECDSA", "SHA512withECDSA", "SHA256withRSA", "SHA384withRSA", "SHA512withRSA", "SHA1withECDSA", "SHA1withRSA"
    };
    private static CertificateFactory factory;

    public static void main(String[] arguments) throws Exception {
        factory = CertificateFactory.getInstance("X.509");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.print(answer(line.split("\t", -1)));
            out.print('\n');
            out.flush();
        }
    }

    private static String answer(String[] fields) throws Exception {
        Map<String, String> before = new TreeMap<>();
        for (String property : fields[2].isEmpty() ? new String[0] : fields[2].split(";")) {
            String[] parts = property.split("=", 2);
            before.put(parts[0], read(parts[0]));
            set(parts[0], parts[1]);
        }
        StringBuilder json = new StringBuilder("{\"id\": ").append(quoted(fields[0]));
        try {
            X509ExtendedTrustManager manager = manager(fields);
            List<byte[]> staples = new ArrayList<>();
            for (String staple : fields[7].isEmpty() ? new String[0] : fields[7].split(",")) {
                staples.add(staple.equals("-") ? new byte[0] : Base64.getDecoder().decode(staple));
            }
            Record.Session session = new Record.Session("TLSv1.3", null, SCHEMES) {
                @Override
                public List<byte[]> getStatusResponses() {
                    return staples;
                }
            };
            X509Certificate[] chain = certificates(fields[4]).toArray(new X509Certificate[0]);
            manager.checkServerTrusted(chain, "UNKNOWN", new Record.Engine(session, true));
            json.append(", \"verdict\": \"accept\"}");
        } catch (Throwable thrown) {
            json.append(", \"verdict\": \"reject\", \"causes\": [");
            String comma = "";
            for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
                json.append(comma).append("{\"class\": ").append(quoted(cause.getClass().getName()));
                json.append(", \"message\": ").append(quoted(cause.getMessage()));
                if (cause instanceof CertPathValidatorException) {
                    CertPathValidatorException path = (CertPathValidatorException) cause;
                    json.append(", \"index\": ").append(path.getIndex());
                    json.append(", \"reason\": ").append(quoted(path.getReason().toString()));
                }
                json.append("}");
                comma = ", ";
            }
            json.append("]}");
        } finally {
            for (Map.Entry<String, String> property : before.entrySet()) {
                set(property.getKey(), property.getValue());
            }
        }
        return json.toString();
    }

    private static String read(String name) {
        return name.startsWith("security:") ? Security.getProperty(name.substring(9)) : System.getProperty(name);
    }

    private static void set(String name, String value) {
        if (name.startsWith("security:")) {
            // There is no way to take one away; an empty one counts as none where it matters here.
            Security.setProperty(name.substring(9), value == null ? "" : value);
        } else if (value == null) {
            System.clearProperty(name);
        } else {
            System.setProperty(name, value);
        }
    }

    private static X509ExtendedTrustManager manager(String[] fields) throws Exception {
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(null, null);
        int number = 0;
        for (X509Certificate root : certificates(fields[5])) {
            store.setCertificateEntry("root" + number++, root);
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
        if (fields[1].equals("default")) {
            managers.init(store);
            return (X509ExtendedTrustManager) managers.getTrustManagers()[0];
        }
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(store, new X509CertSelector());
        parameters.setRevocationEnabled(true);
        parameters.setDate(new Date(Long.parseLong(fields[3])));
        if (!fields[6].isEmpty()) {
            Collection<Object> crls = new ArrayList<>();
            for (String crl : fields[6].split(",")) {
                crls.add(factory.generateCRL(new ByteArrayInputStream(Base64.getDecoder().decode(crl))));
            }
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(crls)));
        }
        if (fields[1].startsWith("checker")) {
            PKIXRevocationChecker checker = (PKIXRevocationChecker) CertPathBuilder.getInstance("PKIX").getRevocationChecker();
            EnumSet<PKIXRevocationChecker.Option> options = EnumSet.noneOf(PKIXRevocationChecker.Option.class);
            for (String option : fields[1].split(",")) {
                if (option.startsWith("nonce=")) {
                    checker.setOcspExtensions(Arrays.asList(new Nonce(Base64.getDecoder().decode(option.substring(6)))));
                } else if (!option.equals("checker")) {
                    options.add(PKIXRevocationChecker.Option.valueOf(option));
                }
            }
            checker.setOptions(options);
            parameters.addCertPathChecker(checker);
        }
        managers.init(new CertPathTrustManagerParameters(parameters));
        return (X509ExtendedTrustManager) managers.getTrustManagers()[0];
    }

    private static List<X509Certificate> certificates(String text) throws Exception {
        List<X509Certificate> found = new ArrayList<>();
        for (String one : text.isEmpty() ? new String[0] : text.split(",")) {
            found.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(Base64.getDecoder().decode(one))));
        }
        return found;
    }

    private static final class Nonce implements Extension {
        private final byte[] value;

        Nonce(byte[] value) {
            this.value = value;
        }

        @Override
        public String getId() {
            return "1.3.6.1.5.5.7.48.1.2";
        }

        @Override
        public boolean isCritical() {
            return false;
        }

        @Override
        public byte[] getValue() {
            return value;
        }

        @Override
        public void encode(java.io.OutputStream out) throws java.io.IOException {
            byte[] oid = {6, 9, 0x2b, 6, 1, 5, 5, 7, 0x30, 1, 2};
            out.write(0x30);
            out.write(oid.length + 2 + value.length);
            out.write(oid);
            out.write(4);
            out.write(value.length);
            out.write(value);
        }
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
}
