package io.millrace.cep.candidate;

import io.millrace.cep.candidate.PatternMessage.Candidate;
import io.millrace.cep.candidate.PatternMessage.Heartbeat;
import io.millrace.statistics.SourceStatus;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** The compact binary form of messages between the two halves of the topology; its first byte is its version and kind. */
public final class PatternMessageSerde {

    private static final int CANDIDATE_V1 = 1;
    private static final int HEARTBEAT_V1 = 2;

    private PatternMessageSerde() {}

    /** The serde of all messages. */
    public static Serde<PatternMessage> messages() {
        return Serdes.serdeFrom((_, message) -> write(message), (_, bytes) -> read(bytes));
    }

    /** The serde of candidates alone, for stores; null stands for null. */
    public static Serde<Candidate> candidates() {
        return Serdes.serdeFrom((_, candidate) -> candidate == null ? null : write(candidate),
                (_, bytes) -> bytes == null ? null : (Candidate) read(bytes));
    }

    private static byte[] write(PatternMessage message) {
        var bytes = new ByteArrayOutputStream(512);
        var out = new DataOutputStream(bytes);
        try {
            switch (message) {
                case Candidate candidate -> write(candidate, out);
                case Heartbeat heartbeat -> write(heartbeat, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(Candidate candidate, DataOutputStream out) throws IOException {
        out.writeByte(CANDIDATE_V1);
        out.writeInt(candidate.sourcePartition());
        out.writeUTF(candidate.pattern());
        out.writeLong(candidate.version());
        out.writeUTF(candidate.tenantId());
        out.writeUTF(candidate.key());
        out.writeLong(candidate.timestampMillis());
        out.writeInt(candidate.event().length);
        out.write(candidate.event());
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

    private static PatternMessage read(byte[] bytes) {
        var in = new DataInputStream(new ByteArrayInputStream(bytes));
        try {
            int kind = in.readByte();
            return switch (kind) {
                case CANDIDATE_V1 -> candidate(in);
                case HEARTBEAT_V1 -> heartbeat(in);
                default -> throw new IllegalArgumentException("unknown kind of message " + kind);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Candidate candidate(DataInputStream in) throws IOException {
        int source = in.readInt();
        var pattern = in.readUTF();
        long version = in.readLong();
        var tenant = in.readUTF();
        var key = in.readUTF();
        long timestamp = in.readLong();
        var event = new byte[in.readInt()];
        in.readFully(event);
        return new Candidate(source, pattern, version, tenant, key, timestamp, event);
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
