import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.DateFormat;
import java.util.Arrays;
import java.util.Date;
import java.util.Locale;
import java.util.TimeZone;

/**
 * Writes down how a JVM prints instants in every time zone: one line per zone id, fields parted by tabs: the id, four
 * dates in full, and the start of the SHA-256 of some 3,000 (each followed by a line feed). tests/zones.rs counts the
 * same instants.
 */
public final class Dates {
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        String[] ids = TimeZone.getAvailableIDs();
        Arrays.sort(ids);
        for (String id : ids) {
            TimeZone.setDefault(TimeZone.getTimeZone(id));
            DateFormat medium = DateFormat.getDateInstance(DateFormat.MEDIUM, Locale.US);
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            long random = 1;
            for (int i = 0; i < 3000; i++) {
                random = random * 6364136223846793005L + 1442695040888963407L;
                long bits = random >>> 24;
                long at;
                if (i < 1800) {
                    at = -2_524_608_000L + bits % 7_258_118_400L; // 1890 to 2120
                } else if (i < 2400) {
                    at = -62_135_596_800L + bits % 315_537_897_600L; // the years 1 to 9999
                } else if (i < 2700) {
                    at = -12_219_292_800L - 200_000 + bits % 400_000; // around the change of calendar
                } else if (i < 2850) {
                    at = -62_135_769_600L - 400_000 + bits % 800_000; // around the first year
                } else {
                    at = (random >> 11) / 1000; // as far as milliseconds reach
                }
                Date date = new Date(at * 1000);
                digest.update((date + "|" + medium.format(date) + "\n").getBytes(StandardCharsets.UTF_8));
            }
            StringBuilder line = new StringBuilder(id);
            for (long at : new long[] {-2_500_000_000L, 331_000_000L, 1_737_000_000L, 1_750_000_000L}) {
                line.append('\t').append(new Date(at * 1000));
            }
            byte[] hash = digest.digest();
            line.append('\t');
            for (int i = 0; i < 8; i++) {
                line.append(String.format("%02x", hash[i]));
            }
            out.println(line);
        }
        out.flush();
    }
}
