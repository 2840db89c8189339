import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/**
 * For each CA distrust policy of this JVM and each root it concerns: the last notBefore of a leaf that is accepted, the first
 * that is not, and the exception. The recipe of testdata/pkix/distrust.tsv.
 *
 *   java --add-opens java.base/sun.security.validator=ALL-UNNAMED Distrust.java LEAF.der ROOTS.pem
 *
 * LEAF.der is any certificate that begins at 2020-01-01T00:00:00Z: that instant is replaced in its bytes.
 */
public class Distrust {
    private static final String BEGIN = "200101000000Z";
    private static CertificateFactory factory;
    private static byte[] template;

    public static void main(String[] arguments) throws Exception {
        factory = CertificateFactory.getInstance("X.509");
        template = Files.readAllBytes(Path.of(arguments[0]));
        var roots = factory.generateCertificates(new FileInputStream(arguments[1]));
        Class<?> policies = Class.forName("sun.security.validator.CADistrustPolicy");
        Method check = policies.getDeclaredMethod("checkDistrust", String.class, X509Certificate[].class);
        check.setAccessible(true);
        long early = Instant.parse("1951-01-01T00:00:00Z").getEpochSecond();
        long late = Instant.parse("2049-12-31T23:59:59Z").getEpochSecond();
        for (Object policy : policies.getEnumConstants()) {
            for (var certificate : roots) {
                X509Certificate root = (X509Certificate) certificate;
                if (ask(check, policy, late, root) == null) {
                    continue;
                }
                String bounds = "always refused\talways refused";
                long refused = late;
                if (ask(check, policy, early, root) == null) {
                    long accepted = early;
                    while (refused - accepted > 1) {
                        long middle = (accepted + refused) / 2;
                        if (ask(check, policy, middle, root) == null) {
                            accepted = middle;
                        } else {
                            refused = middle;
                        }
                    }
                    bounds = Instant.ofEpochSecond(accepted) + "\t" + Instant.ofEpochSecond(refused);
                }
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(root.getEncoded());
                System.out.println(Runtime.version().feature() + "\t" + policy + "\t" + HexFormat.of().formatHex(digest)
                    + "\t" + bounds + "\t" + ask(check, policy, refused, root).getMessage());
            }
        }
    }

    /** What the policy throws for a leaf issued at an instant below a root; null where it throws nothing. */
    private static Throwable ask(Method check, Object policy, long issued, X509Certificate root) throws Exception {
        byte[] leaf = template.clone();
        int place = new String(template, StandardCharsets.ISO_8859_1).indexOf(BEGIN);
        String begin = DateTimeFormatter.ofPattern("yyMMddHHmmss").withZone(ZoneOffset.UTC)
            .format(Instant.ofEpochSecond(issued)) + "Z";
        System.arraycopy(begin.getBytes(StandardCharsets.US_ASCII), 0, leaf, place, begin.length());
        X509Certificate first = (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(leaf));
        try {
            check.invoke(policy, "tls server", new X509Certificate[] {first, root});
            return null;
        } catch (InvocationTargetException thrown) {
            return thrown.getCause();
        }
    }
}
