import java.net.Socket;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.SSLEngine;

/** Shakes hands as often as it is told with a port of this machine, whatever the certificate, and prints what comes of each. */
public class Chosen {
    public static void main(String[] arguments) throws Exception {
        SSLContext context = SSLContext.getInstance("Default".equals(System.getProperty("context")) ? "Default" : "TLS");
        context.init(null, new TrustManager[] {new Anybody()}, null);
        int count = Integer.parseInt(arguments[1]);
        for (int index = 0; index < count; index++) {
            trusted = "-";
            String text = "done";
            try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", Integer.parseInt(arguments[0]))) {
                socket.setSoTimeout(10000);
                socket.startHandshake();
            } catch (Throwable fault) {
                text = fault.toString();
            }
            System.out.println(index + "\t" + trusted + "\t" + text);
        }
    }

    static String trusted;

    static class Anybody extends X509ExtendedTrustManager {
        public void checkClientTrusted(X509Certificate[] chain, String type) {}
        public void checkServerTrusted(X509Certificate[] chain, String type) { trusted = type; }
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) { trusted = type; }
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) { trusted = type; }
        public X509Certificate[] getAcceptedIssuers() { return new X509Certificate[0]; }
    }
}
