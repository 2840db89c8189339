import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Records what keytool prints for each certificate (NAME.der) of the given folders into NAME.txt beside it, in one
 * JVM: the output of -printcert, or the exception with which the certificate factory refuses it.
 *
 * <pre>
 * javac --release 11 Certs.java
 * TZ=UTC $JAVA_HOME_25/bin/java --add-opens java.base/sun.security.tools.keytool=ALL-UNNAMED Certs FOLDER...
 * </pre>
 */
public class Certs {
    public static void main(String[] folders) throws Exception {
        Class<?> keytool = Class.forName("sun.security.tools.keytool.Main");
        Constructor<?> constructor = keytool.getDeclaredConstructor();
        constructor.setAccessible(true);
        Method run = keytool.getDeclaredMethod("run", String[].class, PrintStream.class);
        run.setAccessible(true);
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<Path> files = new ArrayList<>();
        for (String folder : folders) {
            try (var all = Files.walk(Path.of(folder))) {
                all.filter(file -> file.toString().endsWith(".der")).sorted().forEach(files::add);
            }
        }
        PrintStream screen = System.out;
        for (Path file : files) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
            try {
                factory.generateCertificate(new ByteArrayInputStream(Files.readAllBytes(file)));
                System.setOut(out);
                // With -debug, keytool throws instead of ending the JVM; it then prints its arguments first.
                String[] arguments = {"-debug", "-printcert", "-file", file.toString()};
                run.invoke(constructor.newInstance(), arguments, out);
            } catch (InvocationTargetException exception) {
                bytes.reset();
                out.print("keytool " + exception.getCause() + "\n");
            } catch (Throwable throwable) {
                out.print(throwable + "\n");
            } finally {
                System.setOut(screen);
            }
            out.flush();
            String text = bytes.toString(StandardCharsets.UTF_8);
            if (text.startsWith("Command line args:")) {
                text = text.substring(text.indexOf('\n') + 1);
            }
            Files.writeString(Path.of(file.toString().replaceAll("\\.der$", ".txt")), text);
        }
    }
}
