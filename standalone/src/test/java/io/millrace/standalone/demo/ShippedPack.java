package io.millrace.standalone.demo;

import io.millrace.definition.DeclaredDefinition;
import io.millrace.definition.Definition;
import io.millrace.definition.DefinitionKind;
import io.millrace.definition.DefinitionReader;
import io.millrace.definition.MetricDefinition;
import io.millrace.event.Event;
import io.millrace.event.EventReader;
import io.millrace.event.EventReading.Accepted;
import io.millrace.event.JsonTree;
import io.millrace.expressions.metric.CompiledMetric;
import io.millrace.expressions.metric.MetricCompiler;
import io.millrace.expressions.pattern.BehaviourCompiler;
import io.millrace.expressions.pattern.CompiledBehaviour;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The definitions that Millrace is shipped with, and an hour of the demo to try them on. */
final class ShippedPack {

    static final Instant START = Instant.parse("2024-05-01T09:00:00Z");
    static final List<DeclaredDefinition> DECLARED = files().flatMap(
            file -> DefinitionReader.readAll(text(file)).stream()).toList();
    static final List<Event> HOUR = demo(Duration.ofHours(1));

    private static final String FOLDER = "definitions";

    private ShippedPack() {}

    static Stream<Path> files() {
        try (var found = Files.list(Path.of("..", FOLDER))) {
            return found.filter(file -> file.toString().endsWith(".yml")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> names(DefinitionKind kind) {
        return DECLARED.stream().map(DeclaredDefinition::definition).filter(
                definition -> definition.kind() == kind).map(Definition::name).toList();
    }

    static Optional<Definition> find(DefinitionKind kind, String name) {
        return DECLARED.stream().map(DeclaredDefinition::definition).filter(
                definition -> definition.kind() == kind && definition.name().equals(name)).findFirst();
    }

    static boolean isRatio(String metric) {
        return ((MetricDefinition) find(DefinitionKind.METRIC, metric).orElseThrow()).isRatio();
    }

    static CompiledMetric metric(String name) {
        return MetricCompiler.compile(
                DeclaredDefinition.withoutPlaces(find(DefinitionKind.METRIC, name).orElseThrow()), 1);
    }

    static CompiledBehaviour pattern(String name) {
        return BehaviourCompiler.compile(
                DeclaredDefinition.withoutPlaces(find(DefinitionKind.PATTERN, name).orElseThrow()), 1);
    }

    static Event event(String type, String data) {
        var json = "{\"event_type\":\"%s\",\"user_id\":\"u\",\"source\":\"test\",\"data\":%s}".formatted(type, data);
        return ((Accepted) EventReader.read(json.getBytes(StandardCharsets.UTF_8), START, "t")).event();
    }

    private static List<Event> demo(Duration duration) {
        var events = new ArrayList<Event>();
        var simulation = new ShopSimulation(7, START);
        for (var next = simulation.next(); next.timestamp().isBefore(START.plus(duration)); next = simulation.next()) {
            events.add(((Accepted) EventReader.read(JsonTree.write(next.json()), next.timestamp(), "t")).event());
        }
        return events;
    }

}
