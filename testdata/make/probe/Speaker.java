import java.io.*;
import java.net.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.security.KeyStore;
import java.util.*;
import javax.net.ssl.*;

/**
 * What a JVM makes of servers of mail, files and directories: the truth of tests/servers.rs, which compiles it and asks
 * it over a pipe.
 *
 * <p>A question is one line: service ("tls", or what is spoken before TLS begins), what is said within TLS (a
 * service, or nothing before its greeting), host, port on 127.0.0.1, trust store, key store (or -), protocol offered alone (or -), parted by tabs; the
 * password is changeit. The answer is one line: "ok" with protocol and suite, or the exceptions from the outside in,
 * parted by " | ". TLS begins over the socket that spoke before it, as mail and directory clients do; the host's name
 * is told and checked.
 */
public class Speaker {
    private static final byte[] START_TLS = "\u0030\u001d\u0002\u0001\u0001\u0077\u0018\u0080\u00161.3.6.1.4.1.1466.20037"
            .getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] ANONYMOUS_BIND = {0x30, 12, 2, 1, 2, 0x60, 7, 2, 1, 3, 4, 0, (byte) 0x80, 0};

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
        trust.init(load(words[4]));
        KeyManager[] keys = null;
        if (!words[5].equals("-")) {
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(load(words[5]), "changeit".toCharArray());
            keys = factory.getKeyManagers();
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust.getTrustManagers(), null);
        try (Socket raw = new Socket()) {
            raw.connect(new InetSocketAddress("127.0.0.1", Integer.parseInt(words[3])), 5000);
            raw.setSoTimeout(5000);
            before(words[0], raw.getInputStream(), raw.getOutputStream());
            SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(raw, words[2], raw.getPort(), true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            if (!words[6].equals("-")) {
                parameters.setProtocols(new String[] {words[6]});
            }
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            within(words[1], socket.getInputStream(), socket.getOutputStream());
            return "ok " + socket.getSession().getProtocol() + " " + socket.getSession().getCipherSuite();
        }
    }

    /** The words up to TLS; servers of these tests that are asked here do offer it. */
    private static void before(String service, InputStream in, OutputStream out) throws IOException {
        switch (service) {
            case "smtp":
                reply(in);
                say(out, "EHLO [127.0.0.1]\r\n");
                reply(in);
                say(out, "STARTTLS\r\n");
                expect("220", reply(in));
                break;
            case "imap":
                line(in);
                say(out, "a STARTTLS\r\n");
                expect("a OK", line(in));
                break;
            case "pop3":
                line(in);
                say(out, "STLS\r\n");
                expect("+OK", line(in));
                break;
            case "ftp":
                reply(in);
                say(out, "AUTH TLS\r\n");
                expect("234", reply(in));
                break;
            case "ldap":
                out.write(START_TLS);
                byte[] head = in.readNBytes(2);
                in.readNBytes(head[1]);
                break;
            default:
        }
    }

    /** One thing said and answered within TLS, so that a server may still object. */
    private static void within(String service, InputStream in, OutputStream out) throws IOException {
        switch (service) {
            case "smtp":
                say(out, "EHLO [127.0.0.1]\r\n");
                break;
            case "imap":
                say(out, "b NOOP\r\n");
                break;
            case "pop3":
                say(out, "CAPA\r\n");
                break;
            case "ftp":
                say(out, "FEAT\r\n");
                break;
            case "ldap":
                out.write(ANONYMOUS_BIND);
                break;
            case "http":
                say(out, "GET / HTTP/1.0\r\n\r\n");
                break;
            case "greeting":
                break;
            default:
                throw new IllegalArgumentException(service);
        }
        if (in.read() < 0) {
            throw new EOFException("the server said nothing");
        }
    }

    private static void say(OutputStream out, String words) throws IOException {
        out.write(words.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static void expect(String start, String line) {
        if (!line.startsWith(start)) {
            throw new IllegalStateException(line);
        }
    }

    /** The last line of a reply with a code. */
    private static String reply(InputStream in) throws IOException {
        String line;
        do {
            line = line(in);
        } while (line.length() > 3 && line.charAt(3) == '-');
        return line;
    }

    /** A line, byte by byte: what follows is TLS'. */
    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int read; (read = in.read()) != '\n'; ) {
            if (read < 0) {
                throw new EOFException(line.toString());
            }
            line.append((char) read);
        }
        return line.toString().trim();
    }

    private static KeyStore load(String file) throws Exception {
        KeyStore store = KeyStore.getInstance("JKS");
        try (InputStream bytes = Files.newInputStream(Path.of(file))) {
            store.load(bytes, "changeit".toCharArray());
        }
        return store;
    }
}
