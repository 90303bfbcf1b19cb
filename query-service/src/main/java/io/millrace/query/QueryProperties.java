package io.millrace.query;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the query service.
 *
 * @param services
 *            where the other services are
 * @param definitionsDir
 *            folder of YAML files that are loaded at start and read-only over REST; empty for none
 * @param timeout
 *            how long a read of another service may take
 * @param maxRows
 *            most rows of one native read
 * @param maxStates
 *            most windows of series whose mergeable aggregates are held at once by one read; longer reads go on in slices of
 *            time
 * @param maxSeries
 *            most series of one Prometheus query
 */
@ConfigurationProperties("millrace.query")
public record QueryProperties(Services services, @DefaultValue("") Path definitionsDir,
        @DefaultValue("10s") Duration timeout, @DefaultValue("100000") int maxRows,
        @DefaultValue("20000") int maxStates,
        @DefaultValue("10000") int maxSeries) {

    /** Addresses of some instances of each service; the others are found through them. */
    public record Services(List<URI> metrics, List<URI> cep, List<URI> alert) {}

}
