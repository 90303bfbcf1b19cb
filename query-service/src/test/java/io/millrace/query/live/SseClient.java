package io.millrace.query.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.result.ResultJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** Reads the events of one stream. */
final class SseClient implements AutoCloseable {

    private final InputStream body;
    private final Map<String, BlockingQueue<JsonNode>> events = new ConcurrentHashMap<>();

    SseClient(InputStream body) {
        this.body = body;
        Thread.ofVirtual().start(this::read);
    }

    /** The data of the next event of that name; those of other names keep. */
    JsonNode await(String name) {
        try {
            var event = named(name).poll(10, TimeUnit.SECONDS);
            assertThat(event).as("the next " + name + " event").isNotNull();
            return event;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException {
        body.close();
    }

    private BlockingQueue<JsonNode> named(String name) {
        return events.computeIfAbsent(name, _ -> new LinkedBlockingQueue<>());
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            var name = "";
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    named(name).add(ResultJson.mapper().readTree(line.substring(6)));
                }
            }
        } catch (IOException _) {
            named("closed").add(ResultJson.mapper().createObjectNode());
        }
    }

}
