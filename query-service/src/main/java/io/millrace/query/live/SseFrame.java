package io.millrace.query.live;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes events of a {@code text/event-stream}. JSON has no line ends within its texts, so one between its tokens is
 * written as a space, and each event has one {@code data} line.
 *
 * <p>
 * Source: the WHATWG HTML standard, section 9.2.
 */
final class SseFrame {

    private SseFrame() {}

    /** The line that tells a client how long to wait before it connects again. */
    static byte[] retry(long millis) {
        return ("retry: " + millis + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    /** An event with one JSON value. */
    static byte[] event(long id, String name, byte[] json) {
        var frame = head(id, name, json.length);
        writeLine(frame, json);
        return end(frame);
    }

    /** An event with an array of JSON values. */
    static byte[] event(long id, String name, List<byte[]> jsons) {
        var frame = head(id, name, jsons.stream().mapToInt(json -> json.length + 1).sum());
        frame.write('[');
        for (int i = 0; i < jsons.size(); i++) {
            if (i > 0) {
                frame.write(',');
            }
            writeLine(frame, jsons.get(i));
        }
        frame.write(']');
        return end(frame);
    }

    private static ByteArrayOutputStream head(long id, String name, int dataLength) {
        var head = ("id: " + id + "\nevent: " + name + "\ndata: ").getBytes(StandardCharsets.UTF_8);
        var frame = new ByteArrayOutputStream(head.length + dataLength + 4);
        frame.writeBytes(head);
        return frame;
    }

    private static void writeLine(ByteArrayOutputStream frame, byte[] json) {
        for (byte each : json) {
            frame.write(each == '\n' || each == '\r' ? ' ' : each);
        }
    }

    private static byte[] end(ByteArrayOutputStream frame) {
        frame.write('\n');
        frame.write('\n');
        return frame.toByteArray();
    }

}
