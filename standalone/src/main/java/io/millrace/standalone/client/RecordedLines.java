package io.millrace.standalone.client;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * The lines of a file, plain or gzip (told by its first bytes, whatever its name), as the bytes that they are. Not
 * thread-safe.
 */
final class RecordedLines implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
    private int from;
    private int to;
    private long number;

    private RecordedLines(InputStream in) {
        this.in = in;
    }

    /**
     * Opens a file.
     *
     * @throws IOException
     *             when there is none, or it can't be read
     */
    static RecordedLines open(Path file) throws IOException {
        var raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        try {
            var lines = new RecordedLines(
                    isGzip(raw) ? new BufferedInputStream(new GZIPInputStream(raw, BUFFER), BUFFER) : raw);
            lines.skipByteOrderMark();
            return lines;
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /** The next line without its end and the white space around it, or null after the last. */
    byte[] next() throws IOException {
        line.reset();
        if (from == to && !fill()) {
            return null;
        }
        number++;
        do {
            int start = from;
            while (from < to && buffer[from] != '\n') {
                from++;
            }
            line.write(buffer, start, from - start);
        } while (from == to && fill());
        from = Math.min(from + 1, to);
        return trimmed(line.toByteArray());
    }

    /** The number of the last line read, from 1. */
    long number() {
        return number;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private static boolean isGzip(InputStream in) throws IOException {
        in.mark(2);
        boolean marked = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return marked;
    }

    private void skipByteOrderMark() throws IOException {
        in.mark(3);
        boolean marked = in.read() == 0xEF && in.read() == 0xBB && in.read() == 0xBF;
        if (!marked) {
            in.reset();
        }
    }

    /** Reads on; false at the end. */
    private boolean fill() throws IOException {
        int read = in.read(buffer);
        from = 0;
        to = Math.max(0, read);
        return read > 0;
    }

    private static byte[] trimmed(byte[] bytes) {
        int first = 0;
        int end = bytes.length;
        while (first < end && isBlank(bytes[first])) {
            first++;
        }
        while (end > first && isBlank(bytes[end - 1])) {
            end--;
        }
        return first == 0 && end == bytes.length ? bytes : Arrays.copyOfRange(bytes, first, end);
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }

}
