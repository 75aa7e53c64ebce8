package argus.config;

import argus.config.check.Settings;
import argus.config.key.QmtKeys;
import argus.config.key.Secret;
import java.time.Duration;
import java.util.Optional;

/**
 * QMT through a bridge: {@code argus.datasource.qmt-*}.
 *
 * @param account at the broker, told to the bridge
 * @param key of the bridge
 * @param flavor auto, qmt-bridge or argus
 * @param pollInterval time between two polls while nothing is pushed
 * @param silence after which a socket counts as dead in trading time
 * @param historyBars fetched of each period when a symbol is wanted
 */
public record QmtConfig(
        String host,
        int port,
        Optional<String> account,
        Optional<Secret> key,
        String flavor,
        Duration pollInterval,
        Duration silence,
        int historyBars) {

    static QmtConfig from(Settings settings) {
        return new QmtConfig(
                settings.get(QmtKeys.HOST),
                settings.get(QmtKeys.PORT),
                settings.find(QmtKeys.ACCOUNT),
                settings.find(QmtKeys.PASSWORD),
                settings.get(QmtKeys.FLAVOR),
                settings.get(QmtKeys.POLL_INTERVAL),
                settings.get(QmtKeys.SILENCE),
                settings.get(QmtKeys.HISTORY_BARS));
    }
}
