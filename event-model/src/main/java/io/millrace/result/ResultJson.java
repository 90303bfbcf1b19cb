package io.millrace.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.millrace.event.Timestamps;
import java.time.Instant;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** The JSON of result records: snake_case, null fields left out, timestamps with milliseconds. Thread-safe. */
public final class ResultJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().propertyNamingStrategy(
            PropertyNamingStrategies.SNAKE_CASE).changeDefaultPropertyInclusion(
                    inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL)).disable(
                            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).addModule(
                                    new SimpleModule().addSerializer(Instant.class, new MillisSerializer())).build();

    private ResultJson() {}

    /** The mapper itself, for HTTP layers that answer with result records. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /** The record as UTF-8 JSON. */
    public static byte[] write(Object result) {
        return MAPPER.writeValueAsBytes(result);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException
     *             when the bytes are not the JSON of a {@code type}
     */
    public static <T> T read(byte[] json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "not the JSON of a %s: %s".formatted(type.getSimpleName(), e.getOriginalMessage()), e);
        }
    }

    private static final class MillisSerializer extends ValueSerializer<Instant> {

        @Override
        public void serialize(Instant instant, JsonGenerator generator, SerializationContext context) {
            generator.writeString(Timestamps.format(instant));
        }

    }

}
