package io.millrace.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** What containers are built and run from, held against the services themselves. */
class DeploymentFilesTest {

    private static final Path ROOT = Service.root();
    private static final String DOCKERFILE = "deploy/docker/Dockerfile";
    private static final Pattern DEFAULT_PORT = Pattern.compile("port: \\$\\{MILLRACE_\\w+_PORT:(\\d+)}");
    private static final Pattern COPIED_LAYER = Pattern.compile("COPY --from=layers /layers/(\\S+)/ \\./");

    private final Map<String, Object> compose = yaml("docker-compose.yml");

    @TempDir
    Path folder;

    @Test
    void shouldComposeTheServicesWithKafkaPrometheusAndGrafana() {
        assertThat(services().keySet()).contains("kafka", "prometheus", "grafana")
                .containsAll(Arrays.stream(Service.values()).map(Service::module).toList());
        assertThat(map(services().get("kafka"))).extractingByKey("healthcheck", MAP).containsKeys("test", "retries");
        assertThat(environment("kafka")).containsEntry("KAFKA_LOG_RETENTION_MS", -1);
    }

    @ParameterizedTest
    @EnumSource
    void shouldGiveAServiceWhatItNeeds(Service service) throws IOException {
        var composed = map(services().get(service.module()));
        var environment = environment(service.module());

        assertThat(composed).extractingByKey("depends_on", MAP).containsEntry("kafka",
                Map.of("condition", "service_healthy"));
        assertThat("PLAINTEXT://" + environment.get("MILLRACE_KAFKA"))
                .isEqualTo(environment("kafka").get("KAFKA_ADVERTISED_LISTENERS"));
        assertThat(environment).containsEntry("MILLRACE_HOST", service.module())
                .containsEntry("SERVER_PORT", defaultPort(service))
                .containsKeys("MILLRACE_INTERNAL_TOKEN", "MILLRACE_SECURITY_KEYS_0_KEY",
                        "MILLRACE_SECURITY_KEYS_0_TENANT", "MILLRACE_SECURITY_KEYS_0_ROLES");
        assertThat(map(composed.get("build"))).containsEntry("dockerfile", DOCKERFILE).containsEntry("args",
                Map.of("MODULE", service.module()));
        if (service.runsStreams()) {
            assertThat(composed).extractingByKey("volumes", LIST)
                    .anySatisfy(volume -> assertThat((String) volume).endsWith(":/var/lib/millrace"));
        }
    }

    @Test
    void shouldTellTheQueryServiceWhereTheOthersAre() throws IOException {
        var settings = Files.readString(ROOT.resolve("query-service/src/main/resources/query-service.yml"));
        var environment = environment("query-service");
        var needed = new TreeSet<String>();
        for (var service : List.of(Service.METRICS, Service.CEP, Service.ALERT)) {
            needed.add("MILLRACE_%s_URL".formatted(service.name()));
            assertThat(environment).containsEntry("MILLRACE_%s_URL".formatted(service.name()),
                    "http://%s:%s".formatted(service.module(), defaultPort(service)));
        }

        assertThat(environment.keySet()).filteredOn(name -> name.endsWith("_URL"))
                .containsExactlyInAnyOrderElementsOf(needed)
                .allSatisfy(name -> assertThat(settings).contains("${" + name + ":"));
    }

    @Test
    void shouldOpenTheDoorsAtTheirPorts() throws IOException {
        assertThat(map(services().get("query-service"))).containsEntry("ports", List.of("8080:8080"));
        assertThat(map(services().get("ingest-service"))).containsEntry("ports", List.of("8081:8081"));
        assertThat(defaultPort(Service.QUERY)).isEqualTo("8080");
        assertThat(defaultPort(Service.INGEST)).isEqualTo("8081");
    }

    @Test
    void shouldMountWhatIsThere() {
        var named = map(compose.get("volumes")).keySet();
        for (var service : services().values()) {
            for (var volume : (List<?>) map(service).getOrDefault("volumes", List.of())) {
                var source = volume.toString().split(":")[0];
                assertThat(source.startsWith(".") ? Files.exists(ROOT.resolve(source)) : named.contains(source))
                        .as(source).isTrue();
            }
        }
    }

    @Test
    void shouldBuildAnImageThatRunsAsNobodySpecialAndTellsItsHealth() throws IOException {
        var dockerfile = Files.readString(ROOT.resolve(DOCKERFILE));
        var last = dockerfile.substring(dockerfile.lastIndexOf("\nFROM "));

        assertThat(last).containsPattern("\nUSER [1-9]\\d*\n").containsPattern("\nHEALTHCHECK .*\"/usr/local/bin/health\"")
                .containsPattern("\nENTRYPOINT \\[\"java\"").contains("COPY deploy/docker/health.sh /usr/local/bin/health");
        assertThat(ROOT.resolve("deploy/docker/health.sh")).isExecutable();
        for (var service : Service.values()) {
            assertThat(dockerfile).as("built").containsPattern("-pl .*" + service.module());
        }
        for (var copied : Pattern.compile("(?m)^COPY ([^-\\s.]\\S*) ").matcher(dockerfile).results().toList()) {
            assertThat(ROOT.resolve(copied.group(1))).exists();
        }
    }

