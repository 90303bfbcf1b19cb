package io.millrace.metrics.fold;

import io.millrace.metrics.partial.SeriesId;
import io.millrace.event.JsonTree;
import io.millrace.metrics.fold.FoldPlan.Grouping;
import io.millrace.metrics.fold.FoldPlan.Target;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Objects;

/** A series of a grouping, with a column for each target that shares it. Belongs to one task. */
final class FoldedSeries {

    final Key key;
    final Grouping grouping;
    final String tenantId;
    final String[] labels;
    final String group;
    final int partition;
    final FoldColumn[] columns;
    /** Wall time at which an event was last folded into it. */
    long touchedMillis;
    /** Whether something was folded into it since the last commit. */
    boolean isTouched;

    FoldedSeries(Key key, Grouping grouping, int columns, int partitions) {
        this.key = key;
        this.grouping = grouping;
        tenantId = key.tenantId;
        labels = key.labels;
        group = groupText(grouping, labels);
        partition = SeriesId.partition(tenantId, group, partitions);
        this.columns = new FoldColumn[columns];
    }

    /** Identifies what a target keeps of this series. */
    SeriesId idOf(Target target) {
        return new SeriesId(target.metric().name(), target.metric().version(), target.rollup(), target.session(),
                tenantId, group);
    }

    /** Whether no target was given a place here: all that take its events are over their limit. */
    boolean isRefused() {
        return Arrays.stream(columns).allMatch(Objects::isNull);
    }

    private static String groupText(Grouping grouping, String[] labels) {
        if (labels.length == 0) {
            return "{}";
        }
        var group = new LinkedHashMap<String, String>();
        for (int i = 0; i < labels.length; i++) {
            group.put(grouping.dimensions().get(i), labels[i]);
        }
        return new String(JsonTree.write(group), StandardCharsets.UTF_8);
    }

    /** Finds a series among those of its grouping. */
    static final class Key {

        private String tenantId;
        private final String[] labels;
        private int hash;

        /** A key to be filled for each look-up. */
        Key(int labels) {
            this.labels = new String[labels];
        }

        private Key(Key other) {
            tenantId = other.tenantId;
            labels = other.labels.clone();
            hash = other.hash;
        }

        void tenant(String tenant) {
            tenantId = tenant;
            hash = tenant.hashCode();
        }

        void label(int place, String label) {
            labels[place] = label;
            hash = hash * 31 + label.hashCode();
        }

        /** A key of the same content that does not change. */
        Key copy() {
            return new Key(this);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && hash == key.hash && tenantId.equals(key.tenantId)
                    && Arrays.equals(labels, key.labels);
        }

        @Override
        public int hashCode() {
            return hash;
        }

    }

}
