import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.util.Collections;

/** Prints what the KeyStore API sees in PKCS#12 files: pairs of a file and a password ("-" none, "" empty). */
public class Pkcs12Seen {
    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("mutants")) {
            mutants(Paths.get(arguments[1]), arguments[2]);
            return;
        }
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            Path file = Paths.get(arguments[i]);
            Path seen = Paths.get(arguments[i].replaceAll("\\.p12$", ".txt"));
            String password = arguments[i + 1];
            char[] chars = password.equals("-") ? null : password.toCharArray();
            String text = "password: " + password + "\n" + see(Files.readAllBytes(file), chars, "\n");
            Files.write(seen, text.getBytes("UTF-8"));
        }
    }

    /** What is seen of the file cut at every byte (bit 0), then with one of four bits flipped in every byte; one line
     *  for neighbours of which the same is seen: bit, first byte, last byte, seen. */
    static void mutants(Path file, String password) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        StringBuilder out = new StringBuilder();
        for (int bit : new int[] {0, 1, 4, 32, 128}) {
            int from = 0;
            String last = null;
            for (int i = 0; i <= bytes.length; i++) {
                String seen = null;
                if (i < bytes.length) {
                    byte[] mutant = bit == 0 ? java.util.Arrays.copyOf(bytes, i) : bytes.clone();
                    if (bit != 0) mutant[i] ^= (byte) bit;
                    seen = see(mutant, password.toCharArray(), ";");
                }
                if (last != null && !last.equals(seen)) {
                    out.append(bit + "\t" + from + "\t" + (i - 1) + "\t" + last + "\n");
                    from = i;
                }
                last = seen;
            }
        }
        Files.write(Paths.get(file.toString().replaceAll("\\.p12$", ".mutants.txt")), out.toString().getBytes("UTF-8"));
    }

    static String see(byte[] bytes, char[] password, String end) {
        StringBuilder out = new StringBuilder();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            long before = System.currentTimeMillis();
            store.load(new ByteArrayInputStream(bytes), password);
            for (String alias : Collections.list(store.aliases())) {
                String kind = store.isCertificateEntry(alias) ? "trusted"
                    : store.entryInstanceOf(alias, KeyStore.PrivateKeyEntry.class) ? "key" : "secret";
                long date = store.getCreationDate(alias).getTime();
                boolean isNow = date >= before && date <= System.currentTimeMillis();
                out.append(alias).append('|').append(kind).append('|').append(isNow ? "-" : date).append('|');
                Certificate[] chain = store.getCertificateChain(alias);
                if (chain == null) {
                    Certificate one = store.getCertificate(alias);
                    chain = one == null ? new Certificate[0] : new Certificate[] {one};
                }
                String comma = "";
                for (Certificate certificate : chain) {
                    out.append(comma).append(print(certificate));
                    comma = ",";
                }
                out.append(end);
            }
        } catch (Throwable thrown) {
            out.setLength(0);
            out.append("! ").append(thrown.getClass().getName()).append(": ").append(thrown.getMessage()).append(end);
        }
        return out.toString();
    }

    static String print(Certificate certificate) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
        StringBuilder hex = new StringBuilder();
        for (int i = 0; i < 8; i++) hex.append(String.format("%02x", digest[i]));
        return hex.toString();
    }
}
