package argus.source.yahoo.wire;

import java.util.Optional;

/** A field of a pricing message with its number in the protobuf. */
public enum PricingField {
    ID(1, Kind.TEXT),
    PRICE(2, Kind.FLOAT),
    /** Milliseconds since 1970. */
    TIME(3, Kind.SIGNED),
    CURRENCY(4, Kind.TEXT),
    EXCHANGE(5, Kind.TEXT),
    QUOTE_TYPE(6, Kind.PLAIN),
    /** 0 before, 1 regular, 2 after, 3 extended, 4 overnight. */
    MARKET_HOURS(7, Kind.PLAIN),
    CHANGE_PERCENT(8, Kind.FLOAT),
    DAY_VOLUME(9, Kind.SIGNED),
    DAY_HIGH(10, Kind.FLOAT),
    DAY_LOW(11, Kind.FLOAT),
    CHANGE(12, Kind.FLOAT),
    SHORT_NAME(13, Kind.TEXT),
    EXPIRE_DATE(14, Kind.SIGNED),
    OPEN_PRICE(15, Kind.FLOAT),
    PREVIOUS_CLOSE(16, Kind.FLOAT),
    STRIKE_PRICE(17, Kind.FLOAT),
    UNDERLYING_SYMBOL(18, Kind.TEXT),
    OPEN_INTEREST(19, Kind.SIGNED),
    OPTIONS_TYPE(20, Kind.SIGNED),
    MINI_OPTION(21, Kind.SIGNED),
    LAST_SIZE(22, Kind.SIGNED),
    BID(23, Kind.FLOAT),
    BID_SIZE(24, Kind.SIGNED),
    ASK(25, Kind.FLOAT),
    ASK_SIZE(26, Kind.SIGNED),
    /** Decimals of a price as it is displayed. */
    PRICE_HINT(27, Kind.SIGNED),
    VOL_24HR(28, Kind.SIGNED),
    VOL_ALL_CURRENCIES(29, Kind.SIGNED),
    FROM_CURRENCY(30, Kind.TEXT),
    LAST_MARKET(31, Kind.TEXT),
    CIRCULATING_SUPPLY(32, Kind.DOUBLE),
    MARKET_CAP(33, Kind.DOUBLE);

    private static final PricingField[] BY_NUMBER = new PricingField[34];

    static {
        for (var field : values()) {
            BY_NUMBER[field.number] = field;
        }
    }

    private final int number;
    private final Kind kind;

    PricingField(int number, Kind kind) {
        this.number = number;
        this.kind = kind;
    }

    /** How a value lies on the wire. */
    enum Kind {
        TEXT,
        FLOAT,
        DOUBLE,
        /** A varint. */
        PLAIN,
        /** A varint in zigzag. */
        SIGNED
    }

    int number() {
        return number;
    }

    Kind kind() {
        return kind;
    }

    static Optional<PricingField> of(int number) {
        return number < BY_NUMBER.length ? Optional.ofNullable(BY_NUMBER[number]) : Optional.empty();
    }
}
