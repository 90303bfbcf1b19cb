package io.millrace.cep.event;

/** How large an event and its key may be to take part in a pattern. */
public final class EventLimits {

    /** Longer keys are refused: cut ones would mix up what belongs apart. */
    static final int MAX_KEY_LENGTH = 512;
    /** Larger events are refused: a few of them would make a match that no topic takes. */
    static final int MAX_EVENT_BYTES = 128 * 1024;

    private EventLimits() {}

    /** Why an event can't take part under that key, as a tag of a meter; null when it can. */
    public static String refusal(IncomingEvent event, String key) {
        if (event.json().length > MAX_EVENT_BYTES) {
            return "event_too_large";
        }
        return key.length() > MAX_KEY_LENGTH ? "key_too_long" : null;
    }

}
