import java.io.InputStream;
import java.io.OutputStream;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** What people have long tried a server with: java SSLPoke HOST PORT */
public class SSLPoke {
    public static void main(String[] words) {
        if (words.length != 2) {
            System.err.println("Usage: java SSLPoke HOST PORT");
            System.exit(2);
        }
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        try (SSLSocket socket = (SSLSocket) factory.createSocket(words[0], Integer.parseInt(words[1]))) {
            OutputStream output = socket.getOutputStream();
            InputStream input = socket.getInputStream();
            output.write(1);
            output.flush();
            while (input.available() > 0) {
                System.out.print(input.read());
            }
            System.out.println("Successfully connected");
        } catch (Exception exception) {
            exception.printStackTrace();
            System.exit(1);
        }
    }
}
