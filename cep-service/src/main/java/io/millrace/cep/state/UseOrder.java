package io.millrace.cep.state;

/** The runs that are in memory, those that were used longest ago first. Belongs to one task. */
final class UseOrder {

    private KeyRuns oldest;
    private KeyRuns newest;

    KeyRuns newest() {
        return newest;
    }

    KeyRuns oldest() {
        return oldest;
    }

    void use(KeyRuns runs) {
        if (runs == newest) {
            return;
        }
        if (runs == oldest || runs.older != null) {
            remove(runs);
        }
        runs.older = newest;
        if (newest == null) {
            oldest = runs;
        } else {
            newest.newer = runs;
        }
        newest = runs;
    }

    void remove(KeyRuns runs) {
        if (runs.older == null) {
            if (oldest != runs) {
                return;
            }
            oldest = runs.newer;
        } else {
            runs.older.newer = runs.newer;
        }
        if (runs.newer == null) {
            newest = runs.older;
        } else {
            runs.newer.older = runs.older;
        }
        runs.older = null;
        runs.newer = null;
    }

}
