package io.millrace.runtime;

/** The keys of structured log lines; there are no others. */
public final class LogKeys {

    /** A definition, {@code metric/revenue}. */
    public static final String DEFINITION = "definition";
    /** Version of a definition. */
    public static final String VERSION = "version";
    /** A topic's name. */
    public static final String TOPIC = "topic";
    /** A partition's number. */
    public static final String PARTITION = "partition";
    /** A record's offset. */
    public static final String OFFSET = "offset";
    /** A tenant. */
    public static final String TENANT = "tenant";
    /** Why something was refused, dropped or stopped. */
    public static final String REASON = "reason";
    /** A state that something went into. */
    public static final String STATE = "state";
    /** How many. */
    public static final String COUNT = "count";
    /** A notification channel. */
    public static final String CHANNEL = "channel";
    /** An address that was called. */
    public static final String URL = "url";

    private LogKeys() {}

}
