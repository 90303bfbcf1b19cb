package io.millrace.cep.funnel;

import io.millrace.statistics.binary.BinaryReader;
import io.millrace.statistics.binary.BinaryWriter;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The runs of a key that were counted and may be told of again, with the steps that they were counted for. Not thread-safe.
 */
final class CountedRuns {

    /** No more are remembered of a key; the oldest give way. */
    static final int MAX_RUNS = 1_000;

    private static final int VERSION = 1;

    private record Run(long startMillis, String firstEvent, long steps) {}

    private final Deque<Run> runs = new ArrayDeque<>();

    /**
     * Notes the steps of a run.
     *
     * @param steps
     *            as bits
     * @return those that it had not been counted for before
     */
    long count(long startMillis, String firstEvent, long steps) {
        long before = 0;
        for (var each = runs.iterator(); each.hasNext();) {
            var run = each.next();
            if (run.startMillis() == startMillis && run.firstEvent().equals(firstEvent)) {
                before = run.steps();
                each.remove();
                break;
            }
        }
        runs.addLast(new Run(startMillis, firstEvent, before | steps));
        if (runs.size() > MAX_RUNS) {
            runs.removeFirst();
        }
        return steps & ~before;
    }

    /** Forgets the runs that started before a time: they have ended. */
    void forgetBefore(long startMillis) {
        runs.removeIf(run -> run.startMillis() < startMillis);
    }

    void writeTo(BinaryWriter out) {
        out.writeByte(VERSION);
        for (var run : runs) {
            out.writeSignedVarint(run.startMillis());
            out.writeText(run.firstEvent());
            out.writeLong(run.steps());
        }
    }

    static CountedRuns read(BinaryReader in) {
        int version = in.readByte();
        if (version != VERSION) {
            throw new IllegalArgumentException("unknown version of counted runs: " + version);
        }
        var read = new CountedRuns();
        while (in.hasRemaining()) {
            read.runs.addLast(new Run(in.readSignedVarint(), in.readText(), in.readLong()));
        }
        return read;
    }

}
