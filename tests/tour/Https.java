import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.FileInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * An HTTPS server and a client, each with one keystore.
 *
 * <p>{@code server STORE PASSWORD PORTFILE}: serves on a free port of 127.0.0.1, which it writes into the file, until
 * its standard input ends. {@code client STORE PASSWORD PORT}: says what came of a request, in one line each: the
 * answer and the server's chain, exit code 0; or the exception, exit code 1.
 */
public class Https {
    public static void main(String[] words) throws Exception {
        KeyStore store = KeyStore.getInstance(new java.io.File(words[1]), words[2].toCharArray());
        if (words[0].equals("server")) {
            serve(store, words[2].toCharArray(), Path.of(words[3]));
        } else {
            ask(store, Integer.parseInt(words[3]));
        }
    }

    private static void serve(KeyStore store, char[] password, Path portFile) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            byte[] answer = "hello\n".getBytes();
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        Path beside = Path.of(portFile + ".new");
        Files.writeString(beside, server.getAddress().getPort() + "\n");
        Files.move(beside, portFile, StandardCopyOption.ATOMIC_MOVE);
        while (System.in.read() >= 0) { }
        server.stop(0);
    }

    private static void ask(KeyStore store, int port) throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        HttpsURLConnection connection =
                (HttpsURLConnection) URI.create("https://localhost:" + port + "/").toURL().openConnection();
        connection.setSSLSocketFactory(context.getSocketFactory());
        connection.setConnectTimeout(20_000);
        connection.setReadTimeout(20_000);
        try (InputStream in = connection.getInputStream()) {
            System.out.print("answer: " + new String(in.readAllBytes()));
            for (java.security.cert.Certificate sent : connection.getServerCertificates()) {
                X509Certificate certificate = (X509Certificate) sent;
                System.out.println("sent: " + certificate.getSubjectX500Principal() + ", signed with "
                        + certificate.getSigAlgName());
            }
        } catch (Exception exception) {
            System.out.println(exception);
            System.exit(1);
        }
    }
}
