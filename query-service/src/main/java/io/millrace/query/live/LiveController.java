package io.millrace.query.live;

import io.millrace.query.access.TenantAccess;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Events and results as they come, as server-sent events. */
@RestController
class LiveController {

    private final TenantAccess access;
    private final LiveClients clients;
    private final EventRates rates;
    private final LiveMeters meters;
    private final LiveProperties properties;
    private final Clock clock;
    private final String version;

    LiveController(TenantAccess access, LiveClients clients, EventRates rates, LiveMeters meters,
            LiveProperties properties, Clock clock, ObjectProvider<BuildProperties> build) {
        this.access = access;
        this.clients = clients;
        this.rates = rates;
        this.meters = meters;
        this.properties = properties;
        this.clock = clock;
        this.version = build.stream().map(BuildProperties::getVersion).findFirst().orElse("unknown");
    }

    /**
     * A stream of {@code hello}, {@code rate}, {@code windows}, {@code match}, {@code timeout}, {@code alert},
     * {@code gap}, {@code heartbeat} and {@code end} events.
     *
     * @param tenant
     *            whose results; absent for all that the key may read
     * @param metrics
     *            names of metrics, with commas between them; absent for the windows of all
     */
    @GetMapping("/v1/live")
    void live(@RequestParam(required = false) String tenant, @RequestParam(required = false) String metrics,
            HttpServletRequest request, HttpServletResponse response) throws IOException {
        var interest = new Interest(access.readTenant(request, tenant), names(metrics));
        var mailbox = clients.join(interest);
        try {
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            response.setCharacterEncoding("UTF-8");
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            response.setHeader("X-Accel-Buffering", "no");
            var connection = ServletConnection.open(request, response, properties.stallTimeout());
            var stream = new LiveStream(hello(interest), mailbox, connection, clients, meters, properties, clock);
            Thread.ofVirtual().name("live-client").start(stream);
        } catch (IOException | RuntimeException e) {
            clients.leave(mailbox);
            throw e;
        }
    }

    private Hello hello(Interest interest) {
        var now = clock.instant();
        long lastSecond = now.getEpochSecond();
        return new Hello(now, version, LiveFeed.topics(), interest.tenant().orElse(null),
                new TreeSet<>(interest.metrics()).stream().toList(), Instant.ofEpochSecond(lastSecond),
                rates.history(interest.tenant(), lastSecond));
    }

    private static Set<String> names(String list) {
        return list == null
                ? Set.of()
                : Arrays.stream(list.split(",")).map(String::strip).filter(name -> !name.isEmpty()).collect(
                        Collectors.toUnmodifiableSet());
    }

}
