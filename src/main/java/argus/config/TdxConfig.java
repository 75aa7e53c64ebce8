package argus.config;

import argus.config.check.Settings;
import argus.config.key.TdxKeys;
import java.time.Duration;
import java.util.List;

/**
 * TDX servers and what they are asked for: {@code argus.datasource.tdx-*}.
 *
 * @param servers each {@code host} or {@code host:port}; none where none is known
 * @param port of a server that names none
 * @param interval between two polls
 * @param timeout for a connection and for each answer
 * @param heartbeat after so long without traffic
 * @param connections open at the same time
 * @param requestsPerSecond of each server, never more
 * @param tradeSymbols of so many wanted symbols trades are asked for
 * @param historyBars fetched of each period for a symbol that is wanted anew
 */
public record TdxConfig(
        List<String> servers,
        int port,
        Duration interval,
        Duration timeout,
        Duration heartbeat,
        int connections,
        int requestsPerSecond,
        int tradeSymbols,
        int historyBars) {

    public TdxConfig {
        servers = List.copyOf(servers);
    }

    static TdxConfig from(Settings settings) {
        return new TdxConfig(
                settings.find(TdxKeys.SERVERS)
                        .or(() -> settings.find(TdxKeys.SERVER).map(List::of))
                        .orElse(List.of()),
                settings.get(TdxKeys.PORT),
                settings.get(TdxKeys.INTERVAL),
                settings.get(TdxKeys.TIMEOUT),
                settings.get(TdxKeys.HEARTBEAT),
                settings.get(TdxKeys.CONNECTIONS),
                settings.get(TdxKeys.REQUESTS_PER_SECOND),
                settings.get(TdxKeys.TRADE_SYMBOLS),
                settings.get(TdxKeys.HISTORY_BARS));
    }
}
