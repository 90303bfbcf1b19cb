package io.millrace.benchmarks.windows.flink;

import io.millrace.benchmarks.windows.load.Grouping;
import io.millrace.benchmarks.windows.run.RunSettings;
import io.millrace.topics.Topics;
import java.time.ZoneOffset;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/**
 * Count and sum of the amounts over windows, in SQL. The source declares only the columns that are needed, and reads them
 * with Flink's own JSON format; the result goes to the output as JSON.
 */
final class FlinkSql {

    private static final String SOURCE = """
            CREATE TABLE events (
              event_type STRING,
              user_id STRING,
              source STRING,
              data ROW<country STRING, amount DOUBLE, product STRING>,
              event_time TIMESTAMP_LTZ(3) METADATA FROM 'timestamp',
              WATERMARK FOR event_time AS event_time
            ) WITH (
              'connector' = 'kafka', 'topic' = '%s', 'properties.bootstrap.servers' = '%s',
              'properties.group.id' = '%s', 'scan.startup.mode' = 'earliest-offset',
              'format' = 'json', 'json.ignore-parse-errors' = 'false'
            )""";
    private static final String SINK = """
            CREATE TABLE totals (
              series STRING,
              window_start TIMESTAMP(3),
              events BIGINT,
              amount DOUBLE
            ) WITH (
              'connector' = 'kafka', 'topic' = '%s', 'properties.bootstrap.servers' = '%s', 'format' = 'json',
              'json.timestamp-format.standard' = 'ISO-8601',
              'sink.delivery-guarantee' = 'exactly-once', 'sink.transactional-id-prefix' = '%s',
              'properties.transaction.timeout.ms' = '300000'
            )""";
    private static final String GROUPED = """
            CREATE TEMPORARY VIEW grouped AS
            SELECT %s, data.amount AS amount, event_time FROM events""";
    private static final String QUERY = """
            INSERT INTO totals
            SELECT CONCAT_WS('|', %1$s), window_start, COUNT(*), SUM(amount)
            FROM TABLE(%2$s)
            GROUP BY window_start, window_end, %1$s""";

    private FlinkSql() {}

    /**
     * Runs it until its process ends.
     *
     * @param windows
     *            the call of a windowing function over {@code TABLE grouped} by its column {@code event_time}
     */
    static void run(RunSettings settings, String windows) throws ExecutionException, InterruptedException {
        var tables = StreamTableEnvironment.create(FlinkEnvironment.of(settings));
        tables.getConfig().setLocalTimeZone(ZoneOffset.UTC);
        tables.executeSql(SOURCE.formatted(Topics.EVENTS.name(), settings.bootstrapServers(), settings.application()));
        tables.executeSql(SINK.formatted(settings.output(), settings.bootstrapServers(), settings.application()));
        tables.executeSql(GROUPED.formatted(columns(settings.grouping())));
        tables.executeSql(QUERY.formatted(names(settings.grouping()), windows)).await();
    }

    private static String columns(Grouping grouping) {
        return grouping.dimensions().entrySet().stream().map(
                dimension -> dimension.getValue() + " AS " + name(dimension.getKey())).collect(
                        Collectors.joining(", "));
    }

    private static String names(Grouping grouping) {
        return grouping.dimensions().keySet().stream().map(FlinkSql::name).collect(Collectors.joining(", "));
    }

    private static String name(String dimension) {
        return "by_" + dimension;
    }

}
