// Runs JDK 25's keytool many times in one JVM: one line of standard input is one run, its words apart by U+0001, what it reads
// behind U+0002, line breaks as U+0003. Answers with exit code, standard output and standard error (Base64), a line each.
import java.io.*; import java.nio.file.*; import java.util.*; import java.lang.reflect.*;
public class Keytool {
  // input: one line per command, args separated by \u0001 ; output: per command JSON-ish block
  public static void main(String[] a) throws Exception {
    Class<?> c = Class.forName("sun.security.tools.keytool.Main");
    Constructor<?> k = c.getDeclaredConstructor(); k.setAccessible(true);
    Method run = null;
    for (Method m : c.getDeclaredMethods()) if (m.getName().equals("run")) { run = m; }
    run.setAccessible(true);
    PrintStream realOut = System.out, realErr = System.err; InputStream realIn = System.in;
    BufferedReader in = new BufferedReader(new InputStreamReader(realIn, "UTF-8"));
    String line;
    while ((line = in.readLine()) != null) {
      String[] p = line.split("\u0002", -1);
      String[] args = p[0].replace("\u0003","\n").split("\u0001", -1);
      System.setIn(new ByteArrayInputStream(p.length > 1 ? p[1].replace("\u0003","\n").getBytes("UTF-8") : new byte[0]));
      ByteArrayOutputStream o = new ByteArrayOutputStream(), e = new ByteArrayOutputStream();
      System.setOut(new PrintStream(o, true, "UTF-8")); System.setErr(new PrintStream(e, true, "UTF-8"));
      Object code;
      try { Object main = k.newInstance(); code = run.invoke(main, args, System.out); }
      catch (InvocationTargetException t) { code = "THROW " + t.getCause(); }
      System.out.flush(); System.err.flush();
      String b = code + "\t" + Base64.getEncoder().encodeToString(o.toByteArray()) + "\t" + Base64.getEncoder().encodeToString(e.toByteArray());
      realOut.println(b); realOut.flush();
    }
  }
}
