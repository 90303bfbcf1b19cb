package io.millrace.metrics.partial;

import io.millrace.statistics.SourceStatus;
import io.millrace.statistics.aggregate.AggregateState;
import io.millrace.statistics.binary.BinaryReader;
import io.millrace.statistics.binary.BinaryWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * The compact binary form of a batch; its first byte is its version. Texts and series that come again are written once.
 */
public final class PartialBatchSerde {

    private static final byte VERSION = 1;

    private PartialBatchSerde() {}

    /** The serde. */
    public static Serde<PartialBatch> serde() {
        return Serdes.serdeFrom((_, batch) -> write(batch), (_, bytes) -> bytes == null ? null : read(bytes));
    }

    private static byte[] write(PartialBatch batch) {
        var out = new Out();
        out.writer.writeByte(VERSION);
        out.writer.writeVarint(batch.sourcePartition());
        out.writer.writeVarint(batch.cells().size());
        long pane = 0;
        for (var cell : batch.cells()) {
            out.series(cell.series());
            out.writer.writeSignedVarint(cell.startMillis() - pane);
            out.writer.writeSignedVarint(cell.endMillis() - cell.startMillis());
            pane = cell.startMillis();
            cell.state().writeTo(out.writer);
            out.references(cell.references());
        }
        out.writer.writeVarint(batch.observed().size());
        batch.observed().forEach((tenant, time) -> {
            out.text(tenant);
            out.writer.writeSignedVarint(time);
        });
        out.heartbeat(batch.heartbeat());
        return out.writer.toByteArray();
    }

    private static PartialBatch read(byte[] bytes) {
        var in = new In(new BinaryReader(bytes));
        int version = in.reader.readByte();
        if (version != VERSION) {
            throw new IllegalArgumentException("unknown version of a batch of partial aggregates: " + version);
        }
        int source = (int) in.reader.readVarint();
        int count = (int) in.reader.readVarint();
        var cells = new ArrayList<PartialCell>();
        long pane = 0;
        for (int i = 0; i < count; i++) {
            var series = in.series();
            pane += in.reader.readSignedVarint();
            long end = pane + in.reader.readSignedVarint();
            cells.add(new PartialCell(series, pane, end, AggregateState.read(in.reader), in.references()));
        }
        var observed = new LinkedHashMap<String, Long>();
        for (long left = in.reader.readVarint(); left > 0; left--) {
            observed.put(in.text(), in.reader.readSignedVarint());
        }
        return new PartialBatch(source, cells, observed, in.heartbeat());
    }

    /** Writes values, and of those seen before their number. */
    private static final class Out {

        private final BinaryWriter writer = new BinaryWriter();
        private final Map<Object, Integer> seen = new HashMap<>();

        void text(String text) {
            if (isNew(text)) {
                writer.writeText(text);
            }
        }

        void series(SeriesId series) {
            if (isNew(series)) {
                text(series.metric());
                writer.writeVarint(series.version());
                writer.writeVarint(series.grouping());
                text(series.session());
                text(series.tenantId());
                text(series.group());
            }
        }

        void references(List<EventReference> references) {
            writer.writeVarint(references.size());
            for (var reference : references) {
                text(reference.key());
                writer.writeText(reference.id());
                text(reference.type());
                writer.writeSignedVarint(reference.timestampMillis());
            }
        }

        void heartbeat(Map<String, SourceStatus> heartbeat) {
            if (heartbeat == null) {
                writer.writeByte(0);
                return;
            }
            writer.writeByte(1);
            writer.writeVarint(heartbeat.size());
            heartbeat.forEach((tenant, status) -> {
                text(tenant);
                writer.writeSignedVarint(status.maxEventTimeMillis());
                writer.writeByte(status.idle() ? 1 : 0);
            });
        }

        /** Writes 0 for a new value, which must follow, or the number of a known one. */
        private boolean isNew(Object value) {
            var number = seen.putIfAbsent(value, seen.size() + 1);
            writer.writeVarint(number == null ? 0 : number);
            return number == null;
        }

    }

    /** Reads what {@link Out} wrote. */
    private static final class In {

        private final BinaryReader reader;
        private final List<Object> seen = new ArrayList<>();

        In(BinaryReader reader) {
            this.reader = reader;
        }

        String text() {
            int number = (int) reader.readVarint();
            if (number > 0) {
                return (String) known(number);
            }
            int place = reserve();
            var text = reader.readText();
            seen.set(place, text);
            return text;
        }

        SeriesId series() {
            int number = (int) reader.readVarint();
            if (number > 0) {
                return (SeriesId) known(number);
            }
            int place = reserve();
            var metric = text();
            long version = reader.readVarint();
            int grouping = (int) reader.readVarint();
            var series = new SeriesId(metric, version, grouping, text(), text(), text());
            seen.set(place, series);
            return series;
        }

        List<EventReference> references() {
            int count = (int) reader.readVarint();
            if (count == 0) {
                return List.of();
            }
            var references = new ArrayList<EventReference>();
            for (int i = 0; i < count; i++) {
                references.add(new EventReference(text(), reader.readText(), text(), reader.readSignedVarint()));
            }
            return references;
        }

        Map<String, SourceStatus> heartbeat() {
            if (reader.readByte() == 0) {
                return null;
            }
            var heartbeat = new HashMap<String, SourceStatus>();
            for (long left = reader.readVarint(); left > 0; left--) {
                heartbeat.put(text(), new SourceStatus(reader.readSignedVarint(), reader.readByte() == 1));
            }
            return heartbeat;
        }

        private Object known(int number) {
            if (number > seen.size()) {
                throw new IllegalArgumentException("a batch refers to value %d of %d".formatted(number, seen.size()));
            }
            return seen.get(number - 1);
        }

        private int reserve() {
            seen.add(null);
            return seen.size() - 1;
        }

    }

}
