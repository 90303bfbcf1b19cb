package io.millrace.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line as a script sees it: exit codes, what is said where, and how a running instance ends. */
class CommandsTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration UP_WITHIN = Duration.ofMinutes(3);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(10);
    private static final String GOOD = """
            kind: metric
            name: logins
            events: [login]
            windows: [{tumbling: 1m}]
            """;
    private static final String BAD = """
            kind: metric
            name: logins
            where: data.ok = true
            windows:
              - tumbling: soon
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "up", "replay", "load", "check"})
    void shouldExplainEveryCommand(String command) {
        var help = run((command + " --help").strip().split(" "));

        assertThat(help.code).as(help.err).isZero();
        assertThat(help.out).startsWith(("Usage: millrace " + command).strip()).contains("--help");
        assertThat(help.err).isEmpty();
    }

    @Test
    void shouldCallWrongUsageBy2() {
        for (var arguments : List.of(List.of(), List.of("dance"), List.of("up", "--loud"), List.of("replay"),
                List.of("up", "--port-offset", "many"), List.of("up", "--port-offset", "60000"),
                List.of("replay", "events.jsonl", "--speed", "fast"))) {
            var done = run(arguments.toArray(String[]::new));

            assertThat(done.code).as("%s: %s", arguments, done.err).isEqualTo(2);
            assertThat(done.err).contains("Usage: millrace").doesNotContain("Exception");
            assertThat(done.out).isEmpty();
        }
    }

    @Test
    void shouldFindAGoodFileGood() throws IOException {
        var done = run("check", file("good.yml", GOOD).toString());

        assertThat(done.code).as(done.err).isZero();
        assertThat(done.out).contains("1 definition");
        assertThat(done.err).isEmpty();
    }

    @Test
    void shouldSayWhereABadFileIsBad() throws IOException {
        var bad = file("bad.yml", BAD);

        var done = run("check", bad.toString());

        assertThat(done.code).isEqualTo(1);
        assertThat(done.out).isEmpty();
        assertThat(done.err.lines()).hasSize(2).anySatisfy(
                line -> assertThat(line).startsWith(bad + ":3:16: ")).anySatisfy(
                        line -> assertThat(line).startsWith(bad + ":5:15: "));
    }

    @Test
    void shouldSayThatAFileIsMissing() {
        for (var command : List.of("check", "load", "replay")) {
            var done = run(command, folder.resolve("none.yml").toString());

            assertThat(done.code).as(done.err).isEqualTo(1);
            assertThat(done.err).contains("none.yml").doesNotContain("Exception");
        }
    }

    @Test
    void shouldSayThatNoServiceAnswers() throws IOException {
        var away = "http://127.0.0.1:" + FreePorts.find().query();

        var done = run("load", "--to", away, file("good.yml", GOOD).toString());

        assertThat(done.code).isEqualTo(1);
        assertThat(done.err).contains(away).doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SIGINT", "SIGTERM"})
    void shouldKeepTheFolderToItselfAndEndInTime(String signal) throws IOException {
        var ports = FreePorts.find();
        try (var up = up(folder.resolve("data"), ports.offset())) {
            up.awaitOut("Millrace is up", UP_WITHIN);
            assertThat(up.out()).contains(":%d/v1/events".formatted(ports.ingest()));

            try (var second = up(folder.resolve("data"), FreePorts.find().offset())) {
                assertThat(second.exitCode(SOON)).isEqualTo(1);
                assertThat(second.err()).contains(
                        "another instance is running on the data folder " + folder).doesNotContain("Exception");
            }

            var loaded = run("load", "--to", "http://127.0.0.1:" + ports.query(), file("good.yml", GOOD).toString());
            assertThat(loaded.code).as(loaded.err).isZero();
            assertThat(new HttpApi(URI.create("http://127.0.0.1:" + ports.query())).get(
                    "/v1/definitions/metrics/logins").status()).isEqualTo(200);

            if (signal.equals("SIGINT")) {
                up.interrupt();
            } else {
                up.terminate();
            }
            assertThat(up.exitCode(ENDS_WITHIN)).isIn(0, 130, 143);
            assertThat(up.out()).contains("Millrace has stopped.");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8080, 8083, 9092})
    void shouldSayWhichPortIsTaken(int port) throws IOException {
        var ports = FreePorts.find();
        int taken = port + ports.offset();
        try (var _ = new ServerSocket(taken, 1, InetAddress.getLoopbackAddress());
                var up = up(folder.resolve("data"), ports.offset())) {
            assertThat(up.exitCode(UP_WITHIN)).isEqualTo(1);
            assertThat(up.err()).contains(Integer.toString(taken)).doesNotContain("Exception");
        }
    }

    private record Done(int code, String out, String err) {}

    private static Done run(String... arguments) {
        try (var process = JavaProcess.ofMillrace(arguments)) {
            int code = process.exitCode(SOON);
            return new Done(code, process.out(), process.err());
        }
    }

    private static JavaProcess up(Path dataDir, int offset) {
        return JavaProcess.ofMillrace("up", "--no-demo", "--data-dir", dataDir.toString(), "--port-offset",
                Integer.toString(offset));
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

}
