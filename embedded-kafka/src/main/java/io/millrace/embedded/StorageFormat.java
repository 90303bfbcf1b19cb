package io.millrace.embedded;

import io.millrace.embedded.EmbeddedBrokerException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.properties.MetaProperties;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who the broker of a data folder is: what {@code kafka-storage format} writes down once, and what is read ever after.
 *
 * @param clusterId the cluster that the folder's records belong to
 * @param nodeId the broker's and controller's number in it
 */
record StorageFormat(String clusterId, int nodeId) {

    private static final int FIRST_NODE_ID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(StorageFormat.class);

    /** What formatting itself leaves behind when it is cut short, beside hidden files such as locks. */
    private static final Set<String> UNFINISHED = Set.of("bootstrap.checkpoint", "bootstrap.checkpoint.tmp",
            MetaPropertiesEnsemble.META_PROPERTIES_NAME + ".tmp");

    /**
     * Reads the format of a folder, or formats it, with a new cluster id, when it is empty. A folder with other
     * contents is refused: Kafka takes every folder in it for a partition, and would do away with those of another
     * cluster.
     *
     * @throws EmbeddedBrokerException when the folder holds something else, or can't be read or formatted
     */
    static StorageFormat readOrCreate(Path folder) {
        try {
            var ensemble = new MetaPropertiesEnsemble.Loader().addLogDirs(List.of(folder.toString())).load();
            if (!ensemble.errorLogDirs().isEmpty()) {
                throw unusable(folder, "its meta.properties can't be read", null);
            }
            var found = ensemble.logDirProps().get(folder.toString());
            return found == null ? create(folder) : of(folder, found);
        } catch (IOException e) {
            throw unusable(folder, "it can't be read", e);
        }
    }

    private static StorageFormat of(Path folder, MetaProperties properties) {
        if (properties.clusterId().isEmpty() || properties.nodeId().isEmpty()) {
            throw unusable(folder, "its meta.properties has no cluster.id or no node.id", null);
        }
        return new StorageFormat(properties.clusterId().get(), properties.nodeId().getAsInt());
    }

    private static StorageFormat create(Path folder) throws IOException {
        requireEmpty(folder);
        var format = new StorageFormat(Uuid.randomUuid().toString(), FIRST_NODE_ID);
        var said = new ByteArrayOutputStream();
        try (var out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            new Formatter().setPrintStream(out).setClusterId(format.clusterId()).setNodeId(
                    format.nodeId()).setControllerListenerName(BoundPorts.CONTROLLER_LISTENER).addDirectory(
                            folder.toString()).setMetadataLogDirectory(folder.toString()).run();
        } catch (Exception e) { // all that Kafka's method declares
            throw unusable(folder, "it can't be formatted", e);
        }
        LOG.debug("Formatted {}: {}", folder, said.toString(StandardCharsets.UTF_8));
        return format;
    }

    private static void requireEmpty(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            var foreign = entries.map(entry -> entry.getFileName().toString()).filter(
                    name -> !name.startsWith(".") && !UNFINISHED.contains(name)).sorted().findFirst();
            if (foreign.isPresent()) {
                throw unusable(folder,
                        "it is not empty ('%s' is in it) and has no meta.properties".formatted(foreign.get()), null);
            }
        }
    }

    private static EmbeddedBrokerException unusable(Path folder, String why, Exception cause) {
        var detail = cause == null ? "" : ": " + cause;
        return new EmbeddedBrokerException(Reason.FOLDER_UNUSABLE,
                "The broker's data folder %s can't be used: %s%s".formatted(folder, why, detail), cause);
    }
}
