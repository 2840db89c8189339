// Records testdata/mutants: what JDK 25 says of every cut and every bit flip of a small store.
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Records what keytool says of a store cut off at every byte and with every bit turned over, in one JVM:
 * {@code -list} with the right password and, where a third argument is given, {@code -list -v} without one.
 *
 * <pre>
 * javac --release 11 Mutants.java
 * TZ=UTC $JAVA_HOME_25/bin/java --add-opens java.base/sun.security.tools.keytool=ALL-UNNAMED Mutants STORE PASSWORD >mutants.txt
 * </pre>
 *
 * Writes lines to standard output: first the texts, {@code = NUMBER TEXT} with line ends as {@code \n}, then the
 * mutants, {@code MODE MUTANT NUMBER}, where MODE is {@code password} or {@code none} and MUTANT {@code LENGTH} of a cut
 * or {@code OFFSET.BIT} of a flip (bit 0 is the lowest). A mutant of which nothing is written is as the one before it.
 */
public class Mutants {
    private static Constructor<?> constructor;
    private static Method run;

    public static void main(String[] arguments) throws Exception {
        Class<?> keytool = Class.forName("sun.security.tools.keytool.Main");
        constructor = keytool.getDeclaredConstructor();
        constructor.setAccessible(true);
        run = keytool.getDeclaredMethod("run", String[].class, PrintStream.class);
        run.setAccessible(true);
        byte[] whole = Files.readAllBytes(Path.of(arguments[0]));
        Map<String, Integer> texts = new LinkedHashMap<>();
        StringBuilder mutants = new StringBuilder();
        int[] last = {-1, -1, -1};
        Path file = Files.createTempFile("mutant", "");
        String[] checked = {"-debug", "-list", "-keystore", file.toString(), "-storepass", arguments[1]};
        String[] unchecked = {"-debug", "-list", "-v", "-keystore", file.toString()};
        for (int mutant = 0; mutant < whole.length * 9; mutant++) {
            String name;
            byte[] bytes;
            if (mutant < whole.length) {
                name = Integer.toString(mutant);
                bytes = Arrays.copyOf(whole, mutant);
            } else {
                int offset = (mutant - whole.length) / 8;
                int bit = (mutant - whole.length) % 8;
                name = offset + "." + bit;
                bytes = whole.clone();
                bytes[offset] ^= (byte) (1 << bit);
            }
            Files.write(file, bytes);
            for (int mode = 1; mode < arguments.length; mode++) {
                String[] command = mode == 1 ? checked : unchecked;
                String text = said(command).replace(file.toString(), "STORE").replace("\n", "\\n");
                int number = texts.computeIfAbsent(text, unseen -> texts.size());
                if (number != last[mode]) {
                    mutants.append(mode == 1 ? "password " : "none ").append(name).append(' ');
                    mutants.append(number).append('\n');
                    last[mode] = number;
                }
            }
        }
        Files.delete(file);
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        texts.forEach((text, number) -> out.print("= " + number + " " + text + "\n"));
        out.print(mutants);
        out.flush();
    }

    /** What keytool prints to standard output, its arguments aside. */
    private static String said(String[] command) {
        PrintStream screen = System.out;
        PrintStream errors = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
        boolean failed = false;
        try {
            System.setIn(new ByteArrayInputStream(new byte[0]));
            System.setOut(out);
            System.setErr(new PrintStream(new ByteArrayOutputStream()));
            // With -debug, keytool throws instead of ending the JVM; it then prints its arguments first.
            run.invoke(constructor.newInstance(), command, out);
        } catch (InvocationTargetException exception) {
            failed = true;
        } catch (Exception exception) {
            throw new IllegalStateException(exception);
        } finally {
            System.setOut(screen);
            System.setErr(errors);
        }
        out.flush();
        String text = bytes.toString(StandardCharsets.UTF_8);
        text = text.substring(text.indexOf('\n') + 1);
        // With -v a stack trace follows, which is no part of what a user is told.
        int error = failed ? text.indexOf("keytool error: ") : -1;
        return error < 0 ? text : text.substring(0, text.indexOf('\n', error) + 1);
    }
}
