package argus.config.key;

import static argus.config.key.ConfigKey.key;

import java.time.Duration;
import java.util.List;

/** How QMT is reached and used, through a bridge on its Windows host. */
public final class QmtKeys {
    public static final ConfigKey<String> HOST = key("datasource.qmt-host", ValueType.text())
            .initially("localhost")
            .environment("QMT_HOST")
            .means("The host of the QMT bridge.");

    public static final ConfigKey<Integer> PORT = key("datasource.qmt-port", ValueType.integer(1, 65_535))
            .initially("8000")
            .environment("QMT_PORT")
            .means("The port of the QMT bridge.");

    public static final ConfigKey<String> ACCOUNT = key("datasource.qmt-account", ValueType.text())
            .environment("QMT_ACCOUNT")
            .means(
                    "The account at the broker, told to the bridge in the header `X-QMT-Account`; market data needs none.");

    public static final ConfigKey<Secret> PASSWORD = key("datasource.qmt-password", ValueType.secret())
            .environment("QMT_PASSWORD")
            .secret()
            .means("The key of the QMT bridge, sent in the header `X-API-Key`.");

    public static final ConfigKey<String> FLAVOR = key(
                    "datasource.qmt-flavor", ValueType.choice("auto", "qmt-bridge", "argus"))
            .initially("auto")
            .means("The dialect of the QMT bridge; `auto` finds out.");

    public static final ConfigKey<Duration> POLL_INTERVAL = key(
                    "datasource.qmt-poll-interval", ValueType.duration("100ms", "1h"))
            .initially("3s")
            .means("The time between two polls of the QMT bridge while it pushes nothing.");

    public static final ConfigKey<Duration> SILENCE = key("datasource.qmt-silence", ValueType.duration("1s", "1h"))
            .initially("30s")
            .means("A socket of the QMT bridge that says nothing for so long in trading time counts as dead.");

    public static final ConfigKey<Integer> HISTORY_BARS = key(
                    "datasource.qmt-history-bars", ValueType.integer(0, 10_000))
            .initially("240")
            .means("Past bars of one minute and of one day fetched from QMT when a symbol is wanted; 0 for none.");

    static final List<ConfigKey<?>> ALL =
            List.of(HOST, PORT, ACCOUNT, PASSWORD, FLAVOR, POLL_INTERVAL, SILENCE, HISTORY_BARS);

    private QmtKeys() {}
}
