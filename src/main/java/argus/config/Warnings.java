package argus.config;

import argus.config.check.Settings;
import argus.config.key.DatasourceKeys;
import argus.config.key.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Settings that are allowed and yet should be thought over. */
final class Warnings {
    private static final int SHORTEST_TOKEN = 16;
    private static final Set<String> LOOPBACK = Set.of("localhost", "::1", "[::1]", "0:0:0:0:0:0:0:1");

    private Warnings() {}

    static List<String> of(ServerConfig server, SecurityConfig security, Settings settings) {
        var warnings = new ArrayList<String>();
        boolean everywhere = !isLoopback(server.host()) || (server.adminPort() >= 0 && !isLoopback(server.adminHost()));
        if (!security.enableAuth() && everywhere) {
            warnings.add(
                    "authentication is off (argus.security.enable-auth) while the server listens beyond this machine"
                            + " (WEBSOCKET_HOST " + server.host() + ", METRICS_HOST " + server.adminHost()
                            + "): everyone who reaches it is served");
        }
        if (security.allowedOrigins().contains("*")) {
            warnings.add("argus.security.allowed-origins is *: any web page may connect from its visitor's browser");
        }
        if (security.authToken().filter(Warnings::isWeak).isPresent()) {
            warnings.add("argus.security.auth-token is a well-known word or shorter than " + SHORTEST_TOKEN
                    + " characters: it can be guessed");
        }
        if (security.authToken().isPresent() && !security.enableAuth()) {
            warnings.add("argus.security.auth-token is set but not asked for: argus.security.enable-auth is false");
        }
        if (settings.isSet(DatasourceKeys.SOURCE_TYPE) && settings.isSet(DatasourceKeys.ROUTES)) {
            warnings.add("argus.datasource.routes has no effect: argus.datasource.source-type takes its place");
        }
        return List.copyOf(warnings);
    }

    private static boolean isLoopback(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        return LOOPBACK.contains(name) || name.matches("127(\\.\\d{1,3}){3}");
    }

    private static boolean isWeak(Secret token) {
        var text = token.value().toLowerCase(Locale.ROOT);
        return text.length() < SHORTEST_TOKEN
                || text.matches(".*(change|default|example|placeholder|your|secret|password|1234567).*");
    }
}
