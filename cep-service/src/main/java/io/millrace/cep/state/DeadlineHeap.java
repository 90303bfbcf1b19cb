package io.millrace.cep.state;

import java.util.Arrays;

/**
 * The keys of a tenant by the time at which something is due there. A key whose time moved later stays where it stands and
 * is put back when its turn comes; entries of keys that are gone, or came forward, are skipped, and thrown out together
 * when they are the greater part. Belongs to one task.
 */
final class DeadlineHeap {

    private static final int SMALL = 1024;

    private long[] dues = new long[16];
    private KeyRuns[] keys = new KeyRuns[16];
    private int size;
    private int stale;

    /** Puts a key where it is due, unless it stands there or earlier. */
    void queue(KeyRuns runs) {
        if (runs.due >= runs.queuedDue) {
            return;
        }
        if (runs.queuedDue != KeyRuns.NEVER) {
            stale++;
        }
        runs.queuedDue = runs.due;
        push(runs.due, runs);
        throwOutStale();
    }

    /** Notes that a key is gone. */
    void forget(KeyRuns runs) {
        runs.isGone = true;
        if (runs.queuedDue != KeyRuns.NEVER) {
            stale++;
            throwOutStale();
        }
    }

    /** Takes out the first key that is due at that time; null when none is. It has to be queued again. */
    KeyRuns takeDue(long timeMillis) {
        while (size > 0 && dues[0] <= timeMillis) {
            long due = dues[0];
            var runs = keys[0];
            pop();
            if (runs.isGone || runs.queuedDue != due) {
                stale--;
            } else {
                runs.queuedDue = KeyRuns.NEVER;
                if (runs.due == due) {
                    return runs;
                }
                queue(runs);
            }
        }
        return null;
    }

    int size() {
        return size;
    }

    private void throwOutStale() {
        if (size < SMALL || stale * 2 < size) {
            return;
        }
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (!keys[i].isGone && keys[i].queuedDue == dues[i]) {
                dues[kept] = dues[i];
                keys[kept++] = keys[i];
            }
        }
        Arrays.fill(keys, kept, size, null);
        size = kept;
        stale = 0;
        for (int i = size / 2 - 1; i >= 0; i--) {
            siftDown(i, dues[i], keys[i]);
        }
    }

    private void push(long due, KeyRuns runs) {
        if (size == dues.length) {
            dues = Arrays.copyOf(dues, size * 2);
            keys = Arrays.copyOf(keys, size * 2);
        }
        int at = size++;
        while (at > 0) {
            int parent = (at - 1) / 2;
            if (dues[parent] <= due) {
                break;
            }
            dues[at] = dues[parent];
            keys[at] = keys[parent];
            at = parent;
        }
        dues[at] = due;
        keys[at] = runs;
    }

    private void pop() {
        size--;
        long due = dues[size];
        var runs = keys[size];
        keys[size] = null;
        if (size > 0) {
            siftDown(0, due, runs);
        }
    }

    private void siftDown(int from, long due, KeyRuns runs) {
        int at = from;
        while (true) {
            int child = 2 * at + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && dues[child + 1] < dues[child]) {
                child++;
            }
            if (dues[child] >= due) {
                break;
            }
            dues[at] = dues[child];
            keys[at] = keys[child];
            at = child;
        }
        dues[at] = due;
        keys[at] = runs;
    }

}
