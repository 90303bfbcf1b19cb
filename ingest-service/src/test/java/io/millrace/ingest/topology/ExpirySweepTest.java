package io.millrace.ingest.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Random;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpirySweepTest {

    @TempDir
    Path folder;

    private KeyValueStore<Bytes, Long> arrivals;
    private ExpirySweep sweep;

    @BeforeEach
    void createStore() {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "sweep-test");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:9092");
        var context = new MockProcessorContext<>(settings, new TaskId(0, 0), folder.toFile());
        arrivals = Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore("arrivals"), Serdes.Bytes(),
                Serdes.Long()).withLoggingDisabled().build();
        arrivals.init(context.getStateStoreContext(), arrivals);
        sweep = new ExpirySweep(arrivals);
    }

    @Test
    void shouldRemoveOnlyWhatHasExpired() {
        put(1, 10);
        put(2, 11);
        put(3, 12);

        assertThat(sweep.step(11)).isEqualTo(2);

        assertThat(arrivals.get(id(1))).isNull();
        assertThat(arrivals.get(id(2))).isNull();
        assertThat(arrivals.get(id(3))).isEqualTo(12);
    }

    @Test
    void shouldDoNothingWithAnEmptyStore() {
        assertThat(sweep.step(Long.MAX_VALUE)).isZero();
    }

    @Test
    void shouldVisitABoundedNumberOfIdsAndGoOnWhereItStopped() {
        int count = 2 * ExpirySweep.LEAST + 500;
        for (int i = 0; i < count; i++) {
            put(i, 0);
        }

        assertThat(sweep.step(0)).isEqualTo(ExpirySweep.LEAST);
        assertThat(sweep.step(0)).isEqualTo(ExpirySweep.LEAST);
        assertThat(sweep.step(0)).isEqualTo(500);
        assertThat(arrivals.approximateNumEntries()).isZero();
    }

    @Test
    void shouldStartAgainAfterTheEnd() {
        for (int i = 0; i < ExpirySweep.LEAST + 1; i++) {
            put(i, 100);
        }
        assertThat(sweep.step(0)).isZero();
        assertThat(sweep.step(0)).isZero();

        assertThat(sweep.step(100)).isEqualTo(ExpirySweep.LEAST);
        assertThat(sweep.step(100)).isEqualTo(1);
    }

    @Test
    void shouldKeepUpWithAnyRateOfArrival() {
        var random = new Random(31);
        int perStep = 2_000;
        int retentionInSteps = 10;
        long most = 0;
        for (int step = 0; step < 60; step++) {
            for (int i = 0; i < perStep; i++) {
                put(random.nextLong(), step);
                sweep.noteArrival();
            }
            sweep.step(step - retentionInSteps);
            most = Math.max(most, arrivals.approximateNumEntries());
        }

        assertThat(most).isLessThanOrEqualTo(2L * perStep * (retentionInSteps + 1));
    }

    private void put(long id, long arrival) {
        arrivals.put(id(id), arrival);
    }

    private static Bytes id(long id) {
        return Bytes.wrap(ByteBuffer.allocate(16).putLong(id).array());
    }

}
