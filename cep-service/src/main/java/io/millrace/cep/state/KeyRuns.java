package io.millrace.cep.state;

import io.millrace.cep.event.IncomingEvent;
import io.millrace.pattern.KeyState;

/**
 * The open runs of one key of one version of a pattern. There is such an object for every key that has any; the runs
 * themselves may be in the store only. Belongs to one task.
 */
public final class KeyRuns {

    /** Stands for no deadline. */
    static final long NEVER = Long.MAX_VALUE;

    final VersionRuns version;
    /** Null while nothing has begun: such an object waits to be used for the next key. */
    TenantRuns tenant;
    String key;
    /** The runs of another version or pattern of the same key, or null. */
    KeyRuns next;
    /** Null while the runs are in the store only. */
    KeyState<IncomingEvent> state;
    /** When time has something to do here, and under what time that stands in the heap: the same, or earlier. */
    long due = NEVER;
    long queuedDue = NEVER;
    long keptChanges;
    /** How many are open, as of the last commit. */
    int runs;
    long footprint;
    boolean isStored;
    boolean isDirty;
    boolean isGone;
    KeyRuns older;
    KeyRuns newer;

    KeyRuns(VersionRuns version, KeyState<IncomingEvent> state) {
        this.version = version;
        this.state = state;
    }

    /** Whose runs they are. */
    public VersionRuns version() {
        return version;
    }

    /** The value of the pattern's key; null while no run is open. */
    public String key() {
        return key;
    }

    /** Whose key it is; null while no run is open. */
    public String tenant() {
        return tenant == null ? null : tenant.tenant();
    }

    /** The watermark at which time has something to do here. */
    public long dueMillis() {
        return due;
    }

    /** The runs of another version or pattern of the same key, or null. */
    public KeyRuns next() {
        return next;
    }

    /** The name in the store. */
    RunKey id() {
        return new RunKey(version.id().pattern(), version.id().version(), tenant.tenant(), key);
    }

}
