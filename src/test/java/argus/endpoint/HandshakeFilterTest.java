package argus.endpoint;

import static argus.model.Events.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import argus.TestClock;
import argus.config.ArgusConfig;
import argus.metrics.ServiceMetrics;
import argus.outbox.OutboxMeter;
import argus.protocol.MessageWriter;
import argus.session.FakeTransport;
import argus.session.FakeTransport.Way;
import argus.session.SessionSettings;
import argus.session.Sessions;
import argus.session.SteppedSessions;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HandshakeFilterTest {
    private final TestClock clock = new TestClock(NOON);
    private final Sessions sessions = new Sessions(
            () -> new SessionSettings(100_000, Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(20)),
            new OutboxMeter(1_000_000),
            new ServiceMetrics(),
            new MessageWriter(clock),
            clock,
            SteppedSessions.NO_THREADS,
            1,
            Runnable::run);
    private final Map<String, String> config = new HashMap<>();
    private final List<String> passed = new ArrayList<>();
    private final List<String> answer = new ArrayList<>();
    private final StringWriter body = new StringWriter();
    private final Turnstile turnstile = new Turnstile(1, Duration.ZERO);
    private FilterChain chain = (request, response) -> passed.add("passed");

    private void connect(Map<String, String> headers) throws ServletException, IOException {
        passed.clear();
        answer.clear();
        var filter = new HandshakeFilter();
        filter.sessions = sessions;
        filter.settings = new DoorSettings(() -> ArgusConfig.of(config), "1", "n1");
        filter.turnstile = turnstile;
        filter.doFilter(
                fake(HttpServletRequest.class, (name, args) -> headers.get(args[0])),
                fake(HttpServletResponse.class, (name, args) -> {
                    if (name.equals("getWriter")) {
                        return new PrintWriter(body, true);
                    }
                    answer.add(name + List.of(args));
                    return null;
                }),
                chain);
    }

    private interface Calls {
        Object answer(String name, Object[] args);
    }

    private static <T> T fake(Class<T> kind, Calls calls) {
        return kind.cast(Proxy.newProxyInstance(
                kind.getClassLoader(),
                new Class<?>[] {kind},
                (proxy, method, args) -> calls.answer(method.getName(), args)));
    }

    @Test
    void whatIsNoHandshakePasses() throws Exception {
        sessions.drain(Duration.ZERO, Duration.ZERO);
        connect(Map.of());
        assertThat(passed).hasSize(1);
    }

    @Test
    void handshakePassesWhileThereIsRoom() throws Exception {
        connect(Map.of("Upgrade", "WebSocket"));
        assertThat(passed).hasSize(1);
        assertThat(answer).isEmpty();
    }

    @Test
    void drainingNodeTakesInNobody() throws Exception {
        sessions.drain(Duration.ZERO, Duration.ZERO);
        connect(Map.of("Upgrade", "websocket"));
        assertThat(passed).isEmpty();
        assertThat(answer).contains("setStatus[503]", "setHeader[Retry-After, 5]");
        assertThat(body.toString()).contains("\"code\":5031", "NODE_DRAINING");
    }

    @Test
    void fullNodeTakesInNobody() throws Exception {
        config.put("argus.server.max-connections", "1");
        sessions.open(new FakeTransport(Way.AT_ONCE, clock));
        connect(Map.of("Upgrade", "websocket"));
        assertThat(passed).isEmpty();
        assertThat(answer).contains("setStatus[503]");
        assertThat(body.toString()).contains("CONNECTION_LIMIT");
    }

    @Test
    void pageOfAForeignOriginIsRefused() throws Exception {
        config.put("argus.security.allowed-origins", "https://desk.example");
        connect(Map.of("Upgrade", "websocket", "Origin", "https://evil.example"));
        assertThat(passed).isEmpty();
        assertThat(answer).contains("setStatus[403]");
        assertThat(body.toString()).contains("\"code\":4031", "FORBIDDEN_ORIGIN");
        connect(Map.of("Upgrade", "websocket", "Origin", "https://desk.example"));
        assertThat(passed).hasSize(1);
    }

    @Test
    void aHandshakeHasAPlaceWhileItLastsHoweverItEnds() throws Exception {
        chain = (request, response) -> {
            assertThat(turnstile.enter()).as("the only place is taken").isFalse();
            throw new ServletException("cannot be carried out");
        };
        assertThatThrownBy(() -> connect(Map.of("Upgrade", "websocket"))).isInstanceOf(ServletException.class);
        assertThat(turnstile.enter()).isTrue();
    }

    @Test
    void aHandshakeThatFoundNoPlaceGivesNoneAway() throws Exception {
        turnstile.enter();
        connect(Map.of("Upgrade", "websocket"));
        assertThat(passed).hasSize(1);
        assertThat(turnstile.enter()).isFalse();
    }
}
