package io.millrace.cep.state;

import io.millrace.cep.CepMeters;
import io.millrace.cep.pattern.ActivePattern;
import io.millrace.cep.pattern.ActivePatterns;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The versions of patterns that a task has met. One that was replaced stays as long as runs of it are open; its definition
 * is kept with them. Belongs to one task.
 */
final class TaskVersions {

    private final ActivePatterns patterns;
    private final KeptVersions kept;
    private final CepMeters meters;
    private final Map<ActivePattern, VersionRuns> versions = new IdentityHashMap<>();
    private long generation = -1;

    TaskVersions(ActivePatterns patterns, KeptVersions kept, CepMeters meters) {
        this.patterns = patterns;
        this.kept = kept;
        this.meters = meters;
    }

    VersionRuns of(ActivePattern pattern) {
        var known = versions.get(pattern);
        if (known == null) {
            known = takeUp(pattern);
            versions.put(pattern, known);
        }
        return known;
    }

    /** The version may be known as it was before the latest change of the definitions. */
    private VersionRuns takeUp(ActivePattern pattern) {
        for (var version : versions.values()) {
            if (isSame(pattern, version.pattern())) {
                versions.remove(version.pattern());
                version.turnTo(pattern);
                return version;
            }
        }
        return new VersionRuns(pattern, meters.openRuns(pattern.name()));
    }

    /** Turns to the patterns as they are declared now; gives the versions that are gone. */
    List<VersionRuns> follow() {
        long now = patterns.generation();
        if (generation == now) {
            return List.of();
        }
        generation = now;
        var gone = new ArrayList<VersionRuns>();
        var known = List.copyOf(versions.values());
        versions.clear();
        for (var version : known) {
            var pattern = patterns.find(version.id());
            if (pattern.isPresent() && isSame(pattern.get(), version.pattern())) {
                version.turnTo(pattern.get());
                versions.put(pattern.get(), version);
            } else {
                gone.add(version);
                kept.forget(version.id());
            }
        }
        for (var id : kept.all()) {
            if (patterns.find(id).isEmpty()) {
                kept.forget(id);
            }
        }
        return gone;
    }

    /** Keeps the definitions of the versions that have runs now, and forgets those that have no more. */
    void flush() {
        for (var version : List.copyOf(versions.values())) {
            if (version.keys > 0 && !version.isKept) {
                kept.keep(version.pattern());
                version.isKept = true;
            } else if (version.keys == 0 && version.pattern().isReplaced()) {
                kept.forget(version.id());
                versions.remove(version.pattern());
            }
        }
    }

    /** A pattern that was deleted and declared anew may have the same version again, but nothing of what was before. */
    private static boolean isSame(ActivePattern now, ActivePattern before) {
        return now.behaviour().pattern() == before.behaviour().pattern();
    }

}
