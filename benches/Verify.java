import java.io.FileInputStream;
import java.io.InputStream;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Would this JVM trust a chain? The least that asks it: java Verify STORE PASSWORD CHAIN.pem */
public class Verify {
    public static void main(String[] words) throws Exception {
        KeyStore store = KeyStore.getInstance("JKS");
        try (InputStream input = new FileInputStream(words[0])) {
            store.load(input, words[1].toCharArray());
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        X509Certificate[] chain;
        try (InputStream input = new FileInputStream(words[2])) {
            chain = CertificateFactory.getInstance("X.509").generateCertificates(input).toArray(new X509Certificate[0]);
        }
        for (TrustManager manager : factory.getTrustManagers()) {
            ((X509TrustManager) manager).checkServerTrusted(chain, "UNKNOWN");
        }
        System.out.println("trusted, " + chain.length + " certificates");
    }
}
