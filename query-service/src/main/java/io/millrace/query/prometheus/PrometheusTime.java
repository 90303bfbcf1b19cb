package io.millrace.query.prometheus;

import io.millrace.statistics.DurationText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Times and durations as the Prometheus HTTP API takes them. */
final class PrometheusTime {

    private static final double LATEST_SECONDS = Instant.parse("9999-01-01T00:00:00Z").getEpochSecond();

    private PrometheusTime() {
    }

    /**
     * A time: seconds since 1970 with decimals, or RFC 3339.
     *
     * @throws IllegalArgumentException
     *             when it is neither
     */
    static long millis(String parameter, String text) {
        try {
            return Math.round(Math.clamp(Double.parseDouble(text), -LATEST_SECONDS, LATEST_SECONDS) * 1000);
        }
        catch (NumberFormatException _) {
            return rfc3339(parameter, text);
        }
    }

    /**
     * A duration: seconds with decimals, or {@code 5m}.
     *
     * @throws IllegalArgumentException
     *             when it is neither
     */
    static long durationMillis(String parameter, String text) {
        try {
            return Math.round(Double.parseDouble(text) * 1000);
        }
        catch (NumberFormatException _) {
            try {
                return DurationText.parse(text).toMillis();
            }
            catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "invalid parameter \"%s\": cannot parse \"%s\" to a valid duration".formatted(parameter, text), e);
            }
        }
    }

    private static long rfc3339(String parameter, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        }
        catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "invalid parameter \"%s\": cannot parse \"%s\" to a valid timestamp".formatted(parameter, text), e);
        }
    }

}
