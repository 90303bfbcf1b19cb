package io.millrace.metrics.session;

import io.millrace.metrics.pane.PaneFamily;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The sessions that are not closed yet: by series, and by when they close. Belongs to one {@link SessionTable}. */
final class OpenSessions {

    private record Series(PaneFamily family, String group) {}

    private final Map<Series, TreeMap<Long, Session>> bySeries = new HashMap<>();
    private final Map<String, TreeMap<Long, Set<Session>>> byClosing = new HashMap<>();

    void add(Session session, long closesAfterMillis) {
        session.closesAtMillis = session.endMillis + closesAfterMillis;
        bySeries.computeIfAbsent(new Series(session.family, session.group), _ -> new TreeMap<>()).put(
                session.startMillis, session);
        byClosing.computeIfAbsent(session.family.tenantId(), _ -> new TreeMap<>()).computeIfAbsent(
                session.closesAtMillis, _ -> new LinkedHashSet<>()).add(session);
    }

    void remove(Session session) {
        var series = new Series(session.family, session.group);
        var sessions = bySeries.get(series);
        sessions.remove(session.startMillis);
        if (sessions.isEmpty()) {
            bySeries.remove(series);
        }
        var byTime = byClosing.get(session.family.tenantId());
        var atTime = byTime.get(session.closesAtMillis);
        atTime.remove(session);
        if (atTime.isEmpty()) {
            byTime.remove(session.closesAtMillis);
        }
    }

    /** The session of a series that starts then, or null. */
    Session find(PaneFamily family, String group, long startMillis) {
        var sessions = bySeries.get(new Series(family, group));
        return sessions == null ? null : sessions.get(startMillis);
    }

    /** The sessions of the same series that are no further away than the gap. */
    List<Session> meeting(Session session, long gapMillis) {
        var sessions = bySeries.get(new Series(session.family, session.group));
        if (sessions == null) {
            return List.of();
        }
        var met = new ArrayList<Session>();
        var before = sessions.headMap(session.endMillis + gapMillis, true).descendingMap().values();
        for (var other : before) {
            if (other.endMillis < session.startMillis - gapMillis) {
                break;
            }
            met.add(other);
        }
        return met;
    }

    /** Takes out the sessions of a tenant that a watermark closes, in the order in which they close. */
    List<Session> takeClosed(String tenantId, long watermarkMillis) {
        var closed = new ArrayList<Session>();
        var byTime = byClosing.getOrDefault(tenantId, new TreeMap<>());
        while (!byTime.isEmpty() && byTime.firstKey() <= watermarkMillis) {
            var first = List.copyOf(byTime.firstEntry().getValue());
            first.forEach(this::remove);
            closed.addAll(first);
        }
        return closed;
    }

    /** Those that fit; a copy. */
    List<Session> all(Predicate<Session> fits) {
        return bySeries.values().stream().flatMap(sessions -> sessions.values().stream()).filter(fits).toList();
    }

}
