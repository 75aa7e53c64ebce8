package argus.config.check;

import argus.config.key.ConfigException.Fault;
import argus.config.key.ConfigKey;
import argus.config.key.MarketKeys;
import argus.config.key.OperationKeys;
import argus.config.key.SecurityKeys;
import java.util.ArrayList;
import java.util.List;

/** Keys that are promised and do nothing yet. Setting one is a fault, so that nobody relies on it; gone when they work. */
final class NotYetAvailable {
    private static final String REASON = "is not available in this version; ";

    private NotYetAvailable() {}

    static List<Fault> faults(Settings settings) {
        var faults = new ArrayList<Fault>();
        if (settings.find(SecurityKeys.ENABLE_AUTH).orElse(false)) {
            faults.add(fault(settings, SecurityKeys.ENABLE_AUTH, "allowed is false"));
        }
        if (settings.find(SecurityKeys.SSL_ENABLED).orElse(false)) {
            faults.add(fault(settings, SecurityKeys.SSL_ENABLED, "allowed is false; docs/running.md has the way"));
        }
        for (var key : List.of(
                MarketKeys.HISTORY_DIRECTORY,
                MarketKeys.HISTORY_RETENTION,
                MarketKeys.HISTORY_DATASOURCE,
                OperationKeys.ALERT_WEBHOOK)) {
            if (settings.isSet(key)) {
                faults.add(fault(settings, key, "leave it out"));
            }
        }
        return faults;
    }

    private static Fault fault(Settings settings, ConfigKey<?> key, String advice) {
        var setting = settings.setting(key).orElseThrow();
        return new Fault(key.name(), key.shown(setting.text()), setting.origin(), REASON + advice);
    }
}
