import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Loads the trust store that this Java was told to use, says how many anchors it has, and waits for the end of its input. */
public class Waits {
    public static void main(String[] arguments) throws Exception {
        String said;
        try {
            SSLContext.getDefault();
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            said = "anchors " + ((X509TrustManager) factory.getTrustManagers()[0]).getAcceptedIssuers().length;
        } catch (Exception fault) {
            said = "fails";
        }
        System.out.println(said);
        System.out.flush();
        while (System.in.read() >= 0) {
        }
    }
}
