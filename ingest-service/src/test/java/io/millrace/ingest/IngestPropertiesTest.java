package io.millrace.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

class IngestPropertiesTest {

    @Test
    void shouldHaveTheDocumentedDefaults() {
        var defaults = Settings.defaults();

        assertThat(defaults.limits()).isEqualTo(new IngestProperties.Limits(DataSize.ofMegabytes(5),
                DataSize.ofMegabytes(20), 100, DataSize.ofMegabytes(1), 10_000));
        assertThat(defaults.delivery().timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(defaults.delivery().maxBlock()).isEqualTo(Duration.ofSeconds(1));
        assertThat(defaults.deduplication().retention()).isEqualTo(Duration.ofHours(24));
        assertThat(defaults.rateLimit().eventsPerSecond()).isZero();
        assertThat(defaults.trustedProxies()).isEmpty();
    }

    @Test
    void shouldTakeAListOfProxies() {
        assertThat(Settings.with(Map.of("trusted-proxies", "10.0.0.0/8,::1")).trustedProxies()).isEqualTo(
                List.of("10.0.0.0/8", "::1"));
        assertThat(Settings.with(Map.of("trusted-proxies", "")).trustedProxies()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"limits.event,3MB", "limits.event,0B", "limits.body,30MB", "limits.inflated,4MB", "limits.ratio,0",
            "limits.events,0", "delivery.timeout,50ms", "delivery.max-block,0ms", "delivery.buffer,1MB",
            "rate-limit.events-per-second,-1", "deduplication.retention,0s", "deduplication.sweep-interval,0s"})
    void shouldRefuseWhatCanNotWork(String name, String value) {
        assertThatThrownBy(() -> Settings.with(Map.of(name, value))).rootCause().isInstanceOf(
                IllegalArgumentException.class).hasMessageContaining("millrace.ingest.");
    }

}
