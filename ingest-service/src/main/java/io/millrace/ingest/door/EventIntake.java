package io.millrace.ingest.door;

import io.millrace.event.Event;
import io.millrace.event.EventReader;
import io.millrace.event.EventReading;
import io.millrace.event.EventReading.Accepted;
import io.millrace.event.EventReading.Rejected;
import io.millrace.event.JsonSyntaxException;
import io.millrace.event.JsonTree;
import io.millrace.event.RejectionCode;
import io.millrace.ingest.KeptBytes;
import io.millrace.ingest.door.Receipt.Rejection;
import io.millrace.ingest.door.SentEvents.Place;
import io.millrace.ingest.log.EventLog;
import io.millrace.ingest.log.EventLog.Append;
import io.millrace.ingest.log.NotAcknowledgedException;
import io.millrace.result.RejectedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Takes the events of a request: reads and checks each, puts the good ones and the rejections into the log in their
 * order, and waits until the log has them all. Thread-safe.
 */
final class EventIntake {

    private final EventLog log;
    private final long maxEventBytes;
    private final DoorMeters meters;

    EventIntake(EventLog log, long maxEventBytes, DoorMeters meters) {
        this.log = log;
        this.maxEventBytes = maxEventBytes;
        this.meters = meters;
    }

    /**
     * Takes all of them.
     *
     * @throws RefusedRequest
     *             413 when the body is one event that is too large
     * @throws NotAcknowledgedException
     *             when the log does not have them all; the sender should send all of them again
     */
    Receipt take(SentEvents sent, EventForm form, Sender sender) {
        if (sent.alone() && sent.places().getFirst().length() > maxEventBytes) {
            throw RefusedRequest.forGood(413, tooLarge(sent.places().getFirst()).reason());
        }
        int count = sent.places().size();
        meters.received(count);
        try {
            var taking = new Taking(sent.body(), form, sender);
            for (int i = 0; i < count; i++) {
                taking.take(i, sent.places().get(i));
            }
            return taking.finish();
        } catch (NotAcknowledgedException e) {
            meters.unacknowledged(count);
            throw e;
        }
    }

    private Rejected tooLarge(Place place) {
        return new Rejected(RejectionCode.TOO_LARGE, KeptBytes.tooLarge(place.length(), maxEventBytes), null, null);
    }

    /** One request on its way into the log. */
    private final class Taking {

        private final byte[] body;
        private final EventForm form;
        private final Sender sender;
        private final Append append = log.begin();
        private final List<Rejection> rejections = new ArrayList<>();
        private int accepted;
        private int clamped;

        Taking(byte[] body, EventForm form, Sender sender) {
            this.body = body;
            this.form = form;
            this.sender = sender;
        }

        void take(int index, Place place) {
            switch (reading(place)) {
                case Accepted(var event, _) when !sender.access().covers(event.tenantId()) ->
                    reject(index, place, wrongTenant(event));
                case Accepted(var event, var isClamped) -> {
                    append.add(event);
                    accepted++;
                    clamped += isClamped ? 1 : 0;
                }
                case Rejected why -> reject(index, place, why);
            }
        }

        Receipt finish() {
            if (accepted > 0 || !rejections.isEmpty()) {
                meters.timeAcknowledgement(append::await);
            }
            meters.accepted(accepted, clamped);
            rejections.forEach(rejection -> meters.rejected(rejection.why().code()));
            return new Receipt(accepted, rejections);
        }

        @SuppressWarnings("unchecked")
        private EventReading reading(Place place) {
            if (place.length() > maxEventBytes) {
                return tooLarge(place);
            }
            try {
                var json = JsonTree.read(body, place.offset(), place.length());
                var tenant = sender.access().defaultTenant();
                if (!(json instanceof Map<?, ?> object)) {
                    return EventReader.read(json, sender.receivedAt(), tenant);
                }
                var fields = form.fields((Map<String, Object>) object);
                sender.fillIn(fields);
                return EventReader.read(fields, sender.receivedAt(), tenant);
            } catch (JsonSyntaxException e) {
                return new Rejected(RejectionCode.NOT_JSON, e.getMessage(), null, null);
            }
        }

        private void reject(int index, Place place, Rejected why) {
            rejections.add(new Rejection(index, why));
            append.add(RejectedEvent.atDoor(why, sender.access().defaultTenant(),
                    KeptBytes.of(body, place.offset(), place.length()), sender.receivedAt()));
        }

        private static Rejected wrongTenant(Event event) {
            return new Rejected(RejectionCode.WRONG_TENANT,
                    "the key may not write events of tenant '%s'".formatted(event.tenantId()), "tenant_id",
                    event.eventId());
        }

    }

}
