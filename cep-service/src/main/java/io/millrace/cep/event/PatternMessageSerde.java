package io.millrace.cep.event;

import io.millrace.cep.event.PatternMessage.Candidate;
import io.millrace.cep.event.PatternMessage.Heartbeat;
import io.millrace.statistics.SourceStatus;
import io.millrace.statistics.binary.BinaryReader;
import io.millrace.statistics.binary.BinaryWriter;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** The binary form of messages between the two halves of the topology; its first byte is its version and kind. */
public final class PatternMessageSerde {

    private static final int CANDIDATE = 3;
    private static final int HEARTBEAT = 4;
    private static final int MOST_PARTITIONS = 1_000_000;

    private PatternMessageSerde() {}

    /** The serde of the messages that travel: candidates and heartbeats. */
    public static Serde<PatternMessage> messages() {
        return Serdes.serdeFrom((_, message) -> write(message), (_, bytes) -> read(bytes));
    }

    private static byte[] write(PatternMessage message) {
        var out = new BinaryWriter();
        switch (message) {
            case Candidate candidate -> write(candidate, out);
            case Heartbeat heartbeat -> write(heartbeat, out);
            case IncomingEvent _ -> throw new IllegalArgumentException("an event goes on where it came in");
        }
        return out.toByteArray();
    }

    private static void write(Candidate candidate, BinaryWriter out) {
        out.writeByte(CANDIDATE);
        out.writeVarint(candidate.sourcePartition());
        out.writeText(candidate.keyText());
        out.writeText(candidate.key());
        out.writeSignedVarint(candidate.event().timestampMillis());
        out.writeBytes(candidate.event().json());
    }

    private static void write(Heartbeat heartbeat, BinaryWriter out) {
        out.writeByte(HEARTBEAT);
        out.writeVarint(heartbeat.sourcePartition());
        heartbeat.statuses().forEach((tenant, status) -> {
            out.writeText(tenant);
            out.writeSignedVarint(status.maxEventTimeMillis());
            out.writeByte(status.idle() ? 1 : 0);
        });
    }

    private static PatternMessage read(byte[] bytes) {
        var in = new BinaryReader(bytes);
        int kind = in.readByte();
        return switch (kind) {
            case CANDIDATE -> candidate(in);
            case HEARTBEAT -> heartbeat(in);
            default -> throw new IllegalArgumentException("unknown kind of message " + kind);
        };
    }

    private static Candidate candidate(BinaryReader in) {
        int source = in.readVarint("source partition", MOST_PARTITIONS);
        var keyText = in.readText();
        var key = in.readText();
        long timestamp = in.readSignedVarint();
        return new Candidate(source, keyText, key, IncomingEvent.of(in.readBytes(in.remaining()), timestamp));
    }

    private static Heartbeat heartbeat(BinaryReader in) {
        int source = in.readVarint("source partition", MOST_PARTITIONS);
        Map<String, SourceStatus> statuses = new HashMap<>();
        while (in.hasRemaining()) {
            statuses.put(in.readText(), new SourceStatus(in.readSignedVarint(), in.readByte() == 1));
        }
        return new Heartbeat(source, statuses);
    }

}
