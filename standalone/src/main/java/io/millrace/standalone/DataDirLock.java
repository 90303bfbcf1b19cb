package io.millrace.standalone;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a data folder to one instance. The operating system frees it when the process dies, however it dies. */
final class DataDirLock implements AutoCloseable {

    private final FileChannel channel;

    private DataDirLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the folder, which is created if need be.
     *
     * @throws StandaloneException
     *             when another instance has it, or it can't be written
     */
    static DataDirLock take(Path dataDir) {
        try {
            Files.createDirectories(dataDir);
            var channel = FileChannel.open(dataDir.resolve("millrace.lock"), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new StandaloneException(
                        "another instance is running on the data folder %s; stop it, or choose another --data-dir".formatted(
                                dataDir.toAbsolutePath()));
            }
            return new DataDirLock(channel);
        } catch (IOException e) {
            throw new StandaloneException("the data folder %s can't be used: %s".formatted(dataDir, e));
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StandaloneException("the data folder can't be freed: " + e);
        }
    }

}
