package io.millrace.benchmarks.windows.load;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads {@link ShopEvent}s with the data binding of Jackson. Thread-safe. */
public final class ShopEventReader {

    private static final ObjectReader READER = new ObjectMapper().configure(
            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false).readerFor(ShopEvent.class);

    private ShopEventReader() {}

    /**
     * The event of that JSON.
     *
     * @throws UncheckedIOException
     *             when it is not the JSON of an event
     */
    public static ShopEvent read(byte[] json) {
        try {
            return READER.readValue(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

}
