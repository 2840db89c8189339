import java.math.BigInteger;
import java.security.*;
import java.security.interfaces.*;
import java.security.spec.*;
import java.util.*;

/**
 * One signature of each kind that this JVM makes, one line each: name, parameters of the algorithm (DER, may be empty),
 * SubjectPublicKeyInfo, signature; all but the name in hexadecimal. The message is "keytool-rs" in ASCII. The recipe
 * of testdata/policy/signatures.tsv.
 */
public class Signatures {
    private static final byte[] MESSAGE = "keytool-rs".getBytes();
    private static final Map<String, KeyPair> KEYS = new HashMap<>();

    public static void main(String[] arguments) throws Exception {
        for (String digest : new String[] {"MD2", "MD5", "SHA1", "SHA224", "SHA256", "SHA384", "SHA512", "SHA512/224",
                "SHA512/256", "SHA3-224", "SHA3-256", "SHA3-384", "SHA3-512"}) {
            sign(digest + "withRSA", "RSA", "2048");
            for (String curve : new String[] {"secp256r1", "secp384r1", "secp521r1"}) {
                sign(digest + "withECDSA", "EC", curve);
            }
            for (String size : new String[] {"1024", "2048", "3072"}) {
                sign(digest + "withDSA", "DSA", size);
            }
        }
        for (String size : new String[] {"512", "768", "1023", "1024", "2047", "3072"}) {
            sign("SHA256withRSA", "RSA", size);
        }
        sign("SHA1withDSA", "DSA", "512");
        for (String digest : new String[] {"SHA-1", "SHA-224", "SHA-256", "SHA-384", "SHA-512", "SHA-512/256", "SHA3-256"}) {
            sign("RSASSA-PSS", "RSA", "2048", digest, digest, 20);
        }
        sign("RSASSA-PSS", "RSA", "2048", "SHA-256", "SHA-1", 32);
        sign("RSASSA-PSS", "RSA", "2048", "SHA-256", "SHA-256", 0);
        sign("RSASSA-PSS", "RSA", "1024", "SHA-256", "SHA-256", 32);
        sign("RSASSA-PSS", "RSA", "1023", "SHA-256", "SHA-256", 32);
        sign("RSASSA-PSS", "RSASSA-PSS", "2048", "SHA-384", "SHA-384", 48);
        for (String name : new String[] {"Ed25519", "Ed448", "ML-DSA-44", "ML-DSA-65", "ML-DSA-87"}) {
            sign(name, name, null);
        }
    }

    private static KeyPair key(String algorithm, String size) throws Exception {
        String name = algorithm + size;
        if (!KEYS.containsKey(name)) {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("EC")) {
                generator.initialize(new ECGenParameterSpec(size));
            } else if (size != null) {
                generator.initialize(Integer.parseInt(size));
            }
            KEYS.put(name, generator.generateKeyPair());
        }
        return KEYS.get(name);
    }

    private static void sign(String name, String algorithm, String size, Object... pss) {
        try {
            KeyPair key = key(algorithm, size);
            Signature signature = Signature.getInstance(name);
            if (pss.length > 0) {
                String mask = (String) pss[1];
                signature.setParameter(new PSSParameterSpec((String) pss[0], "MGF1", new MGF1ParameterSpec(mask),
                        (Integer) pss[2], 1));
            }
            signature.initSign(key.getPrivate());
            signature.update(MESSAGE);
            byte[] value = signature.sign();
            AlgorithmParameters parameters = pss.length > 0 ? signature.getParameters() : null;
            print(name + " " + algorithm + (size == null ? "" : " " + size)
                            + (pss.length == 0 ? "" : Arrays.toString(pss)),
                    parameters == null ? new byte[0] : parameters.getEncoded(), key.getPublic().getEncoded(), value);
        } catch (Exception error) {
            System.err.println(name + " " + algorithm + " " + size + ": " + error);
        }
    }

    private static void print(String name, byte[]... parts) {
        StringBuilder line = new StringBuilder(name);
        for (byte[] part : parts) {
            line.append('\t');
            for (byte octet : part) {
                line.append(String.format("%02x", octet));
            }
        }
        System.out.println(line);
    }
}
