package argus.source.tdx.wire;

import argus.source.DecodeException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what a server says of itself. Stateless. */
public final class LoginDecoder {
    private static final int SESSION_MINUTES = 8;
    private static final int FLAGS = 10;
    private static final int DATE_AT = 6;

    private LoginDecoder() {}

    /**
     * The answer to the first step of a login.
     *
     * @param clock the server's, in the zone of the exchanges
     * @param shenzhen the day of the first market
     * @param shanghai the day of the second
     * @param server its name for people
     */
    public record Greeting(LocalDateTime clock, TradingDay shenzhen, TradingDay shanghai, String server) {}

    /**
     * The day a market is in.
     *
     * @param date of its last trading day or of this one
     * @param prepared when the server made itself ready for it, as HHMMSS
     * @param sessions minutes of the day at which trading begins and ends, in turns
     */
    public record TradingDay(LocalDate date, long prepared, List<Integer> sessions) {
        public TradingDay {
            sessions = List.copyOf(sessions);
        }
    }

    /** Of {@link Command#LOGIN}, first step. */
    public static Greeting greeting(byte[] body) {
        var in = new Body(body);
        in.skip(1);
        var clock = clock(in);
        var first = sessions(in);
        var second = sessions(in);
        in.skip(1);
        var shenzhen = new TradingDay(in.date(), in.u32(), first);
        var shanghai = new TradingDay(in.date(), in.u32(), second);
        in.skip(FLAGS);
        return new Greeting(clock, shenzhen, shanghai, in.text(in.remaining()));
    }

    /** Of {@link Command#HEARTBEAT}: the trading day, where the server tells it. */
    public static Optional<LocalDate> heartbeat(byte[] body) {
        var in = new Body(body);
        in.skip(DATE_AT);
        long date = in.u32();
        in.end();
        return date == 0 ? Optional.empty() : Optional.of(Body.date(date));
    }

    private static LocalDateTime clock(Body in) {
        int year = in.u16();
        int day = in.u8();
        int month = in.u8();
        int minute = in.u8();
        int hour = in.u8();
        in.skip(1);
        int second = in.u8();
        try {
            return LocalDateTime.of(year, month, day, hour, minute, second);
        } catch (DateTimeException e) {
            throw new DecodeException("the clock of a server that cannot be", e);
        }
    }

    private static List<Integer> sessions(Body in) {
        var minutes = new ArrayList<Integer>(SESSION_MINUTES);
        for (int n = 0; n < SESSION_MINUTES; n++) {
            minutes.add(in.u16());
        }
        return minutes;
    }
}
