import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Writes down in which order a JVM lists the aliases of a JKS: `Aliases CERTIFICATE.der`, in UTF-8. The first lines are
 * aliases in the order of the file, then an empty line, then for each size of store: the number of aliases taken, a
 * tab, and the places they come out in.
 */
public final class Aliases {
    public static void main(String[] arguments) throws Exception {
        byte[] certificate = Files.readAllBytes(Paths.get(arguments[0]));
        List<String> aliases = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            aliases.add("debian:root_ca_" + i + ".pem");
            aliases.add(Integer.toString(i * 7919 % 1009, 36));
        }
        Collections.addAll(aliases, "server", "my key", "\u00e9clair", "\u0131", "\u6839\u8a3c\u660e\u66f8", "\ud83d\ude00", "\ufb01x",
            // The same hash twice and three times.
            "aaab", "aabc", "c#aabb", "bbaabb", "bbc#bb");
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        aliases.forEach(out::println);
        out.println();
        for (int size : new int[] {1, 8, 9, 10, 16, 17, 18, 34, 35, 36, 70, 71, 142, 143, 285, 286, aliases.size()}) {
            // The newest first, so that the odd ones are in every store.
            List<String> taken = aliases.subList(aliases.size() - size, aliases.size());
            KeyStore store = KeyStore.getInstance("JKS");
            try (InputStream in = new ByteArrayInputStream(jks(taken, certificate))) {
                store.load(in, null);
            }
            StringBuilder line = new StringBuilder().append(size).append('\t');
            for (String alias : Collections.list(store.aliases())) {
                line.append(taken.indexOf(alias)).append(' ');
            }
            out.println(line.toString().trim());
            String named = store.getCertificateAlias(store.getCertificate(taken.get(0)));
            if (!named.equals(store.aliases().nextElement())) {
                throw new IllegalStateException("the certificate is not found in the order of the aliases");
            }
        }
        out.flush();
    }

    private static byte[] jks(List<String> aliases, byte[] certificate) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(bytes);
        data.writeInt(0xfeedfeed);
        data.writeInt(2);
        data.writeInt(aliases.size());
        for (String alias : aliases) {
            data.writeInt(2);
            data.writeUTF(alias);
            data.writeLong(0);
            data.writeUTF("X.509");
            data.writeInt(certificate.length);
            data.write(certificate);
        }
        data.write(new byte[MessageDigest.getInstance("SHA-1").getDigestLength()]);
        return bytes.toByteArray();
    }
}
