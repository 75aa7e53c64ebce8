package argus.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.junit.jupiter.api.Test;

class RestDocumentTest {
    private static final List<Class<? extends Annotation>> METHODS =
            List.of(GET.class, POST.class, PUT.class, DELETE.class);

    @Test
    void documentationListsEveryResourceAndNoOther() throws IOException {
        var documented = Files.readAllLines(java.nio.file.Path.of("docs/rest.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(3, line.indexOf('`', 3)).replaceAll("\\?.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(documented)
                .isEqualTo(resources().map(RestDocumentTest::request).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void everyResourceDescribesItself() {
        assertThat(resources()).allSatisfy(method -> assertThat(method.getAnnotation(Operation.class))
                .isNotNull()
                .satisfies(operation -> assertThat(operation.summary()).isNotBlank())
                .satisfies(operation -> assertThat(operation.operationId()).isNotBlank()));
    }

    private static Stream<Method> resources() {
        return Stream.of(
                        SymbolResource.class,
                        MarketResource.class,
                        ListResource.class,
                        NodeResource.class,
                        ContractResource.class,
                        AdminResource.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Operation.class)
                        || METHODS.stream().anyMatch(method::isAnnotationPresent));
    }

    private static String request(Method method) {
        var root = ArgusApi.class.getAnnotation(ApplicationPath.class).value();
        var path = Stream.of(method.getDeclaringClass().getAnnotation(Path.class), method.getAnnotation(Path.class))
                .filter(annotation -> annotation != null)
                .map(Path::value)
                .filter(part -> !part.equals("/"))
                .collect(Collectors.joining("/", root + "/", ""));
        return METHODS.stream()
                        .filter(method::isAnnotationPresent)
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining())
                + " " + path;
    }
}
