package argus.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which share of a processor a process takes, by what Linux says of it. Not thread-safe. */
final class CpuMeter {
    private static final int UTIME = 11;
    private static final double TICKS_PER_SECOND = 100;

    private final String pid;
    private double seconds;
    private long at;

    /** @param pid empty for none, {@code self} for this one */
    CpuMeter(String pid) throws IOException {
        this.pid = pid;
        lap();
    }

    /** The share since the last call, in per cent of one processor. */
    String lap() throws IOException {
        if (pid.isEmpty()) {
            return "unknown";
        }
        var stat = Files.readString(Path.of("/proc", pid, "stat"));
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        double now = (Long.parseLong(fields[UTIME]) + Long.parseLong(fields[UTIME + 1])) / TICKS_PER_SECOND;
        long nanos = System.nanoTime();
        var share = "%.0f %%".formatted((now - seconds) * 100 / ((nanos - at) / 1e9));
        seconds = now;
        at = nanos;
        return share;
    }
}
