package io.millrace.standalone.client;

import java.util.List;

/** Events of one request, in the order of the recording. */
record ReplayBatch(List<RecordedEvent> events, byte[] body) {

    ReplayBatch(List<RecordedEvent> events) {
        this(events, NdjsonBody.gzip(events.stream().map(RecordedEvent::json).toList()));
    }

    /** The same in two requests, the earlier events first. */
    List<ReplayBatch> halves() {
        int middle = events.size() / 2;
        return List.of(new ReplayBatch(List.copyOf(events.subList(0, middle))),
                new ReplayBatch(List.copyOf(events.subList(middle, events.size()))));
    }

}
