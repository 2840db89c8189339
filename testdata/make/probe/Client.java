import java.io.*;
import java.net.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.security.KeyStore;
import java.util.*;
import javax.net.ssl.*;

/**
 * What a JVM makes of servers: the truth of tests/probe.rs, which compiles it and asks it over a pipe.
 *
 * <p>A question is one line: host, port on 127.0.0.1, trust store (or -), its password, key store (or -), its password,
 * parted by tabs. The answer is one line: "ok" with protocol and suite, or the exceptions from the outside in, parted
 * by " | ". It connects as an HTTPS client does: with the host's name told and checked; and says something after the
 * handshake, so that a server may still object.
 */
public class Client {
    public static void main(String[] none) throws Exception {
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream answers = new PrintStream(new FileOutputStream(FileDescriptor.out), true, "UTF-8");
        for (String line; (line = questions.readLine()) != null; ) {
            answers.println(answer(line.split("\t")));
        }
    }

    private static String answer(String[] words) {
        try {
            return connect(words);
        } catch (Exception thrown) {
            StringJoiner all = new StringJoiner(" | ");
            for (Throwable one = thrown; one != null; one = one.getCause()) {
                String message = one.getMessage();
                all.add(one.getClass().getName() + (message == null ? "" : ": " + message.replace('\n', ' ')));
            }
            return all.toString();
        }
    }

    private static String connect(String[] words) throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(load(words[2], words[3]));
        KeyManager[] keys = null;
        if (!words[4].equals("-")) {
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(load(words[4], words[5]), words[5].toCharArray());
            keys = factory.getKeyManagers();
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust.getTrustManagers(), null);
        try (Socket raw = new Socket()) {
            raw.connect(new InetSocketAddress("127.0.0.1", Integer.parseInt(words[1])), 2000);
            raw.setSoTimeout(2000);
            SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(raw, words[0], raw.getPort(), true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            if (socket.getInputStream().read() < 0) {
                throw new EOFException("the server said nothing");
            }
            return "ok " + socket.getSession().getProtocol() + " " + socket.getSession().getCipherSuite();
        }
    }

    private static KeyStore load(String file, String password) throws Exception {
        KeyStore store = KeyStore.getInstance("JKS");
        try (InputStream bytes = Files.newInputStream(Path.of(file))) {
            store.load(bytes, password.toCharArray());
        }
        return store;
    }
}
