package io.millrace.ingest.door;

import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.ingest.IngestProperties;
import io.millrace.ingest.log.EventLog;
import io.millrace.runtime.security.AccessKeys;
import io.swagger.v3.oas.models.OpenAPI;
import java.time.Clock;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the door to the log. */
@Configuration(proxyBeanMethods = false)
public class DoorConfiguration {

    @Bean
    ServletRegistrationBean<DoorServlet> door(EventLog log, AccessKeys keys, IngestProperties properties,
            MeterRegistry registry, Clock clock) {
        var registration = new ServletRegistrationBean<>(servlet(log, keys, properties, registry, clock),
                Route.paths());
        registration.setName("door");
        registration.setLoadOnStartup(1);
        return registration;
    }

    @Bean
    OpenAPI doorDescription() {
        return DoorDescription.openApi();
    }

    static DoorServlet servlet(EventLog log, AccessKeys keys, IngestProperties properties, MeterRegistry registry,
            Clock clock) {
        var meters = new DoorMeters(registry);
        var limits = properties.limits();
        return new DoorServlet(keys, new RateLimits(properties.rateLimit(), clock),
                new ClientAddress(properties.trustedProxies()), new BodyReader(limits),
                new SentEventsReader(limits.events()), new EventIntake(log, limits.event().toBytes(), meters), meters,
                clock);
    }

}
