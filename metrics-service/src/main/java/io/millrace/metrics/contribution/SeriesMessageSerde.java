package io.millrace.metrics.contribution;

import io.millrace.metrics.contribution.SeriesMessage.Contribution;
import io.millrace.metrics.contribution.SeriesMessage.Heartbeat;
import io.millrace.statistics.SourceStatus;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** The compact binary form of messages between the two halves of the topology; its first byte is its version and kind. */
public final class SeriesMessageSerde {

    private static final int CONTRIBUTION_V1 = 1;
    private static final int HEARTBEAT_V1 = 2;

    private SeriesMessageSerde() {}

    /** The serde. */
    public static Serde<SeriesMessage> serde() {
        return Serdes.serdeFrom((_, message) -> write(message), (_, bytes) -> read(bytes));
    }

    private static byte[] write(SeriesMessage message) {
        var bytes = new ByteArrayOutputStream(128);
        var out = new DataOutputStream(bytes);
        try {
            switch (message) {
                case Contribution contribution -> write(contribution, out);
                case Heartbeat heartbeat -> write(heartbeat, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(Contribution contribution, DataOutputStream out) throws IOException {
        out.writeByte(CONTRIBUTION_V1);
        out.writeInt(contribution.sourcePartition());
        out.writeUTF(contribution.metric());
        out.writeLong(contribution.version());
        out.writeUTF(contribution.tenantId());
        out.writeShort(contribution.group().size());
        for (var entry : contribution.group().entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeUTF(entry.getValue());
        }
        out.writeLong(contribution.timestampMillis());
        out.writeDouble(contribution.value());
        out.writeShort(contribution.distinct().size());
        for (var text : contribution.distinct()) {
            out.writeUTF(text);
        }
        out.writeUTF(contribution.eventKey());
        out.writeUTF(contribution.eventId());
        out.writeUTF(contribution.eventType());
    }

    private static void write(Heartbeat heartbeat, DataOutputStream out) throws IOException {
        out.writeByte(HEARTBEAT_V1);
        out.writeInt(heartbeat.sourcePartition());
        out.writeInt(heartbeat.statuses().size());
        for (var entry : heartbeat.statuses().entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeLong(entry.getValue().maxEventTimeMillis());
            out.writeBoolean(entry.getValue().idle());
        }
    }

    private static SeriesMessage read(byte[] bytes) {
        var in = new DataInputStream(new ByteArrayInputStream(bytes));
        try {
            int kind = in.readByte();
            return switch (kind) {
                case CONTRIBUTION_V1 -> contribution(in);
                case HEARTBEAT_V1 -> heartbeat(in);
                default -> throw new IllegalArgumentException("unknown kind of message " + kind);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Contribution contribution(DataInputStream in) throws IOException {
        int source = in.readInt();
        var metric = in.readUTF();
        long version = in.readLong();
        var tenant = in.readUTF();
        var group = new LinkedHashMap<String, String>();
        for (int left = in.readShort(); left > 0; left--) {
            group.put(in.readUTF(), in.readUTF());
        }
        long timestamp = in.readLong();
        double value = in.readDouble();
        List<String> distinct = new ArrayList<>();
        for (int left = in.readShort(); left > 0; left--) {
            distinct.add(in.readUTF());
        }
        return new Contribution(source, metric, version, tenant, group, timestamp, value, distinct, in.readUTF(),
                in.readUTF(), in.readUTF());
    }

    private static Heartbeat heartbeat(DataInputStream in) throws IOException {
        int source = in.readInt();
        Map<String, SourceStatus> statuses = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            statuses.put(in.readUTF(), new SourceStatus(in.readLong(), in.readBoolean()));
        }
        return new Heartbeat(source, statuses);
    }

}
