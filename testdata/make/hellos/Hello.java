import java.net.URL;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Says hello to two ports of a host, to the first by https and to the second through a socket, and prints what comes of it. */
public class Hello {
    public static void main(String[] arguments) {
        String host = arguments[0];
        try {
            new URL("https://" + host + ":" + arguments[1] + "/").openStream();
        } catch (Throwable fault) {
            print("https", fault);
        }
        try {
            int port = Integer.parseInt(arguments[2]);
            ((SSLSocket) SSLSocketFactory.getDefault().createSocket(host, port)).startHandshake();
        } catch (Throwable fault) {
            print("socket", fault);
        }
    }

    private static void print(String client, Throwable fault) {
        StringBuilder text = new StringBuilder(client);
        for (; fault != null; fault = fault.getCause()) {
            text.append('\t').append(fault);
        }
        System.out.println(text);
    }
}
