package io.millrace.benchmarks.windows.run;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.management.AttributeNotFoundException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * How many records of a topic the Kafka consumers of this process have taken, by their own metrics, which all systems
 * have; written ten times a second to a file that another process reads.
 */
public final class ConsumedRecords {

    private static final long INTERVAL_MILLIS = 100;
    private static final String TOTAL = "records-consumed-total";

    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    private final ObjectName consumers;
    private final MappedByteBuffer file;

    private ConsumedRecords(ObjectName consumers, MappedByteBuffer file) {
        this.consumers = consumers;
        this.file = file;
    }

    /**
     * Starts to count, in a thread that does not keep the process alive.
     *
     * @param topic
     *            a name; {@code *} stands for any letters
     */
    static void count(String topic, Path file) throws IOException, MalformedObjectNameException {
        var consumers = new ObjectName(
                "kafka.consumer:type=consumer-fetch-manager-metrics,client-id=*,topic=" + topic);
        var consumed = new ConsumedRecords(consumers, open(file));
        Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory()).scheduleWithFixedDelay(
                consumed::write, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Maps such a file; its first long is the count. */
    public static MappedByteBuffer open(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES);
        }
    }

    private void write() {
        file.putLong(0, beans.queryNames(consumers, null).stream().mapToLong(this::total).sum());
    }

    private long total(ObjectName consumer) {
        try {
            return ((Number) beans.getAttribute(consumer, TOTAL)).longValue();
        } catch (InstanceNotFoundException | AttributeNotFoundException _) {
            return 0; // This consumer has not begun, or has just ended.
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

}
