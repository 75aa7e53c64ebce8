package argus.config;

import argus.config.check.Settings;
import argus.config.key.OperationKeys;

/**
 * Metrics and health: {@code argus.monitoring}.
 *
 * @param enabled whether the figures of Argus are among the metrics
 * @param metricsPath where the container serves metrics
 * @param healthCheckPath where the container serves health
 */
public record MonitoringConfig(boolean enabled, String metricsPath, String healthCheckPath) {

    static MonitoringConfig from(Settings settings) {
        return new MonitoringConfig(
                settings.get(OperationKeys.MONITORING_ENABLED),
                settings.get(OperationKeys.METRICS_PATH),
                settings.get(OperationKeys.HEALTH_PATH));
    }
}
