package io.millrace.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.event.JsonTree;
import io.millrace.standalone.Ports;
import io.millrace.testkit.broker.TestBroker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The five services as processes of their own, from their executable jars, set up by environment variables alone, as a
 * container does it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SeparateServicesTest {

    private static final Duration UP_WITHIN = Duration.ofMinutes(4);
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration GIVES_UP_WITHIN = Duration.ofMinutes(3);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(10);
    private static final String DEFINITIONS = """
            kind: metric
            name: takings
            events: [order.created]
            value: data.total
            windows: [{tumbling: 1m}]
            aggregates: [count, sum]
            """;

    @RegisterExtension
    static final TestBroker BROKER = TestBroker.inProcess();

    private final Path folder = Millraces.temporaryFolder();
    private final Ports ports = FreePorts.find();
    private final Map<Service, JavaProcess> processes = new LinkedHashMap<>();
    private final Map<Service, HttpApi> apis = new LinkedHashMap<>();

    @BeforeAll
    void start() throws IOException {
        for (var service : Service.values()) {
            assumeTrue(service.jar().isPresent(),
                    () -> service.module() + " has no executable jar yet: `mvn package` builds it");
        }
        Files.writeString(Files.createDirectories(folder.resolve("definitions")).resolve("takings.yml"), DEFINITIONS);
        for (var service : Service.values()) {
            processes.put(service, JavaProcess.ofJar(service.jar().orElseThrow(),
                    service.environment(BROKER.bootstrapServers(), folder, ports)));
            apis.put(service, new HttpApi(service.url(ports)));
        }
        await().atMost(UP_WITHIN).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            requireAllAlive();
            apis.forEach((service, api) -> assertThat(api.answers("/actuator/health/readiness"))
                    .as(service.module()).isTrue());
        });
    }

    @AfterAll
    void end() {
        processes.values().forEach(JavaProcess::close);
        Millraces.delete(folder);
    }

    @Test
    @Order(1)
    void shouldTakeAnEventToAWindow() {
        var minute = Instant.ofEpochSecond(Instant.now().getEpochSecond() / 60 * 60);

        var answer = apis.get(Service.INGEST).post("/v1/events", """
                {"event_id":"%s","event_type":"order.created","user_id":"u1","timestamp":"%s","data":{"total":12.5}}"""
                .formatted(UUID.randomUUID(), minute));

        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        await().atMost(SOON).untilAsserted(() -> assertThat(
                apis.get(Service.QUERY).get("/v1/metrics/takings/windows?window=1m").list("windows")).singleElement()
                .satisfies(window -> assertThat(window).containsEntry("values", Map.of("count", 1.0, "sum", 12.5))));
    }

    @ParameterizedTest
    @MethodSource("services")
    @Order(2)
    void shouldTellItsHealth(Service service) {
        for (var probe : List.of("/actuator/health/liveness", "/actuator/health/readiness", "/actuator/health")) {
            var health = apis.get(service).get(probe);

            assertThat(health.status()).as("%s: %s", probe, health.body()).isEqualTo(200);
            assertThat(health.json()).containsEntry("status", "UP");
        }
        var readiness = apis.get(service).get("/actuator/health/readiness").body();
        assertThat(readiness.contains("\"RUNNING\"")).as(readiness).isEqualTo(service.runsStreams());
    }

    @ParameterizedTest
    @MethodSource("services")
    @Order(2)
    void shouldTellItsMeters(Service service) {
        var meters = apis.get(service).get("/actuator/prometheus");

        assertThat(meters.status()).isEqualTo(200);
        assertThat(meters.body()).contains("\nmillrace_" + service.label() + "_", "\njvm_memory_used_bytes");
        if (service.runsStreams()) {
            assertThat(meters.body()).contains("\nkafka_stream_", "\nmillrace_streams_thread_failures_total");
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    @Order(2)
    void shouldTellWhatItIs(Service service) {
        var info = apis.get(service).get("/actuator/info");
        var description = apis.get(service).get("/v3/api-docs");

        assertThat(info.status()).isEqualTo(200);
        assertThat(info.json()).containsKeys("java", "build");
        assertThat(description.status()).isEqualTo(200);
        assertThat(description.json()).containsKeys("openapi", "info", "paths");
    }

    @ParameterizedTest
    @MethodSource("services")
    @Order(2)
    void shouldPassTheHealthCheckOfItsContainer(Service service) throws Exception {
        assertThat(healthCheck(service.url(ports).getPort())).isZero();
        assertThat(healthCheck(FreePorts.find().query())).isNotZero();
    }

    @ParameterizedTest
    @MethodSource("services")
    @Order(3)
    void shouldLogJsonLines(Service service) {
        var lines = processes.get(service).out().lines().toList();

        assertThat(lines).isNotEmpty().allSatisfy(
                line -> assertThat(JsonTree.read(line.getBytes(StandardCharsets.UTF_8))).asInstanceOf(MAP)
                        .containsKeys("@timestamp", "level", "logger_name", "message"));
        assertThat(lines).noneMatch(line -> line.contains("\"level\":\"ERROR\""));
    }

    @Test
    @Order(4)
    void shouldEndInTimeWhenAsked() {
        for (var process : processes.entrySet()) {
            process.getValue().terminate();

            assertThat(process.getValue().exitCode(ENDS_WITHIN)).as(process.getKey().module()).isIn(0, 143);
        }
    }

    @Test
    @Order(5)
    void shouldNotStartWithoutABroker() {
        var nobody = "127.0.0.1:" + FreePorts.find().broker();
        var others = FreePorts.find();
        var starting = new LinkedHashMap<Service, JavaProcess>();
        try {
            for (var service : Service.values()) {
                starting.put(service, JavaProcess.ofJar(service.jar().orElseThrow(),
                        service.environment(nobody, folder, others)));
            }
            starting.forEach((service, process) -> {
                assertThat(process.exitCode(GIVES_UP_WITHIN)).as(service.module()).isNotZero();
                assertThat(process.out()).as(service.module())
                        .contains("Kafka at %s does not answer".formatted(nobody), "MILLRACE_KAFKA=")
                        .doesNotContain("stack_trace");
            });
        }
        finally {
            starting.values().forEach(JavaProcess::close);
        }
    }

    private static List<Service> services() {
        return List.of(Service.values());
    }

    private static int healthCheck(int port) throws IOException, InterruptedException {
        var check = new ProcessBuilder("bash", Service.root().resolve("deploy/docker/health.sh").toString())
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        check.environment().put("SERVER_PORT", Integer.toString(port));
        return check.start().waitFor();
    }

    private void requireAllAlive() {
        var ended = new ArrayList<String>();
        processes.forEach((service, process) -> {
            if (!process.isAlive()) {
                ended.add(service.module() + ":\n" + process.out() + process.err());
            }
        });
        if (!ended.isEmpty()) {
            throw new IllegalStateException(String.join("\n", ended));
        }
    }

}
