package io.millrace.query.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.definition.DefinitionKind;
import io.millrace.definition.StoredDefinition;
import io.millrace.event.JsonTree;
import io.millrace.query.QueryProperties;
import io.millrace.testkit.definition.TestDefinitions;
import io.millrace.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvisioningTest {

    @TempDir
    private Path folder;
    private final TestDefinitions definitions = TestDefinitions.of(
            "{kind: metric, name: first, windows: [{tumbling: 1m}]}");

    @Test
    void shouldStoreWhatIsSpokenOfFirst() throws Exception {
        Files.writeString(folder.resolve("a.yml"), """
                {kind: rule, name: r, when: {metric: orders, window: 1m, op: ">", threshold: 5}}
                ---
                {kind: metric, name: conversion, ratio: {of: orders.count, to: visits.count}}
                """);
        Files.writeString(folder.resolve("b.yml"), """
                {kind: metric, name: orders, windows: [{tumbling: 1m}]}
                ---
                {kind: metric, name: visits, windows: [{tumbling: 1m}]}
                """);
        var properties = new QueryProperties(null, folder, Duration.ofSeconds(1), 1, 1, 1);
        var store = new DefinitionStore(definitions, producer(), Clock.systemUTC());

        new Provisioning(properties, store, definitions).start();

        assertThat(definitions.current().find(DefinitionKind.METRIC, "conversion")).isPresent();
        assertThat(definitions.current().find(DefinitionKind.RULE, "r")).isPresent();
    }

    /** A producer whose records are seen at once. */
    private MockProducer<String, StoredDefinition> producer() {
        return new MockProducer<>(true, null, Topics.DEFINITIONS.keySerde().serializer(),
                Topics.DEFINITIONS.valueSerde().serializer()) {

            @Override
            public synchronized Future<RecordMetadata> send(ProducerRecord<String, StoredDefinition> record) {
                var definition = record.value().definition();
                var tree = new LinkedHashMap<String, Object>(definition.toTree());
                tree.put("kind", definition.kind().label());
                definitions.declare(new String(JsonTree.write(tree), StandardCharsets.UTF_8));
                return super.send(record);
            }
        };
    }

}
