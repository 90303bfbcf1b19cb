package io.millrace.standalone.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Bodies of one JSON value a line. */
public final class NdjsonBody {

    private NdjsonBody() {}

    /** The lines as gzip, each ended by a line feed. */
    public static byte[] gzip(List<byte[]> lines) {
        var body = new ByteArrayOutputStream(64 * 1024);
        try (var gzip = new GZIPOutputStream(body, 8192)) {
            for (var line : lines) {
                gzip.write(line);
                gzip.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return body.toByteArray();
    }

}