    @Test
    void shouldFindTheLayersThatTheImageCopies() throws IOException {
        var jar = Service.INGEST.jar();
        assumeTrue(jar.isPresent(), "there is no executable jar yet: `mvn package` builds it");
        var copy = Files.copy(jar.orElseThrow(), folder.resolve("service.jar"));

        try (var extract = JavaProcess.ofJarMode(copy, "extract", "--layers", "--destination",
                folder.resolve("extracted").toString())) {
            assertThat(extract.exitCode(Duration.ofMinutes(2))).as(extract.err()).isZero();
        }

        var copied = COPIED_LAYER.matcher(Files.readString(ROOT.resolve(DOCKERFILE))).results()
                .map(match -> match.group(1)).toList();
        assertThat(copied).hasSize(4).allSatisfy(layer -> assertThat(folder.resolve(layer)).isDirectory());
        try (var layers = Files.list(folder.resolve("extracted"))) {
            assertThat(layers.map(layer -> "extracted/" + layer.getFileName())).hasSameElementsAs(copied);
        }
        assertThat(folder.resolve("extracted/application/service.jar")).isRegularFile();
    }

    @Test
    void shouldScrapeEveryService() throws IOException {
        var prometheus = yaml("deploy/prometheus/prometheus.yml");
        var targets = new ArrayList<String>();
        for (var service : Service.values()) {
            targets.add(service.module() + ":" + defaultPort(service));
        }

        assertThat(prometheus).extractingByKey("scrape_configs", LIST).singleElement().satisfies(job -> {
            assertThat(map(job)).containsEntry("metrics_path", "/actuator/prometheus");
            assertThat(map(((List<?>) map(job).get("static_configs")).getFirst())).extractingByKey("targets", LIST)
                    .containsExactlyInAnyOrderElementsOf(targets);
        });
    }

    @Test
    void shouldPointGrafanaAtTheQueryService() throws IOException {
        var sources = yaml("deploy/grafana/provisioning/datasources/millrace.yml");

        assertThat(sources).extractingByKey("datasources", LIST).anySatisfy(source -> assertThat(map(source))
                .containsEntry("uid", "millrace").containsEntry("type", "prometheus").containsEntry("isDefault", true)
                .containsEntry("url", "http://query-service:" + defaultPort(Service.QUERY))
                .containsEntry("basicAuthUser", "$MILLRACE_READ_KEY"));
        assertThat(environment("grafana")).containsEntry("MILLRACE_READ_KEY",
                environment("query-service").get("MILLRACE_SECURITY_KEYS_0_KEY"));
        var mounts = (List<?>) map(services().get("grafana")).get("volumes");
        var dashboards = map(((List<?>) yaml("deploy/grafana/provisioning/dashboards/millrace.yml").get("providers"))
                .getFirst());
        assertThat(mounts.stream().map(Object::toString)).anySatisfy(mount -> assertThat(mount)
                .startsWith("./deploy/grafana/dashboards:").contains((String) map(dashboards.get("options")).get("path")));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void shouldShowWhatTheShippedDefinitionsMeasure(Path dashboard) throws IOException {
        var shown = new Dashboard(Files.readString(dashboard));
        var shipped = new ShippedSeries(ROOT.resolve("definitions"));

        assertThat(shown.dataSources()).isSubsetOf(Set.of("millrace", "services"));
        assertThat(shown.queries()).isNotEmpty()
                .allSatisfy(query -> assertThat(shipped.problem(query)).as(query.expression()).isEmpty());
        assertThat(shown.variableMetrics()).isSubsetOf(shipped.names());
    }

    static Stream<Path> dashboards() throws IOException {
        try (var files = Files.list(ROOT.resolve("deploy/grafana/dashboards"))) {
            return files.filter(file -> file.toString().endsWith(".json")).toList().stream();
        }
    }

    private Map<String, Object> services() {
        return map(compose.get("services"));
    }

    private Map<String, Object> environment(String service) {
        return map(map(services().get(service)).get("environment"));
    }

    private static String defaultPort(Service service) throws IOException {
        var settings = Files.readString(
                ROOT.resolve("%1$s/src/main/resources/%1$s.yml".formatted(service.module())));
        return DEFAULT_PORT.matcher(settings).results().findFirst().orElseThrow().group(1);
    }

    private static Map<String, Object> yaml(String file) {
        try (var reader = Files.newBufferedReader(ROOT.resolve(file))) {
            return map(new Yaml().load(reader));
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object tree) {
        return (Map<String, Object>) tree;
    }

}
