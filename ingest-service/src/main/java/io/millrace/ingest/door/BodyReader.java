package io.millrace.ingest.door;

import io.millrace.ingest.IngestProperties.Limits;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/**
 * Reads a request's body as it comes over the wire, and inflates it when it is gzip, whatever the headers say: browsers
 * send gzip as {@code text/plain}, proxies inflate and keep the header. Form-typed bodies are read the same way; asking
 * the request for parameters would consume them. Thread-safe.
 */
final class BodyReader {

    private static final int RATIO_COUNTS_FROM = 1 << 20;

    private final Limits limits;

    BodyReader(Limits limits) {
        this.limits = limits;
    }

    /**
     * The body, inflated.
     *
     * @throws RefusedRequest
     *             413 when it is too large, 400 when it breaks off or is broken gzip
     */
    byte[] read(HttpServletRequest request) {
        long limit = limits.body().toBytes();
        if (request.getContentLengthLong() > limit) {
            throw tooLarge("the body", limit);
        }
        var raw = readAll(request, limit);
        return isGzip(raw) ? inflate(raw) : raw;
    }

    private static byte[] readAll(HttpServletRequest request, long limit) {
        try {
            int most = Math.toIntExact(limit);
            var bytes = request.getInputStream().readNBytes(most + 1);
            if (bytes.length > most) {
                throw tooLarge("the body", limit);
            }
            return bytes;
        } catch (IOException e) {
            throw RefusedRequest.forGood(400, "the body can't be read to its end: " + e.getMessage());
        }
    }

    private static boolean isGzip(byte[] bytes) {
        return bytes.length >= 2 && bytes[0] == (byte) 0x1f && bytes[1] == (byte) 0x8b;
    }

    private byte[] inflate(byte[] compressed) {
        var inflated = new ByteArrayOutputStream(Math.min(compressed.length * 8, RATIO_COUNTS_FROM));
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(compressed), 8192)) {
            copy(gzip, inflated, compressed.length);
        } catch (IOException e) {
            throw RefusedRequest.forGood(400, "the body starts as gzip but is broken: " + e.getMessage());
        }
        return inflated.toByteArray();
    }

    private void copy(InputStream gzip, ByteArrayOutputStream inflated, int compressed) throws IOException {
        var buffer = new byte[8192];
        long limit = limits.inflated().toBytes();
        for (int read = gzip.read(buffer); read >= 0; read = gzip.read(buffer)) {
            inflated.write(buffer, 0, read);
            if (inflated.size() > limit) {
                throw tooLarge("the inflated body", limit);
            }
            if (inflated.size() > RATIO_COUNTS_FROM && inflated.size() > (long) limits.ratio() * compressed) {
                throw RefusedRequest.forGood(413,
                        "the gzip body inflates to more than %d times its size".formatted(limits.ratio()));
            }
        }
    }

    private static RefusedRequest tooLarge(String what, long limit) {
        return RefusedRequest.forGood(413, "%s has more than %d bytes".formatted(what, limit));
    }

}
