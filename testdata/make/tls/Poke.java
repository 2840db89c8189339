import java.net.*; import javax.net.ssl.*; import java.io.*;
/** Connects to each port named and says what the handshake came to: port, tab, exceptions from the outside in. */
public class Poke {
  public static void main(String[] a) throws Exception {
    String host = a[0];
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    for (String line; (line = in.readLine()) != null; ) {
      String out;
      try (Socket raw = new Socket()) {
        raw.connect(new InetSocketAddress(host, Integer.parseInt(line.trim())), 5000);
        SSLSocket s = (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(raw, host, raw.getPort(), true);
        s.setSoTimeout(3000);
        s.startHandshake();
        out = "ok " + s.getSession().getProtocol() + " " + s.getSession().getCipherSuite();
      } catch (Exception e) {
        StringBuilder b = new StringBuilder();
        for (Throwable t = e; t != null; t = t.getCause()) b.append(b.length() == 0 ? "" : " | ").append(t.getClass().getName() + (t.getMessage() == null ? "" : ": " + t.getMessage()));
        out = b.toString();
      }
      System.out.println(line.trim() + "\t" + out);
    }
  }
}
