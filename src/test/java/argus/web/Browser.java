package argus.web;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The Chromium of this machine, without a window. Nothing is downloaded; where it is missing the test is skipped. */
final class Browser {
    private static final List<String> CHROMIUM = List.of("chromium", "chromium-browser", "google-chrome");
    private static final List<String> DRIVER = List.of("chromedriver");

    private Browser() {}

    static ChromeDriver start() {
        var binary = find("argus.chromium", CHROMIUM);
        var driver = find("argus.chromedriver", DRIVER);
        Assumptions.assumeTrue(
                binary.isPresent() && driver.isPresent(),
                "The page is not tested: Chromium and chromedriver are not on the path. Install them, or name them by"
                        + " -Dargus.chromium= and -Dargus.chromedriver=");
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.orElseThrow().toFile())
                .usingAnyFreePort()
                .build();
        var browser = new ChromeDriver(service, options(binary.orElseThrow()));
        browser.manage().timeouts().scriptTimeout(Duration.ofSeconds(30));
        return browser;
    }

    private static ChromeOptions options(Path binary) {
        var options = new ChromeOptions();
        options.setBinary(binary.toFile());
        options.addArguments(
                "--headless=new",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1400,900",
                "--lang=en-US");
        if ("root".equals(System.getProperty("user.name"))) {
            options.addArguments("--no-sandbox"); // Chromium refuses to start as root with its sandbox
        }
        options.setExperimentalOption("prefs", Map.of("intl.accept_languages", "en-US"));
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        return options;
    }

    private static Optional<Path> find(String property, List<String> names) {
        var named = System.getProperty(property);
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        var folders = Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator);
        return names.stream()
                .flatMap(name -> folders(folders).map(folder -> folder.resolve(name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Stream<Path> folders(String[] folders) {
        return Arrays.stream(folders).filter(folder -> !folder.isBlank()).map(Path::of);
    }
}
