package io.millrace.benchmarks.windows.measure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.benchmarks.windows.run.WindowTotal;
import io.millrace.result.ResultJson;
import io.millrace.result.WindowResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** How a run writes its windows, and whether it writes one once, when it closes, or again whenever it has changed. */
public enum ResultForm {

    /** {@link WindowTotal}s by series, again whenever a window has changed. */
    BINARY_UPDATES(false) {
        @Override
        Optional<ResultWindow> read(byte[] key, byte[] value) {
            return binary(key, value);
        }
    },
    /** {@link WindowTotal}s by series, once. */
    BINARY_FINALS(true) {
        @Override
        Optional<ResultWindow> read(byte[] key, byte[] value) {
            return binary(key, value);
        }
    },
    /** JSON with {@code series}, {@code window_start}, {@code events} and {@code amount}, once. */
    JSON_FINALS(true) {
        @Override
        Optional<ResultWindow> read(byte[] key, byte[] value) {
            var row = json(value);
            var start = LocalDateTime.parse(row.get("window_start").asText()).toInstant(ZoneOffset.UTC);
            return Optional.of(new ResultWindow("", row.get("series").asText(), start.toEpochMilli(),
                    row.get("events").asLong(), row.get("amount").asDouble()));
        }
    },
    /** {@link WindowResult}s; those that are final, once. */
    MILLRACE_FINALS(true) {
        @Override
        Optional<ResultWindow> read(byte[] key, byte[] value) {
            var result = ResultJson.read(value, WindowResult.class);
            return !result.isFinal()
                    ? Optional.empty()
                    : Optional.of(new ResultWindow(result.metric(), result.group().toString(),
                            result.start().toEpochMilli(), result.values().get("count").longValue(),
                            result.values().get("sum")));
        }
    };

    private static final ObjectMapper JSON = new ObjectMapper();

    private final boolean once;

    ResultForm(boolean once) {
        this.once = once;
    }

    /** Whether a window is written only once. */
    boolean once() {
        return once;
    }

    /** The window of a record of the output, if the record counts. */
    abstract Optional<ResultWindow> read(byte[] key, byte[] value);

    private static Optional<ResultWindow> binary(byte[] key, byte[] value) {
        var total = WindowTotal.ofBytes(value);
        return Optional.of(new ResultWindow("", new String(key, StandardCharsets.UTF_8), total.start(), total.count(),
                total.sum()));
    }

    private static JsonNode json(byte[] value) {
        try {
            return JSON.readTree(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

}
