import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Connects to a port of this machine, with TLS 1.3 and 1.2, and prints what the connection ends with: revocation_stapled.py. */
public class Stapled {
    public static void main(String[] arguments) throws Exception {
        for (String version : new String[] {"TLSv1.3", "TLSv1.2"}) {
            String said = "connects";
            try (SSLSocket socket = (SSLSocket) SSLSocketFactory.getDefault().createSocket("localhost", Integer.parseInt(arguments[0]))) {
                socket.setEnabledProtocols(new String[] {version});
                socket.startHandshake();
            } catch (Exception exception) {
                said = exception.toString();
            }
            System.out.println(version + "\t" + said);
        }
    }
}
