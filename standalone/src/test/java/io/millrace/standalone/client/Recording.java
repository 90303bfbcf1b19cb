package io.millrace.standalone.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** Recordings to replay. */
final class Recording {

    private Recording() {}

    /** That many events of seven users, with the ids {@code e0}, {@code e1} and so on. */
    static List<String> events(int count) {
        return IntStream.range(0, count).mapToObj(Recording::event).toList();
    }

    /** The ids of {@link #events}. */
    static List<String> ids(int count) {
        return IntStream.range(0, count).mapToObj(i -> "e" + i).toList();
    }

    static String event(int index) {
        return "{\"event_id\":\"e%d\",\"event_type\":\"view\",\"user_id\":\"u%d\"}".formatted(index, index % 7);
    }

    static String at(String timestamp, String id) {
        return "{\"event_id\":\"%s\",\"event_type\":\"view\",\"timestamp\":\"%s\"}".formatted(id, timestamp);
    }

    static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

}
