package argus.config.key;

import static argus.config.key.ConfigKey.key;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Who may connect, from where and how often. */
public final class SecurityKeys {
    public static final ConfigKey<Boolean> ENABLE_AUTH = key("security.enable-auth", ValueType.flag())
            .initially("false")
            .environment("ENABLE_AUTH")
            .means("Whether a client must show who it is.");

    public static final ConfigKey<Secret> AUTH_TOKEN = key("security.auth-token", ValueType.secret())
            .environment("AUTH_TOKEN")
            .secret()
            .means("The one token that opens everything.");

    public static final ConfigKey<List<String>> ALLOWED_ORIGINS = key("security.allowed-origins", ValueType.list())
            .initially("*")
            .means("The origins a browser may connect from; `*` for any.");

    public static final ConfigKey<Integer> RATE_LIMIT = key("security.rate-limit", ValueType.integer(1, 1_000_000))
            .initially("100")
            .reloadable()
            .means("Messages a client may send in one window.");

    public static final ConfigKey<Duration> RATE_LIMIT_WINDOW = key(
                    "security.rate-limit-window", ValueType.duration("10ms", "1d"))
            .initially("1s")
            .reloadable()
            .means("The window of the rate limit.");

    public static final ConfigKey<Integer> REST_RATE_LIMIT = key(
                    "security.rest-rate-limit", ValueType.integer(0, 1_000_000))
            .initially("200")
            .reloadable()
            .means("REST requests a second taken from one address; 0 for any number.");

    public static final ConfigKey<Boolean> SSL_ENABLED = key("security.ssl-enabled", ValueType.flag())
            .initially("false")
            .environment("SSL_ENABLED")
            .means("Whether clients connect over TLS.");

    public static final ConfigKey<Path> SSL_CERT_PATH = key("security.ssl-cert-path", ValueType.path())
            .environment("SSL_CERT_PATH")
            .means("The certificate chain, PEM.");

    public static final ConfigKey<Path> SSL_KEY_PATH = key("security.ssl-key-path", ValueType.path())
            .environment("SSL_KEY_PATH")
            .means("The private key, PEM.");

    static final List<ConfigKey<?>> ALL = List.of(
            ENABLE_AUTH,
            AUTH_TOKEN,
            key("security.jwt.algorithm", ValueType.text()).means("The algorithm tokens are signed with."),
            key("security.jwt.secret", ValueType.secret()).secret().means("The shared key of HMAC signatures."),
            key("security.jwt.public-key-path", ValueType.path()).means("The public key of signatures, PEM."),
            key("security.jwt.jwks-url", ValueType.url()).means("Where the issuer publishes its keys."),
            key("security.jwt.issuer", ValueType.text()).means("The issuer a token must name."),
            key("security.jwt.audience", ValueType.text()).means("The audience a token must name."),
            key("security.permissions.*", ValueType.text()).means("What the identity or role of this name may see."),
            ALLOWED_ORIGINS,
            RATE_LIMIT,
            RATE_LIMIT_WINDOW,
            REST_RATE_LIMIT,
            SSL_ENABLED,
            SSL_CERT_PATH,
            SSL_KEY_PATH);

    private SecurityKeys() {}
}
