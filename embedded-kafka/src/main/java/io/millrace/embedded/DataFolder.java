package io.millrace.embedded;

import io.millrace.embedded.EmbeddedBrokerException.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data folder, held for one broker from before it is formatted until after the broker has stopped.
 *
 * <p>Kafka locks the folder too ({@code .lock}), but a combined broker does so only after it has opened the metadata
 * log for writing: two brokers started at once, or one started on the folder of another, would both write to it.
 */
final class DataFolder implements AutoCloseable {

    /** Kafka's own lock, which a broker that is not ours holds. */
    private static final String KAFKA_LOCK = ".lock";
    private static final String LOCK = ".embedded-broker.lock";
    private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);

    /**
     * Folders held by this process. A lock file must not even be opened for them: closing any handle of a file ends all
     * locks that the process has on it (POSIX).
     */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel lock;

    private DataFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Creates the folder if need be and takes it.
     *
     * @throws EmbeddedBrokerException when it can't be written, or another broker has it
     */
    static DataFolder take(Path dataDir) {
        var path = writable(dataDir);
        if (!HELD_HERE.add(path)) {
            throw locked(path, "in this process");
        }
        try {
            return new DataFolder(path, lock(path));
        } catch (EmbeddedBrokerException e) {
            HELD_HERE.remove(path);
            throw e;
        }
    }

    /** The folder's real path, without symbolic links. */
    Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            LOG.warn("The lock of {} could not be released", path, e);
        } finally {
            HELD_HERE.remove(path);
        }
    }

    private static Path writable(Path dataDir) {
        try {
            var path = Files.createDirectories(dataDir).toRealPath();
            Files.delete(Files.createTempFile(path, ".writable", null));
            return path;
        } catch (IOException e) {
            throw new EmbeddedBrokerException(Reason.FOLDER_UNUSABLE,
                    "The broker's data folder %s can't be written: %s".formatted(dataDir, e), e);
        }
    }

    private static FileChannel lock(Path path) {
        try {
            tryLock(path, path.resolve(KAFKA_LOCK)).close();
            return tryLock(path, path.resolve(LOCK));
        } catch (IOException e) {
            throw new EmbeddedBrokerException(Reason.FOLDER_UNUSABLE,
                    "The broker's data folder %s can't be locked: %s".formatted(path, e), e);
        }
    }

    private static FileChannel tryLock(Path folder, Path file) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (isLocked(channel)) {
            channel.close();
            throw locked(folder, "in another process");
        }
        return channel;
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock == null;
        } catch (OverlappingFileLockException _) {
            return true;
        }
    }

    private static EmbeddedBrokerException locked(Path path, String where) {
        return new EmbeddedBrokerException(Reason.FOLDER_LOCKED,
                "The broker's data folder %s is in use by another broker %s".formatted(path, where), null);
    }
}
