package io.millrace.benchmarks.windows.flink;

import io.millrace.benchmarks.windows.load.ShopEvent;
import io.millrace.benchmarks.windows.run.RunSettings;
import io.millrace.benchmarks.windows.run.WindowTotal;
import io.millrace.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.WindowAssigner;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Count and sum of the amounts over windows, with the DataStream API; a window is written when it closes. */
final class FlinkDataStream {

    private FlinkDataStream() {}

    static void run(RunSettings settings, WindowAssigner<Object, TimeWindow> windows) throws Exception {
        var environment = FlinkEnvironment.of(settings);
        var grouping = settings.grouping();
        environment.fromSource(source(settings), WatermarkStrategy.forMonotonousTimestamps(), "events").map(
                event -> new Amount(grouping.keyOf(event), event.data.amount)).returns(Amount.class).keyBy(
                        amount -> amount.series).window(windows).aggregate(new TotalOfAmounts(),
                                new WindowOfSeries()).sinkTo(
                                        sink(settings));
        environment.execute(settings.application());
    }

    private static KafkaSource<ShopEvent> source(RunSettings settings) {
        return KafkaSource.<ShopEvent>builder().setBootstrapServers(settings.bootstrapServers()).setTopics(
                Topics.EVENTS.name()).setGroupId(settings.application()).setStartingOffsets(
                        OffsetsInitializer.earliest()).setValueOnlyDeserializer(new ShopEventSchema()).build();
    }

    private static KafkaSink<SeriesTotal> sink(RunSettings settings) {
        var output = settings.output();
        KafkaRecordSerializationSchema<SeriesTotal> schema = (total, _, _) -> new ProducerRecord<>(output,
                total.series.getBytes(StandardCharsets.UTF_8),
                new WindowTotal(total.start, total.count, total.sum).toBytes());
        return KafkaSink.<SeriesTotal>builder().setBootstrapServers(settings.bootstrapServers()).setDeliveryGuarantee(
                DeliveryGuarantee.EXACTLY_ONCE).setTransactionalIdPrefix(settings.application()).setProperty(
                        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                        Long.toString(Duration.ofMinutes(5).toMillis())).setRecordSerializer(schema).build();
    }

    /** Adds series and window to a total. */
    private static final class WindowOfSeries
            extends
                ProcessWindowFunction<SeriesTotal, SeriesTotal, String, TimeWindow> {

        private static final long serialVersionUID = 1;

        @Override
        public void process(String series, Context context, Iterable<SeriesTotal> totals, Collector<SeriesTotal> out) {
            var total = totals.iterator().next();
            total.series = series;
            total.start = context.window().getStart();
            out.collect(total);
        }

    }

}
