package argus.source.qmt.codec;

import argus.model.Bar;
import argus.model.BarPeriod;
import argus.model.Symbol;
import argus.source.DecodeException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Bars of xtdata. A bar within a day is labelled with its end, one of a day with its date; bars here begin where they
 * begin. The one labelled 09:30 of the one-minute bars holds the opening auction, which belongs to the bar after it. Stateless.
 */
final class QmtBars {
    private static final Map<BarPeriod, String> NAMES = Map.of(
            BarPeriod.M1, "1m",
            BarPeriod.M5, "5m",
            BarPeriod.M15, "15m",
            BarPeriod.M30, "30m",
            BarPeriod.H1, "1h",
            BarPeriod.D1, "1d");
    private static final LocalTime OPEN = LocalTime.of(9, 30);
    private static final DateTimeFormatter DATE = DateTimeFormatter.BASIC_ISO_DATE;
    private static final DateTimeFormatter DATE_AND_TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
    private static final int DATE_LENGTH = 8;
    private static final int DATE_AND_TIME_LENGTH = 14;
    private static final int MILLIS_LENGTH = 13;
    private static final List<String> LABELS = List.of("time", "index", "stime", "date");

    private QmtBars() {}

    /** xtdata's word for a period; empty where its bars are not read. */
    static Optional<String> name(BarPeriod period) {
        return Optional.ofNullable(NAMES.get(period));
    }

    /** @throws DecodeException if a member cannot be what it should be, or one is missing */
    static Bar of(QmtRow row, Symbol symbol, BarPeriod period, String source) {
        return new Bar(
                symbol,
                period,
                start(label(row), period),
                source,
                needed(row, "open"),
                needed(row, "high"),
                needed(row, "low"),
                needed(row, "close"),
                Objects.requireNonNullElse(QmtVolumes.of(row).traded(), BigDecimal.ZERO),
                Objects.requireNonNullElse(QmtTick.amount(row), BigDecimal.ZERO),
                0,
                true,
                0);
    }

    /** The bars with those of one start made one, in the order of time. */
    static List<Bar> merged(List<Bar> bars) {
        var merged = new TreeMap<Instant, Bar>();
        bars.forEach(bar -> merged.merge(bar.time(), bar, QmtBars::one));
        return List.copyOf(merged.values());
    }

    private static Bar one(Bar first, Bar then) {
        return new Bar(
                first.symbol(),
                first.period(),
                first.time(),
                first.source(),
                first.open(),
                first.high().max(then.high()),
                first.low().min(then.low()),
                then.close(),
                first.volume().add(then.volume()),
                first.amount().add(then.amount()),
                0,
                true,
                0);
    }

    private static Instant start(LocalDateTime label, BarPeriod period) {
        if (period.isCalendar()) {
            return QmtTime.local(label.toLocalDate().atStartOfDay());
        }
        return QmtTime.local(label.toLocalTime().equals(OPEN) ? label : label.minus(period.length()));
    }

    /** The index column goes by several names, and what is called time may be a date as well as milliseconds. */
    private static LocalDateTime label(QmtRow row) {
        for (var name : LABELS) {
            var text = row.text(name);
            if (text != null) {
                return label(row, text);
            }
        }
        throw new DecodeException("a bar of " + row.code() + " has no time");
    }

    private static LocalDateTime label(QmtRow row, String text) {
        try {
            if (text.length() == DATE_LENGTH) {
                return LocalDate.parse(text, DATE).atStartOfDay();
            }
            if (text.length() == DATE_AND_TIME_LENGTH && text.indexOf('.') < 0) {
                return LocalDateTime.parse(text, DATE_AND_TIME);
            }
            return LocalDateTime.ofInstant(
                    QmtTime.ofMillis(
                            row.code(), new BigDecimal(text.substring(0, Math.min(text.length(), MILLIS_LENGTH)))),
                    QmtTime.ZONE);
        } catch (DateTimeException | NumberFormatException e) {
            throw new DecodeException("a bar of " + row.code() + " has no time: " + text, e);
        }
    }

    private static BigDecimal needed(QmtRow row, String name) {
        var price = QmtTick.price(row, name);
        if (price == null) {
            throw new DecodeException("a bar of " + row.code() + " has no " + name);
        }
        return price;
    }
}
