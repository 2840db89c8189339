import java.io.*;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;

/**
 * Records what keytool prints for each request (NAME.csr), CRL (NAME.crl), JAR (NAME.jar) and file of certificates
 * (NAME.cer) of the given folders into NAME.END.txt beside it, in one JVM: standard output, what standard error got behind
 * a line "2>", and the exit code behind "= " unless it is 0.
 *
 * <pre>
 * javac --release 11 Prints.java
 * TZ=UTC $JAVA_HOME_25/bin/java --add-opens java.base/sun.security.tools.keytool=ALL-UNNAMED Prints FOLDER...
 * </pre>
 */
public class Prints {
    static final Map<String, String[]> COMMANDS = Map.of(
        ".csr", new String[] {"-printcertreq", "-file"},
        ".crl", new String[] {"-printcrl", "-file"},
        ".cer", new String[] {"-printcert", "-file"},
        ".jar", new String[] {"-printcert", "-jarfile"});

    public static void main(String[] folders) throws Exception {
        Class<?> keytool = Class.forName("sun.security.tools.keytool.Main");
        Constructor<?> constructor = keytool.getDeclaredConstructor();
        constructor.setAccessible(true);
        Method run = keytool.getDeclaredMethod("run", String[].class, PrintStream.class);
        run.setAccessible(true);
        List<Path> files = new ArrayList<>();
        for (String folder : folders) {
            try (var all = Files.walk(Path.of(folder))) {
                all.filter(file -> COMMANDS.containsKey(end(file))).sorted().forEach(files::add);
            }
        }
        PrintStream screen = System.out, errors = System.err;
        for (Path file : files) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(), others = new ByteArrayOutputStream();
            PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
            PrintStream err = new PrintStream(others, false, StandardCharsets.UTF_8);
            Object code = 0;
            try {
                System.setOut(out);
                System.setErr(err);
                String[] command = COMMANDS.get(end(file));
                code = run.invoke(constructor.newInstance(), new String[] {command[0], command[1], file.toString()}, out);
            } finally {
                System.setOut(screen);
                System.setErr(errors);
            }
            out.flush();
            err.flush();
            String text = bytes.toString(StandardCharsets.UTF_8);
            String said = others.toString(StandardCharsets.UTF_8);
            if (!said.isEmpty()) {
                text += "2>\n" + said;
            }
            Files.writeString(Path.of(file + ".txt"), text + (code.equals(0) ? "" : "= " + code + "\n"));
        }
        System.out.println(files.size() + " files");
    }

    static String end(Path file) {
        String name = file.toString();
        return name.substring(Math.max(0, name.lastIndexOf('.')));
    }
}
