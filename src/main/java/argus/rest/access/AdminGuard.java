package argus.rest.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import argus.config.key.Secret;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides who is an administrator: whoever has the token; where none is configured, whoever speaks from this machine
 * itself. A page of another origin that a visitor's browser has open here, and a proxy that speaks for strangers, are
 * on this machine too and yet are not meant. Stateless.
 */
final class AdminGuard {
    private static final String SCHEME = "bearer ";
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?(::1|0:0:0:0:0:0:0:1)(%\\w+)?\\]?");

    private AdminGuard() {}

    /** What becomes of a request. */
    enum Verdict {
        ALLOWED,
        /** No token came with it. */
        TOKEN_MISSING,
        /** Another token came with it. */
        TOKEN_WRONG,
        /** It does not come from this machine, or not for itself. */
        NOT_LOCAL
    }

    /**
     * What is known of the sender.
     *
     * @param authorization the header, or null
     * @param address of the other end of the connection
     * @param host the name it calls this node by, without port
     * @param authority the same with port, as in the header
     * @param origin the header, or null
     * @param forwarded whether a proxy says that it speaks for somebody else
     */
    record Sender(
            @Nullable String authorization,
            String address,
            String host,
            @Nullable String authority,
            @Nullable String origin,
            boolean forwarded) {

        private boolean local() {
            return !forwarded && isLoopback(address) && isLoopback(host);
        }

        private boolean foreignPage() {
            return origin != null && !origin.equals("http://" + authority) && !origin.equals("https://" + authority);
        }
    }

    static Verdict judge(Optional<Secret> token, Sender sender) {
        if (token.isEmpty()) {
            return sender.local() && !sender.foreignPage() ? Verdict.ALLOWED : Verdict.NOT_LOCAL;
        }
        var given = sender.authorization;
        if (given == null || !given.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return Verdict.TOKEN_MISSING;
        }
        var bytes = given.substring(SCHEME.length()).strip().getBytes(UTF_8);
        // takes as long whatever the first difference is
        return MessageDigest.isEqual(bytes, token.get().value().getBytes(UTF_8))
                ? Verdict.ALLOWED
                : Verdict.TOKEN_WRONG;
    }

    private static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }
}
