package argus.rest.answer;

import argus.config.LiveConfig;
import argus.feed.Readiness;
import argus.feed.ServiceFigures;
import argus.protocol.ErrorCode;
import argus.protocol.json.JsonOut;
import argus.rest.problem.Problem;
import argus.rest.problem.ProblemException;
import argus.session.Disconnect;
import argus.source.MarketHours;
import argus.source.SourceSupervisor;
import java.util.List;
import java.util.stream.Stream;

/** Answers questions about this node. Thread-safe. */
public final class NodeAnswers {
    private final ServiceFigures figures;
    private final Readiness readiness;
    private final SourceSupervisor sources;
    private final MarketHours hours;
    private final LiveConfig config;

    public NodeAnswers(
            ServiceFigures figures,
            Readiness readiness,
            SourceSupervisor sources,
            MarketHours hours,
            LiveConfig config) {
        this.figures = figures;
        this.readiness = readiness;
        this.sources = sources;
        this.hours = hours;
        this.config = config;
    }

    /** Who the node is and how it is. */
    public String status() {
        var obstacles = readiness.obstacles();
        var text = new StringBuilder();
        var out = new JsonOut(text).object();
        figures.server().forEach(out::member);
        out.member("ready", obstacles.isEmpty())
                .member("obstacles", obstacles)
                .member(
                        "warnings",
                        Stream.concat(config.current().warnings().stream(), hours.warnings().stream())
                                .toList())
                .endObject();
        return text.toString();
    }

    /** What is known of each source. */
    public String sources() {
        var text = new StringBuilder();
        var out = new JsonOut(text).object().array("sources");
        for (var status : sources.statuses()) {
            out.object().member("name", status.name());
            figures.source(status).forEach(out::member);
            out.endObject();
        }
        out.endArray().endObject();
        return text.toString();
    }

    /** The same members as the {@code data} of a stats message. */
    public String stats() {
        var text = new StringBuilder();
        var out = new JsonOut(text).object();
        figures.stats(null).write(out);
        out.endObject();
        return text.toString();
    }

    /** The registry of errors and close codes. */
    public String errors() {
        var text = new StringBuilder();
        var out = new JsonOut(text).object().array("errors");
        for (var code : ErrorCode.values()) {
            out.object()
                    .member("code", code.number())
                    .member("name", code.name())
                    .member("message", code.text())
                    .member("retry", code.retry().wire())
                    .endObject();
        }
        out.endArray().array("close_codes");
        for (var reason : Disconnect.values()) {
            out.object()
                    .member("code", reason.code())
                    .member("name", reason.name())
                    .member("reason", reason.reason())
                    .member("come_back", reason.comeBack())
                    .endObject();
        }
        out.endArray().endObject();
        return text.toString();
    }

    /** Every setting in force, secrets masked. */
    public String config() {
        var text = new StringBuilder();
        var out = new JsonOut(text).object().array("settings");
        for (var entry : config.current().effective().entries()) {
            out.object()
                    .member("key", entry.key())
                    .member("value", entry.value())
                    .member("source", entry.source())
                    .member("reloadable", entry.reloadable())
                    .endObject();
        }
        out.endArray().endObject();
        return text.toString();
    }

    /**
     * Reads the configuration again.
     *
     * @throws argus.config.key.ConfigException if it cannot be used
     */
    public String reload() {
        List<String> changed;
        try {
            changed = config.reload();
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.of(409, "The configuration cannot be used", e.getMessage()));
        }
        var text = new StringBuilder();
        new JsonOut(text).object().member("changed", changed).endObject();
        return text.toString();
    }
}
