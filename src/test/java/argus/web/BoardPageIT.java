package argus.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The page in a real browser, reached through a cable that can be cut. */
@ExtendWith(ServiceAddress.class)
class BoardPageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static ChromeDriver browser;
    private static URI service;
    private Cable cable;

    @BeforeAll
    static void startBrowser(URI address) {
        browser = Browser.start();
        service = address;
    }

    @AfterAll
    static void stopBrowser() {
        if (browser != null) {
            browser.quit();
        }
    }

    @BeforeEach
    void openPage() throws IOException {
        cable = new Cable(service); // a new port, so a new origin, so settings as on the first visit
        browser.manage().window().setSize(new Dimension(1400, 900));
        browser.manage().logs().get(LogType.BROWSER);
        browser.get(cable.url().toString());
        waitForState("live");
    }

    @AfterEach
    void removeCable() throws IOException {
        browser.get("about:blank");
        cable.close();
    }

    @Test
    void everyRowHasAPriceAndPricesMove() {
        until(() -> prices().size() >= 12 && prices().stream().allMatch(text -> text.matches("[\\d,.]+")));
        var before = prices();
        until(() -> !prices().equals(before));
    }

    @Test
    void languageChangesAndIsRemembered() {
        assertThat(text("board-title")).startsWith("Board");
        assertThat(root("data-colours")).isEqualTo("west");

        browser.findElement(By.id("language-zh")).click();

        assertThat(text("board-title")).startsWith("自选行情");
        assertThat(root("lang")).isEqualTo("zh-CN");
        assertThat(root("data-colours")).isEqualTo("east");
        until(() -> names().contains("平安银行"));
        browser.navigate().refresh();
        until(() -> text("board-title").startsWith("自选行情"));
    }

    @Test
    void coloursOfChangeAreChosenApartFromTheLanguage() {
        browser.findElement(By.id("colours-east")).click();

        assertThat(root("data-colours")).isEqualTo("east");
        assertThat(root("lang")).isEqualTo("en");
    }

    @Test
    void removedSymbolComesBackThroughTheSearch() {
        row("000001.SZ").sendKeys(Keys.DELETE);
        until(() -> browser.findElements(By.cssSelector("tr[data-symbol='000001.SZ']"))
                .isEmpty());

        browser.findElement(By.id("search")).sendKeys("000001");
        until(() -> browser.findElements(By.cssSelector("#suggestions [data-index='0']")).stream()
                .anyMatch(option -> option.getText().contains("000001.SZ")));
        browser.findElement(By.id("search")).sendKeys(Keys.ENTER);

        until(() -> prices("tr[data-symbol='000001.SZ']").stream().anyMatch(text -> text.matches("[\\d,.]+")));
        assertThat(row("000001.SZ").getAttribute("aria-selected")).isEqualTo("true");
        assertThat(text("focus-symbol")).isEqualTo("000001.SZ");
    }

    @Test
    void searchWithoutResultSaysSo() {
        browser.findElement(By.id("search")).sendKeys("<img src=x onerror=alert(1)>");

        until(() -> text("suggestions").equals("Nothing found"));
    }

    @Test
    void arrowKeysChooseTheSymbolShown() {
        row("000001.SZ").sendKeys(Keys.ARROW_DOWN);

        until(() -> text("focus-symbol").equals("600519.SH"));
        until(() -> text("focus-last").matches("[\\d,.]+"));
    }

    @Test
    void depthShowsFiveLevelsOfBothSides() {
        until(() -> cells("#asks td:nth-child(2)").stream().allMatch(text -> text.matches("[\\d,.]+")));
        until(() -> cells("#bids td:nth-child(2)").stream().allMatch(text -> text.matches("[\\d,.]+")));
        assertThat(cells("#asks td:nth-child(2)")).hasSize(5).doesNotHaveDuplicates();
        assertThat(cells("#bids td:nth-child(2)")).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void tradesAreListed() {
        until(() -> !cells("#trades-body tr:not([hidden]) .price").isEmpty());
        var first = cells("#trades-body tr:not([hidden])");
        until(() -> !cells("#trades-body tr:not([hidden])").equals(first));
    }

    @Test
    void chartIsPaintedAndGrows() {
        until(() -> bars() >= 1 && painted());

        browser.findElement(By.cssSelector("[data-period='1s']")).click();

        until(() -> bars() >= 1);
        var count = bars();
        until(() -> bars() > count);
        assertThat(text("chart-summary")).contains("bars of 1s");
    }

    @Test
    void droppedConnectionComesBackAndPricesMoveAgain() {
        until(() -> prices().size() >= 12);

        cable.cut();
        waitForOtherStateThan("live");
        cable.mend();

        waitForState("live");
        var before = prices();
        until(() -> !prices().equals(before));
        assertThat(text("journal-last")).isNotEmpty();
    }

    @Test
    void narrowPageDoesNotScrollSideways() {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 400, "height", 800, "deviceScaleFactor", 1, "mobile", true));
        try {
            until(() -> prices().size() >= 12);
            assertThat(number("return document.documentElement.scrollWidth")).isLessThanOrEqualTo(400);
        } finally {
            browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        }
    }

    @Test
    void nothingIsReportedToTheConsole() {
        until(() -> bars() >= 1 && painted());

        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll())
                .filteredOn(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .extracting(LogEntry::getMessage)
                .isEmpty();
    }

    @TestFactory
    @SuppressWarnings("unchecked")
    Stream<DynamicTest> module() throws IOException {
        var results = (List<List<String>>) Objects.requireNonNull(browser.executeAsyncScript(script("units.js")));
        assertThat(results).hasSizeGreaterThan(8);
        return results.stream()
                .map(result -> dynamicTest(
                        result.get(0),
                        () -> assertThat(result.get(1)).as(result.get(0)).isNull()));
    }

    private static String script(String name) throws IOException {
        try (var in = Objects.requireNonNull(BoardPageIT.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void waitForState(String state) {
        until(() -> state.equals(browser.findElement(By.id("link")).getAttribute("data-state")));
    }

    private static void waitForOtherStateThan(String state) {
        until(() -> !state.equals(browser.findElement(By.id("link")).getAttribute("data-state")));
    }

    private static void until(BooleanSupplier condition) {
        new WebDriverWait(browser, PATIENCE, Duration.ofMillis(100)).until(driver -> condition.getAsBoolean());
    }

    private static WebElement row(String symbol) {
        return browser.findElement(By.cssSelector("tr[data-symbol='" + symbol + "']"));
    }

    private static List<String> prices() {
        return prices("#board-body tr");
    }

    private static List<String> prices(String rows) {
        return cells(rows + " .last");
    }

    private static List<String> names() {
        return cells("#board-body .name");
    }

    /** Texts of all elements at one moment: read one by one they would belong to different paints. */
    @SuppressWarnings("unchecked")
    private static List<String> cells(String selector) {
        return (List<String>) Objects.requireNonNull(browser.executeScript(
                "return [...document.querySelectorAll(arguments[0])].map(cell => cell.textContent)", selector));
    }

    private static String text(String id) {
        return cells("#" + id).get(0);
    }

    private static String root(String attribute) {
        return browser.findElement(By.tagName("html")).getAttribute(attribute);
    }

    private static long bars() {
        return number("return Number(document.getElementById('chart').dataset.bars ?? 0)");
    }

    private static boolean painted() {
        return number("const canvas = document.querySelector('#chart canvas'); if (!canvas) return 0;"
                        + " const {data} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);"
                        + " return data.filter((value, at) => at % 4 === 3 && value > 0).length")
                > 500;
    }

    private static long number(String script) {
        return ((Number) Objects.requireNonNull(browser.executeScript(script))).longValue();
    }
}
