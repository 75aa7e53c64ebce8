package argus.rest.answer;

import static java.nio.charset.StandardCharsets.UTF_8;

import argus.model.Symbol;
import argus.protocol.ErrorCode;
import argus.protocol.json.JsonFault;
import argus.protocol.json.JsonNode;
import argus.protocol.json.JsonPath;
import argus.protocol.json.JsonTree;
import argus.rest.problem.Problem;
import argus.rest.problem.ProblemException;
import argus.session.SymbolResolver;
import argus.watchlist.WatchList;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the symbols that somebody wants to have in a list. Thread-safe. */
final class ListBody {
    private static final String MEMBER = "symbols";
    private static final String PATH = JsonPath.member(JsonPath.ROOT, MEMBER);
    /** Unknown symbols that are told one by one. */
    private static final int TOLD = 20;

    private static final int SUGGESTIONS = 5;
    /** Characters of a text that are told again. */
    private static final int SHOWN = 64;

    private final JsonTree tree = new JsonTree();
    private final SymbolResolver symbols;

    ListBody(SymbolResolver symbols) {
        this.symbols = symbols;
    }

    /**
     * @param kept what is in the list already, and stays also while nobody serves it
     * @return each symbol once, in the order of the body
     * @throws ProblemException if it is no such body, or names what nobody serves
     */
    List<Symbol> read(byte[] body, Collection<Symbol> kept) {
        var keptByName = kept.stream().collect(Collectors.toMap(Symbol::text, Function.identity()));
        var found = new LinkedHashSet<Symbol>();
        var unknown = new ArrayList<Unknown>();
        int i = 0;
        for (var item : items(body)) {
            var path = JsonPath.item(PATH, i++);
            if (!(item instanceof JsonNode.Text text)) {
                throw new ProblemException(Problem.field(path, "is to be a symbol, a text"));
            }
            var symbol = symbols.resolve(text.value()).or(() -> Optional.ofNullable(keptByName.get(text.value())));
            symbol.ifPresentOrElse(found::add, () -> unknown.add(new Unknown(path, text.value())));
        }
        if (!unknown.isEmpty()) {
            throw new ProblemException(refusal(unknown));
        }
        return List.copyOf(found);
    }

    private List<JsonNode> items(byte[] body) {
        if (!(json(body) instanceof JsonNode.Members root)
                || !(root.members().get(MEMBER) instanceof JsonNode.Items items)) {
            throw new ProblemException(Problem.field(PATH, "is to be a list of symbols"));
        }
        int count = items.items().size();
        if (count > WatchList.MAX_SYMBOLS) {
            throw new ProblemException(
                    Problem.field(PATH, "has " + count + " symbols, at most " + WatchList.MAX_SYMBOLS));
        }
        return items.items();
    }

    private JsonNode json(byte[] body) {
        try {
            return tree.read(UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
        } catch (CharacterCodingException e) {
            throw new ProblemException(Problem.of(400, ErrorCode.BAD_JSON, "The body is not UTF-8"));
        } catch (JsonFault e) {
            var path = e.path();
            throw new ProblemException(
                    path == null ? Problem.of(400, ErrorCode.BAD_JSON, e.text()) : Problem.field(path, e.text()));
        }
    }

    private Map<String, Object> told(Unknown unknown) {
        return Map.of(
                "field",
                unknown.path,
                "symbol",
                shown(unknown.text),
                "suggestions",
                symbols.suggest(unknown.text).stream().limit(SUGGESTIONS).toList());
    }

    private Problem refusal(List<Unknown> unknown) {
        var first = unknown.get(0);
        var detail = unknown.size() == 1
                ? "No source of this node serves " + shown(first.text)
                : unknown.size() + " symbols are not served by any source of this node";
        return Problem.of(400, ErrorCode.UNKNOWN_SYMBOL, detail)
                .with("field", first.path)
                .with("unknown", unknown.stream().limit(TOLD).map(this::told).toList());
    }

    private static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    /** A text that stands for no symbol, and its place. */
    private record Unknown(String path, String text) {}
}
