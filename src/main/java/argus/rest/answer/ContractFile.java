package argus.rest.answer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** One file of the published contract, as it is packed with the application. Immutable; the files are read once. */
public final class ContractFile {
    private static final String FOLDER = "/argus/contract/";
    // a name is part of a path: nothing in it may lead elsewhere
    private static final Pattern NAME = Pattern.compile("[a-z]+(_[a-z]+)*");
    private static final int TAG_BYTES = 16;
    private static final Map<String, ContractFile> READ = new ConcurrentHashMap<>();

    private final byte[] bytes;
    private final String tag;

    private ContractFile(byte[] bytes) {
        this.bytes = bytes;
        this.tag = tagOf(bytes);
    }

    /** The AsyncAPI document, YAML. */
    public static ContractFile asyncApi() {
        return find("asyncapi.yaml").orElseThrow();
    }

    /** A JSON Schema; empty if there is none of that name. */
    public static Optional<ContractFile> schema(String name) {
        return NAME.matcher(name).matches() ? find("schemas/" + name + ".json") : Optional.empty();
    }

    /** What it holds, UTF-8. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The same for the same bytes, on every node. */
    public String tag() {
        return tag;
    }

    private static Optional<ContractFile> find(String path) {
        return Optional.ofNullable(READ.computeIfAbsent(path, missing -> {
            try (var file = ContractFile.class.getResourceAsStream(FOLDER + missing)) {
                return file == null ? null : new ContractFile(file.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
    }

    private static String tagOf(byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, TAG_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
