package io.millrace.ingest.door;

import io.millrace.ingest.door.SentEvents.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/** The lines of a body. */
final class BodyLines {

    private BodyLines() {}

    /**
     * The lines that are not blank, without the white space around them.
     *
     * @param counted
     *            told after each line how many there are so far
     */
    static List<Place> of(byte[] body, IntConsumer counted) {
        var lines = new ArrayList<Place>();
        for (int start = 0; start < body.length;) {
            int end = start;
            while (end < body.length && body[end] != '\n') {
                end++;
            }
            var line = trimmed(body, start, end);
            if (line.length() > 0) {
                lines.add(line);
                counted.accept(lines.size());
            }
            start = end + 1;
        }
        return lines;
    }

    /** Whether after {@code value} its line ends and another, not blank one follows. */
    static boolean isFollowedByLine(byte[] body, Place value) {
        boolean ended = false;
        for (int i = value.offset() + value.length(); i < body.length; i++) {
            if (!isBlank(body[i])) {
                return ended;
            }
            ended |= body[i] == '\n';
        }
        return false;
    }

    /** The body without the mark that some editors put before UTF-8. */
    static byte[] withoutByteOrderMark(byte[] body) {
        boolean marked = body.length >= 3 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB
                && body[2] == (byte) 0xBF;
        return marked ? Arrays.copyOfRange(body, 3, body.length) : body;
    }

    private static Place trimmed(byte[] body, int start, int end) {
        int from = start;
        int to = end;
        while (from < to && isBlank(body[from])) {
            from++;
        }
        while (to > from && isBlank(body[to - 1])) {
            to--;
        }
        return new Place(from, to - from);
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }

}
