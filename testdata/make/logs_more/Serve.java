package depot;

import java.io.FileInputStream;
import java.net.InetAddress;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A server of Java's: -Dkeys, -Dtrust, -Dauth=need|want, -Dprotocols, -Dsuites, -Dalpn, -Dsni. Tells its port, ends with its input. */
public class Serve {
    public static void main(String[] args) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store(System.getProperty("keys")), "changeit".toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store(System.getProperty("trust")));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        SSLServerSocket server = (SSLServerSocket) context.getServerSocketFactory()
                .createServerSocket(0, 16, InetAddress.getByName("127.0.0.1"));
        SSLParameters parameters = server.getSSLParameters();
        String auth = System.getProperty("auth", "");
        if (auth.equals("need")) {
            parameters.setNeedClientAuth(true);
        } else if (auth.equals("want")) {
            parameters.setWantClientAuth(true);
        }
        if (System.getProperty("protocols") != null) {
            parameters.setProtocols(System.getProperty("protocols").split(","));
        }
        if (System.getProperty("suites") != null) {
            parameters.setCipherSuites(System.getProperty("suites").split(","));
        }
        if (System.getProperty("alpn") != null) {
            parameters.setApplicationProtocols(System.getProperty("alpn").split(","));
        }
        if (System.getProperty("sni") != null) {
            parameters.setSNIMatchers(List.of(SNIHostName.createSNIMatcher(System.getProperty("sni"))));
        }
        server.setSSLParameters(parameters);
        System.out.println("PORT " + server.getLocalPort());
        Thread acceptor = new Thread(() -> accept(server), "acceptor");
        acceptor.setDaemon(true);
        acceptor.start();
        while (System.in.read() >= 0) { }
        Thread.sleep(150);
    }

    private static KeyStore store(String path) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (FileInputStream file = new FileInputStream(path)) {
            store.load(file, "changeit".toCharArray());
        }
        return store;
    }

    private static void accept(SSLServerSocket server) {
        while (true) {
            try (SSLSocket socket = (SSLSocket) server.accept()) {
                try {
                    socket.setSoTimeout(25000);
                    socket.startHandshake();
                    socket.getInputStream().read(new byte[8192]);
                    socket.getOutputStream().write(("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok").getBytes());
                } catch (Exception failure) {
                    System.err.println("WARN: connection from " + socket.getRemoteSocketAddress() + " failed");
                    failure.printStackTrace();
                }
            } catch (Exception failure) {
                return;
            }
        }
    }
}
