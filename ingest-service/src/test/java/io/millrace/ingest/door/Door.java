package io.millrace.ingest.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.event.Event;
import io.millrace.event.JsonTree;
import io.millrace.ingest.AdjustableClock;
import io.millrace.ingest.IngestProperties;
import io.millrace.ingest.Settings;
import io.millrace.ingest.log.InMemoryEventLog;
import io.millrace.runtime.MillraceProperties.Role;
import io.millrace.runtime.MillraceProperties.Security;
import io.millrace.runtime.MillraceProperties.Security.Key;
import io.millrace.runtime.security.AccessKeys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** The door before a log in memory, and requests to it. */
final class Door {

    /** Writes the events of tenant {@code shop}. */
    static final String SHOP_KEY = "shop-key";
    /** Writes the events of all tenants. */
    static final String DEV_KEY = "dev";

    static final Security KEYS = new Security(
            List.of(key(SHOP_KEY, "shop", Role.WRITE, null), key(DEV_KEY, "*", Role.WRITE, null),
                    key("read-key", "shop", Role.READ, null),
                    key("expired-key", "shop", Role.WRITE, Instant.parse("2024-06-01T12:00:00Z"))),
            false, "");

    final AdjustableClock clock = new AdjustableClock("2024-06-01T12:00:00Z");
    final InMemoryEventLog log = new InMemoryEventLog();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DoorServlet servlet;

    Door() {
        this(Settings.defaults());
    }

    Door(IngestProperties properties) {
        servlet = DoorConfiguration.servlet(log, new AccessKeys(KEYS, clock), properties, meters, clock);
    }

    MockHttpServletResponse post(String path, byte[] body, Consumer<MockHttpServletRequest> more) {
        return send("POST", path, request -> {
            request.addHeader("X-Write-Key", SHOP_KEY);
            request.setContent(body);
            more.accept(request);
        });
    }

    MockHttpServletResponse postEvents(String body) {
        return post("/v1/events", body.getBytes(UTF_8), _ -> {});
    }

    MockHttpServletResponse postBatch(String body) {
        return post("/api/analytics/batch", body.getBytes(UTF_8), request -> request.setContentType("text/plain"));
    }

    MockHttpServletResponse pixel(String query) {
        return send("GET", "/v1/pixel.gif", request -> request.setQueryString(query));
    }

    MockHttpServletResponse send(String method, String path, Consumer<MockHttpServletRequest> more) {
        var request = new MockHttpServletRequest(method, path) {

            @Override
            public String getParameter(String name) {
                throw new AssertionError("parameters consume form-typed bodies");
            }

        };
        request.setServletPath(path);
        request.setRemoteAddr("192.0.2.9");
        more.accept(request);
        var response = new MockHttpServletResponse();
        try {
            servlet.service(request, response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return response;
    }

    /** The one event that the log has. */
    Event onlyEvent() {
        assertThat(log.rejections()).isEmpty();
        assertThat(log.events()).hasSize(1);
        return log.events().getFirst();
    }

    double count(String meter, String... tags) {
        return meters.find(meter).tags(tags).counters().stream().mapToDouble(counter -> counter.count()).sum();
    }

    static Map<?, ?> json(MockHttpServletResponse response) {
        return (Map<?, ?>) JsonTree.read(response.getContentAsByteArray());
    }

    static byte[] gzip(byte[] bytes) {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }

    private static Key key(String key, String tenant, Role role, Instant expiresAt) {
        return new Key(key, tenant, "default", Set.of(role), expiresAt);
    }

}
