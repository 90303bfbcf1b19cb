package io.millrace.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.standalone.Standalone;
import io.millrace.standalone.demo.DemoSettings;
import io.millrace.standalone.demo.DemoTraffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The live page in a real browser, over the traffic of the simulated shop. Skipped where there is no Chromium. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LivePageTest {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path CHROMEDRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration SOON = Duration.ofSeconds(90);

    private final Path dataDir = Millraces.temporaryFolder();
    private Standalone millrace;
    private DemoTraffic demo;
    private ChromeDriver browser;

    @BeforeAll
    void start() {
        assumeTrue(Files.isExecutable(CHROMIUM) && Files.isExecutable(CHROMEDRIVER),
                "no browser: " + CHROMIUM + " or " + CHROMEDRIVER + " is missing");
        millrace = Standalone.start(Millraces.options(dataDir));
        browser = new ChromeDriver(
                new ChromeDriverService.Builder().usingDriverExecutable(CHROMEDRIVER.toFile()).build(), options());
        browser.manage().window().setSize(new Dimension(1280, 1500));
    }

    @AfterAll
    void stop() {
        if (browser != null) {
            browser.quit();
        }
        if (demo != null) {
            demo.close();
        }
        if (millrace != null) {
            millrace.close();
        }
        Millraces.delete(dataDir);
    }

    @Test
    void shouldGoFromNoEventsToAMovingPageAndSayWhenTheConnectionIsLost() throws IOException {
        browser.get(millrace.queryUrl() + "/");
        await().atMost(SOON).untilAsserted(() -> assertThat(state()).isEqualTo("live"));
        await().atMost(SOON).untilAsserted(() -> assertThat(shown("no-events")).isTrue());
        assertThat(text("curl")).contains("/v1/events", "event_type");

        demo = DemoTraffic.start(
                DemoSettings.to(millrace.ingestUrl(), "dev").withBackfill(Duration.ofMinutes(10)), Clock.systemUTC());

        await().atMost(SOON).untilAsserted(
                () -> assertThat(Double.parseDouble(text("rate").replace(",", ""))).isPositive());
        await().atMost(SOON).untilAsserted(() -> assertThat(shown("no-events")).isFalse());
        await().atMost(SOON).untilAsserted(
                () -> assertThat(browser.findElements(By.cssSelector("#charts canvas"))).hasSizeGreaterThan(3));
        await().atMost(SOON).untilAsserted(() -> assertThat(rows("matches")).isPositive());
        screenshot("page-light");

        browser.executeCdpCommand("Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
        screenshot("page-dark");
        assertThat(severeMessages()).isEmpty();

        millrace.close();
        await().atMost(SOON).untilAsserted(() -> assertThat(state()).isNotEqualTo("live"));
        screenshot("page-disconnected");
    }

    private static ChromeOptions options() {
        var options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--disable-dev-shm-usage");
        var logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logging);
        return options;
    }

    private String state() {
        return browser.findElement(By.id("state")).getDomAttribute("data-state");
    }

    private String text(String id) {
        return browser.findElement(By.id(id)).getText();
    }

    private boolean shown(String id) {
        return browser.findElement(By.id(id)).isDisplayed();
    }

    private int rows(String id) {
        return browser.findElements(By.cssSelector("#" + id + " tr td:nth-child(2)")).size();
    }

    private List<String> severeMessages() {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream().filter(
                entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue()).map(LogEntry::getMessage).toList();
    }

    /** Kept beside the test reports, for people to look at. */
    private void screenshot(String name) throws IOException {
        var folder = Files.createDirectories(Path.of("target", "screenshots"));
        Files.write(folder.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
    }

}
