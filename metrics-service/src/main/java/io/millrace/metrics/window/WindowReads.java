package io.millrace.metrics.window;

import io.millrace.metrics.pane.PaneFamily;
import io.millrace.metrics.pane.PaneTable;
import io.millrace.metrics.session.SessionTable;
import io.millrace.metrics.window.OpenWindows.Window;
import io.millrace.metrics.window.WindowPlan.Planned;
import io.millrace.result.WindowPartial;
import io.millrace.result.WindowResult;
import io.millrace.statistics.TimeWindow;
import io.millrace.statistics.aggregate.AggregateState;
import io.millrace.statistics.binary.BinaryWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Answers questions about the windows of one partition of series, those still filling included. Thread-safe. */
public final class WindowReads {

    /**
     * What is asked for.
     *
     * @param version
     *            of the metric's definition
     * @param window
     *            name of the window
     * @param grouping
     *            0 for the metric's own dimensions, n for its n-th roll-up
     * @param tenantId
     *            whose windows; empty for those of all tenants
     * @param fromMillis
     *            the windows start in {@code [fromMillis, toMillis)}
     * @param groups
     *            which groups are wanted
     * @param limit
     *            how many windows of series at most
     * @param withStates
     *            whether the answer is to be merged further
     */
    public record Question(String metric, long version, String window, int grouping, Optional<String> tenantId,
            long fromMillis, long toMillis, Predicate<Map<String, String>> groups, int limit,
            boolean withStates) {}

    private static final Comparator<TimeWindow> BY_START = Comparator.comparingLong(
            TimeWindow::startMillis).thenComparingLong(TimeWindow::endMillis);

    private final WindowPlans plans;
    private final PaneTable panes;
    private final SessionTable sessions;
    private final WindowValues values;
    private final PublishedWatermarks watermarks;

    WindowReads(WindowPlans plans, PaneTable panes, SessionTable sessions, PublishedWatermarks watermarks) {
        this.plans = plans;
        this.panes = panes;
        this.sessions = sessions;
        this.values = new WindowValues(panes);
        this.watermarks = watermarks;
    }

    /** Tenant to how far event time has come here, in milliseconds; a copy. */
    public Map<String, Long> watermarks() {
        return watermarks.all();
    }

    /** The windows asked for, by tenant and start. */
    public List<WindowPartial> read(Question question) {
        var rows = new ArrayList<WindowPartial>();
        plans.find(question.metric(), question.version()).ifPresent(plan -> {
            plan.window(question.window()).ifPresent(planned -> read(planned, question, rows));
            plan.sessions(question.window()).ifPresent(window -> readSessions(plan, window, question, rows));
        });
        return rows;
    }

    private void read(Planned planned, Question question, List<WindowPartial> rows) {
        for (var tenant : tenants(planned.panes(question.grouping(), ""), panes.families(), question)) {
            for (var span : spans(planned, tenant, question)) {
                if (rows.size() >= question.limit()) {
                    return;
                }
                read(new Window(planned, question.grouping(), tenant, span), question, rows);
            }
        }
    }

    private void read(Window window, Question question, List<WindowPartial> rows) {
        boolean isClosed = window.planned().isClosed(window.span(), watermarks.of(window.tenantId()));
        var merged = new TreeMap<>(isClosed ? values.mergedAsClosed(window) : values.merged(window));
        for (var entry : merged.entrySet()) {
            if (rows.size() < question.limit() && question.groups().test(values.group(entry.getKey()))) {
                rows.add(row(values.result(window, entry.getKey(), entry.getValue(), isClosed, null),
                        entry.getValue(), question));
            }
        }
    }

    private TreeSet<TimeWindow> spans(Planned planned, String tenant, Question question) {
        var spans = new TreeSet<>(BY_START);
        long reach = planned.spec.size().toMillis();
        long to = question.toMillis() > Long.MAX_VALUE - reach ? Long.MAX_VALUE : question.toMillis() + reach;
        for (long start : panes.starts(planned.panes(question.grouping(), tenant), question.fromMillis(), to)) {
            planned.spec.forEachWindow(start, span -> {
                if (span.startMillis() >= question.fromMillis() && span.startMillis() < question.toMillis()) {
                    spans.add(span);
                }
            });
        }
        return spans;
    }

    private void readSessions(WindowPlan plan, WindowPlan.Sessions window, Question question,
            List<WindowPartial> rows) {
        var any = plan.family(0, question.window(), "");
        long closesAfter = SeriesWindows.closesAfterMillis(window);
        for (var tenant : tenants(any, sessions.families(any), question)) {
            sessions.forEach(plan.family(0, question.window(), tenant), question.fromMillis(), question.toMillis(),
                    (family, group, start, end, state) -> {
                        if (rows.size() < question.limit() && question.groups().test(values.group(group))) {
                            boolean isClosed = end + closesAfter <= watermarks.of(tenant);
                            rows.add(row(values.result(plan.metric(), question.window(), tenant, start,
                                    end, group, state, isClosed, null), state, question));
                        }
                    });
        }
    }

    private static TreeSet<String> tenants(PaneFamily any, Iterable<PaneFamily> families, Question question) {
        var tenants = new TreeSet<String>();
        question.tenantId().ifPresent(tenants::add);
        if (question.tenantId().isEmpty()) {
            for (var family : families) {
                if (any.differsOnlyInTenant(family)) {
                    tenants.add(family.tenantId());
                }
            }
        }
        return tenants;
    }

    private static WindowPartial row(WindowResult result, AggregateState state, Question question) {
        if (!question.withStates()) {
            return new WindowPartial(result, null);
        }
        var out = new BinaryWriter();
        state.writeTo(out);
        return new WindowPartial(result, out.toByteArray());
    }

}
