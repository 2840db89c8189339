import java.security.Security;

/**
 * Prints the security properties that concern keystores and certificates, as this JVM has them, one line each:
 * name, tab, value. The recipe of src/jvm/policy/jdk*.tsv.
 */
public class SecurityProperties {
    private static final String[] NAMES = {
        "http.auth.digest.disabledAlgorithms",
        "jdk.certpath.disabledAlgorithms",
        "jdk.disabled.namedCurves",
        "jdk.jar.disabledAlgorithms",
        "jdk.security.caDistrustPolicies",
        "jdk.security.legacyAlgorithms",
        "jdk.tls.disabledAlgorithms",
        "jdk.tls.legacyAlgorithms",
        "keystore.pkcs12.certPbeIterationCount",
        "keystore.pkcs12.certProtectionAlgorithm",
        "keystore.pkcs12.keyPbeIterationCount",
        "keystore.pkcs12.keyProtectionAlgorithm",
        "keystore.pkcs12.macAlgorithm",
        "keystore.pkcs12.macIterationCount",
        "keystore.type",
        "keystore.type.compat",
        "security.overridePropertiesFile",
    };

    public static void main(String[] arguments) {
        for (String name : NAMES) {
            String value = Security.getProperty(name);
            if (value != null) {
                System.out.println(name + "\t" + value);
            }
        }
    }
}
