package io.millrace.standalone.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionCheckTest {

    private static final String METRIC = """
            kind: metric
            name: errors
            by: {service: data.service}
            windows: [{tumbling: 1m}]
            """;
    private static final String RULE = """
            kind: rule
            name: too-many
            when: {metric: errors, window: 1m, op: ">", threshold: 5}
            message: "{{service}}: {{value}}"
            """;

    @TempDir
    private Path folder;

    private final DefinitionCheck check = new DefinitionCheck(Optional.empty());

    @Test
    void shouldPassDefinitionsThatCompile() throws IOException {
        var result = check.check(List.of(file("rule.yml", RULE), file("metric.yml", METRIC)));

        assertThat(result.problems()).isEmpty();
        assertThat(result.definitions()).isEqualTo(2);
    }

    @Test
    void shouldNameFileLineAndColumnOfTheFault() throws IOException {
        var file = file("metrics.yml", METRIC + """
                ---
                kind: metric
                name: slow
                where: data.millis > 'a' + 1
                windows: [{tumbling: 1m}]
                """);

        assertThat(check.check(List.of(file)).problems()).singleElement().asString().startsWith(
                file + ":8:26: metric/slow: where: ");
    }

    @Test
    void shouldListEveryProblemOfEveryFile() throws IOException {
        var first = file("a.yml", "kind: metric\nname: A\n");
        var second = file("b.yml", "kind: metric\nname: b\nwindows: [{tumbling: soon}]\n");

        assertThat(check.check(List.of(first, second)).problems()).map(FileProblem::toString).satisfiesExactly(
                problem -> assertThat(problem).startsWith(first + ":2:7: name: must be lower-case"),
                problem -> assertThat(problem).startsWith(second + ":3:22: metric/b: windows[0].tumbling: "));
    }

    @Test
    void shouldRefuseRulesOverWhatNobodyDeclares() throws IOException {
        var file = file("rule.yml", RULE);

        assertThat(check.check(List.of(file)).problems()).singleElement().asString().startsWith(
                file + ":3:16: rule/too-many: when.metric: unknown metric 'errors'");
    }

    @Test
    void shouldFindTheMetricsOfRulesInTheShippedFolder() throws IOException {
        var shipped = Files.createDirectory(folder.resolve("shipped"));
        Files.writeString(shipped.resolve("metrics.yaml"), METRIC);

        var result = new DefinitionCheck(Optional.of(shipped)).check(List.of(file("rule.yml", RULE)));

        assertThat(result.problems()).isEmpty();
        assertThat(result.definitions()).isEqualTo(1);
    }

    @Test
    void shouldNotBlameTheRuleForItsMetric() throws IOException {
        var metric = file("metric.yml", METRIC.replace("data.service", "data."));

        assertThat(check.check(List.of(metric, file("rule.yml", RULE))).problems()).singleElement().extracting(
                FileProblem::file).isEqualTo(metric);
    }

    @Test
    void shouldRefuseDefinitionsDeclaredTwice() throws IOException {
        var second = file("b.yml", METRIC);

        assertThat(check.check(List.of(file("a.yml", METRIC), second)).problems()).singleElement().asString().isEqualTo(
                second + ":2:7: metric/errors: name: is declared in " + folder.resolve("a.yml") + " too");
    }

    @Test
    void shouldSayWhenThereIsNoSuchFile() {
        var file = folder.resolve("none.yml");

        assertThat(check.check(List.of(file)).problems()).singleElement().asString().isEqualTo(file + ": no such file");
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

}
