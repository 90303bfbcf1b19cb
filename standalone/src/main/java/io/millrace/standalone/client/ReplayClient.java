package io.millrace.standalone.client;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;

/**
 * Sends recordings, files of one event a line, plain or gzip.
 *
 * <p>
 * Events arrive in the order of the file: one request is under way at a time, while the next is being prepared. Several
 * at a time would keep the order of each user, but let one user's events run ahead of another's, and what then counts
 * as late would depend on the network. A request that was not taken is sent again until it is; its events have ids, so
 * that those which did arrive count once. Not thread-safe; each replay is on its own.
 */
public final class ReplayClient {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    private final ReplayOptions options;
    private final ReplayProgress progress;
    private final WallClock clock;

    /** A client that tells {@code progress} how it goes. */
    public ReplayClient(ReplayOptions options, ReplayProgress progress) {
        this(options, progress, WallClock.system());
    }

    ReplayClient(ReplayOptions options, ReplayProgress progress, WallClock clock) {
        this.options = options;
        this.progress = progress;
        this.clock = clock;
    }

    /**
     * Sends a file to its end.
     *
     * @throws ClientException
     *             when the file can't be read to its end, the service refuses the key, or it stays away for longer than
     *             the options allow; the message says how far the replay came
     * @throws InterruptedException
     *             when the thread was interrupted
     */
    public ReplayResult replay(Path file) throws InterruptedException {
        var tally = new ReplayTally(clock);
        try (var lines = RecordedLines.open(file); var door = new EventDoor(options.to(), options.key())) {
            var sender = new BatchSender(door, tally, options.patience(), progress, clock);
            sendAll(lines, tally, sender);
            return tally.result();
        } catch (IOException e) {
            throw new ClientException("%s can't be read to its end%s: %s".formatted(file, tally.soFar(), reason(e)), e);
        }
    }

    /** Reads ahead in a thread of its own, by one request. */
    private void sendAll(RecordedLines lines, ReplayTally tally, BatchSender sender)
            throws IOException, InterruptedException {
        var queue = new SynchronousQueue<NextBatch>();
        var reading = new FutureTask<Void>(() -> {
            try {
                new BatchReader(lines, options, clock, tally,
                        batch -> queue.put(new NextBatch.Ready(batch))).readAll();
            } finally {
                queue.put(new NextBatch.None());
            }
            return null;
        });
        var reader = Thread.ofVirtual().name("replay-reader").start(reading);
        try {
            sendFrom(queue, sender);
        } finally {
            end(reader, queue);
        }
        requireRead(reading);
    }

    /** Lets a reader that still has something to hand over do so, in vain. */
    private static void end(Thread reader, BlockingQueue<NextBatch> queue) throws InterruptedException {
        reader.interrupt();
        while (!reader.join(LOOK_AGAIN)) {
            queue.poll();
        }
    }

    private static void sendFrom(BlockingQueue<NextBatch> queue, BatchSender sender) throws InterruptedException {
        while (true) {
            switch (queue.take()) {
                case NextBatch.Ready(var batch) -> sender.send(batch);
                case NextBatch.None() -> {
                    return;
                }
            }
        }
    }

    private static void requireRead(FutureTask<Void> reading) throws IOException, InterruptedException {
        try {
            reading.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException broken -> throw broken;
                case InterruptedException interrupted -> throw interrupted;
                default -> throw new IllegalStateException(e.getCause());
            }
        }
    }

    private static String reason(IOException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "no such file";
            case EOFException _ -> "the gzip data breaks off";
            default -> String.valueOf(failure.getMessage());
        };
    }

    private sealed interface NextBatch {

        record Ready(ReplayBatch batch) implements NextBatch {}

        record None() implements NextBatch {}
    }

}
