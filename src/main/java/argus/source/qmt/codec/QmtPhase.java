package argus.source.qmt.codec;

import argus.calendar.Phase;
import java.util.Optional;

/** What QMT says a stock is doing. It stands in {@code openInt}, not in {@code stockStatus}. */
public enum QmtPhase {
    PRE_OPEN(11, Phase.CLOSED),
    OPENING_AUCTION(12, Phase.OPENING_AUCTION),
    CONTINUOUS(13, Phase.REGULAR),
    BREAK(14, Phase.BREAK),
    CLOSED(15, Phase.CLOSED),
    VOLATILITY_HALT(16, Phase.REGULAR),
    SUSPENDED(17, Phase.REGULAR),
    CLOSING_AUCTION(18, Phase.CLOSING_AUCTION),
    INTRADAY_AUCTION(19, Phase.REGULAR),
    HALTED_TO_CLOSE(20, Phase.REGULAR),
    AFTER_HOURS_OPEN(22, Phase.AFTER_HOURS),
    AFTER_HOURS(23, Phase.AFTER_HOURS);

    private final int code;
    private final Phase phase;

    QmtPhase(int code, Phase phase) {
        this.code = code;
        this.phase = phase;
    }

    /** QMT's number of it. */
    int code() {
        return code;
    }

    /** What its market is doing then, by the words of the calendar. */
    public Phase phase() {
        return phase;
    }

    /** Whether this one instrument rests while its market trades. */
    public boolean isHalted() {
        return this == VOLATILITY_HALT || this == SUSPENDED || this == HALTED_TO_CLOSE;
    }

    /** Empty for 0 and 10, which say nothing, and for numbers that are no phase. */
    static Optional<QmtPhase> of(int code) {
        for (var phase : values()) {
            if (phase.code == code) {
                return Optional.of(phase);
            }
        }
        return Optional.empty();
    }
}
