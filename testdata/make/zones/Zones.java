import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Date;
import java.util.Locale;
import java.util.TimeZone;

/**
 * Writes down what a JVM does with every time zone it knows: one line per id, fields parted by tabs: the id, the short
 * standard name, the short daylight name, then each state of the clock as `first-second offset-in-seconds d|s`, the
 * first one since ever. Asks only public methods, every three hours from 1800 to 2110, and halves the interval in
 * which an answer changed.
 */
public final class Zones {
    private static final long HOUR = 3_600_000L;
    private static final long FROM = -5_364_662_400_000L;
    private static final long TO = 4_417_977_600_000L;

    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        String[] ids = TimeZone.getAvailableIDs();
        Arrays.sort(ids);
        for (String id : ids) {
            TimeZone zone = TimeZone.getTimeZone(id);
            StringBuilder line = new StringBuilder(id);
            line.append('\t').append(zone.getDisplayName(false, TimeZone.SHORT, Locale.US));
            line.append('\t').append(zone.getDisplayName(true, TimeZone.SHORT, Locale.US));
            long state = state(zone, FROM);
            for (long early : new long[] {Long.MIN_VALUE / 2, -62_000_000_000_000L, -8_000_000_000_000L}) {
                if (state(zone, early) != state) {
                    throw new IllegalStateException(id + " changes before 1800");
                }
            }
            append(line, "-", state);
            for (long at = FROM; at < TO; at += 3 * HOUR) {
                if (state(zone, at + 3 * HOUR) == state) {
                    continue;
                }
                long low = at;
                long high = at + 3 * HOUR;
                while (high - low > 1) {
                    long middle = low + (high - low) / 2;
                    if (state(zone, middle) == state) {
                        low = middle;
                    } else {
                        high = middle;
                    }
                }
                if (high % 1000 != 0) {
                    throw new IllegalStateException(id + " changes between seconds, at " + high);
                }
                state = state(zone, high);
                append(line, Long.toString(high / 1000), state);
                at = high - 3 * HOUR;
            }
            out.println(line);
        }
        out.flush();
    }

    private static long state(TimeZone zone, long at) {
        return zone.getOffset(at) * 2L + (zone.inDaylightTime(new Date(at)) ? 1 : 0);
    }

    private static void append(StringBuilder line, String since, long state) {
        long offset = (state - (state & 1)) / 2;
        if (offset % 1000 != 0) {
            throw new IllegalStateException("an offset of part of a second: " + offset);
        }
        line.append('\t').append(since).append(' ').append(offset / 1000).append((state & 1) == 1 ? " d" : " s");
    }
}
