package argus.source.tencent;

import argus.source.FakeHttp;
import argus.source.FakeHttp.Reply;
import argus.source.FakeHttp.Request;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tencent's quotes on a free port of this machine. Thread-safe. */
public final class FakeTencent implements AutoCloseable {
    static final Charset GBK = Charset.forName("GBK");

    private final Map<String, String> rows = new ConcurrentHashMap<>();
    private final FakeHttp http = new FakeHttp(this::answer);

    public URI address() {
        return http.address();
    }

    /** What it has of a code from now on. */
    public FakeTencent has(String code, String row) {
        rows.put(code, row);
        return this;
    }

    /** Takes over the rows of a recorded answer. */
    public FakeTencent hasAll(String answer) {
        for (var line : answer.lines().filter(text -> text.startsWith("v_")).toList()) {
            has(line.substring(2, line.indexOf('=')), line.substring(line.indexOf('"') + 1, line.lastIndexOf('"')));
        }
        return this;
    }

    public FakeHttp http() {
        return http;
    }

    /** The codes of each request so far. */
    public List<List<String>> asked() {
        return http.requests().stream().map(FakeTencent::codes).toList();
    }

    @Override
    public void close() {
        http.close();
    }

    /** The bytes of an answer with these rows. */
    static byte[] body(Map<String, String> rows) {
        var text = new StringBuilder();
        rows.forEach((code, row) ->
                text.append("v_").append(code).append("=\"").append(row).append("\";\n"));
        return text.toString().getBytes(GBK);
    }

    private static List<String> codes(Request request) {
        return List.of(request.path().replaceFirst("^/q=", "").split(","));
    }

    private Reply answer(Request request) {
        var known = new LinkedHashMap<String, String>();
        for (var code : codes(request)) {
            var row = rows.get(code);
            if (row != null) {
                known.put(code, row);
            }
        }
        return Reply.of(body(known.isEmpty() ? Map.of("pv_none_match", "1") : known));
    }
}
