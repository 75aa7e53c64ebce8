package argus;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.stream.Stream;

/** Who may know whom. A new room gets a row; an exception is not to be had. */
@AnalyzeClasses(packages = "argus", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    /** Rooms everybody may import. They import no room. */
    private static final Set<String> GROUND = Set.of("model", "config", "metrics");

    /** What each other room may import beyond the ground floor. */
    private static final Map<String, List<String>> ROOMS = rows(
            """
            calendar   :
            topic      :
            auth       :
            source     : calendar
            normalise  : calendar
            watchlist  :
            market     : topic calendar
            history    : topic calendar
            outbox     : topic
            protocol   : topic
            cluster    : topic
            limit      : auth
            session    : topic outbox protocol auth limit
            feed       : source normalise calendar market topic history cluster protocol outbox session
            endpoint   : session protocol topic normalise market history auth limit
            rest       : session protocol topic normalise market history auth limit source feed watchlist
            health     : source session outbox market feed topic
            alert      : source session market topic
            """);

    /** The composition root: makes everything, so it imports everything, and nobody imports it. */
    private static final String BOOT = "boot";

    @ArchTest
    static final ArchRule roomsImportOnlyWhatTheTableAllows = table();

    @ArchTest
    static final ArchRule roomsHaveNoCycle =
            slices().matching("argus.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule venuesDoNotKnowEachOther = slices().matching("argus.source.(*)..")
            .should()
            .notDependOnEachOther()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule sourceKnowsNoVenue = noClasses()
            .that()
            .resideInAPackage("argus.source")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("argus.source.*..");

    @ArchTest
    static final ArchRule webSocketIsKnownOnlyAtTheEndpoint = only("jakarta.websocket..", "endpoint");

    @ArchTest
    static final ArchRule webServicesAreKnownOnlyInRest = only("jakarta.ws.rs..", "rest");

    @ArchTest
    static final ArchRule messagingIsKnownOnlyInCluster = only("jakarta.jms..", "cluster");

    @ArchTest
    static final ArchRule signalsAreHandledOnlyAtTheStart = only("sun.misc..", BOOT);

    @ArchTest
    static final ArchRule injectionStaysAtTheDoors =
            only("jakarta.enterprise..", "endpoint", "rest", "health", "alert", BOOT);

    @ArchTest
    static final ArchRule injectionPointsStayAtTheDoors =
            only("jakarta.inject..", "endpoint", "rest", "health", "alert", BOOT);

    @ArchTest
    static final ArchRule servletsStayAtTheDoors = only("jakarta.servlet..", "endpoint", "rest", BOOT);

    @ArchTest
    static final ArchRule modelIsPlainJava = classes()
            .that()
            .resideInAPackage("argus.model..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "argus.model..", "org.jspecify..");

    @ArchTest
    static final ArchRule modelHasNoFloatingPoint = noFields()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("argus.model..")
            .should()
            .haveRawType(describe("floating point", type -> List.of(
                            "double", "float", "java.lang.Double", "java.lang.Float", "[D", "[F")
                    .contains(type.getName())));

    @ArchTest
    static final ArchRule timeIsReadFromTheInjectedClock = noClasses()
            .that()
            .resideOutsideOfPackage("argus.config..")
            .should()
            .accessTargetWhere(describe("reads the system clock", ArchitectureTest::readsSystemClock));

    @ArchTest
    static final ArchRule threadsComeFromTheContainer = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("argus.boot.CommandLine") // it runs where there is no container
            .and()
            .doNotHaveFullyQualifiedName("argus.boot.Ticker") // it is given the container's
            .should()
            .accessTargetWhere(describe("makes threads", ArchitectureTest::makesThreads));

    @ArchTest
    static final ArchRule loggersAreSystemLoggers = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.slf4j..", "org.apache.logging..", "org.apache.commons.logging..");

    @ArchTest
    static final ArchRule loggingIsConfiguredOnlyAtTheStart = only("java.util.logging..", BOOT);

    @ArchTest
    static final ArchRule nothingIsPrinted = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule loggersAreConstants = fields().that()
            .haveRawType(System.Logger.class)
            .should()
            .beStatic()
            .andShould()
            .beFinal()
            .allowEmptyShould(true);

    @ArchTest
    static void everyRoomIsInTheTable(JavaClasses classes) {
        var known = Stream.of(GROUND, ROOMS.keySet(), Set.of(BOOT)).flatMap(Set::stream);
        assertThat(known).containsAll(rooms(classes));
    }

    @ArchTest
    static void everyPackageDescribesItself(JavaClasses classes) {
        var silent = classes.stream()
                .map(type -> type.getPackageName())
                .distinct()
                .filter(name -> !classes.contain(name + ".package-info"))
                .toList();
        assertThat(silent)
                .as("packages without a @NullMarked package-info.java")
                .isEmpty();
    }

    private static Map<String, List<String>> rows(String table) {
        return table.lines().map(row -> row.split(":", 2)).collect(toMap(row -> row[0].strip(), row -> Stream.of(
                        row[1].split(" "))
                .filter(name -> !name.isEmpty())
                .toList()));
    }

    private static List<String> rooms(JavaClasses classes) {
        return classes.stream()
                .map(type -> type.getPackageName() + ".")
                .filter(name -> name.startsWith("argus."))
                .map(name -> name.split("\\.")[1])
                .distinct()
                .toList();
    }

    private static ArchRule table() {
        var layers = layeredArchitecture().consideringOnlyDependenciesInLayers().withOptionalLayers(true);
        for (var room : GROUND) layers = layers.layer(room).definedBy("argus." + room + "..");
        for (var room : ROOMS.keySet()) layers = layers.layer(room).definedBy("argus." + room + "..");
        layers = layers.layer(BOOT).definedBy("argus." + BOOT + "..");
        for (var room : GROUND) layers = layers.whereLayer(room).mayNotAccessAnyLayer();
        for (var row : ROOMS.entrySet()) {
            var allowed =
                    Stream.concat(GROUND.stream(), row.getValue().stream()).toArray(String[]::new);
            layers = layers.whereLayer(row.getKey()).mayOnlyAccessLayers(allowed);
        }
        return layers.whereLayer(BOOT).mayNotBeAccessedByAnyLayer();
    }

    private static ArchRule only(String library, String... rooms) {
        var outside = Stream.of(rooms).map(room -> "argus." + room + "..").toArray(String[]::new);
        return noClasses()
                .that()
                .resideOutsideOfPackages(outside)
                .should()
                .dependOnClassesThat(are(resideInAPackage(library)))
                .as(library + " is known only in " + String.join(", ", rooms));
    }

    private static boolean readsSystemClock(JavaAccess<?> access) {
        var owner = access.getTargetOwner();
        var name = access.getTarget().getName();
        return (owner.isEquivalentTo(System.class) && name.equals("currentTimeMillis"))
                || (owner.isEquivalentTo(Clock.class) && (name.startsWith("system") || name.startsWith("tick")))
                || (owner.isEquivalentTo(Date.class) && name.equals("<init>"))
                || (owner.getPackageName().startsWith("java.time")
                        && name.equals("now")
                        && !access.getTarget().getFullName().contains(Clock.class.getName()));
    }

    private static boolean makesThreads(JavaAccess<?> access) {
        var owner = access.getTargetOwner();
        var made = access.getTarget().getName().equals("<init>");
        return owner.isEquivalentTo(Executors.class)
                || (made && owner.isAssignableTo(Thread.class))
                || (made && owner.isAssignableTo(ThreadPoolExecutor.class))
                || (made && owner.isAssignableTo(ForkJoinPool.class))
                || (made && owner.isAssignableTo(Timer.class));
    }
}
