package io.millrace.ingest.profile;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The mark of the records of {@code profiles} that this service wrote: the header {@value #HEADER}. They say what it
 * knows already, and are not read back. A header, not a field of the value: who reads a profile, changes it and writes it
 * back would write the field too.
 */
final class OwnRecords {

    static final String HEADER = "millrace-writer";
    private static final byte[] INGEST = "ingest-service".getBytes(StandardCharsets.UTF_8);

    private OwnRecords() {}

    /** New headers with the mark. */
    static Headers headers() {
        return new RecordHeaders().add(HEADER, INGEST);
    }

    static boolean isMarked(Headers headers) {
        var mark = headers.lastHeader(HEADER);
        return mark != null && Arrays.equals(mark.value(), INGEST);
    }

}
