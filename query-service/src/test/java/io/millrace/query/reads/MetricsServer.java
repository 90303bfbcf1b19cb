package io.millrace.query.reads;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.millrace.definition.DeclaredDefinition;
import io.millrace.definition.MetricDefinition;
import io.millrace.definition.StoredDefinition;
import io.millrace.expressions.metric.CompiledMetric;
import io.millrace.expressions.metric.CompiledMetric.Dimension;
import io.millrace.expressions.metric.MetricCompiler;
import io.millrace.expressions.metric.MetricResults;
import io.millrace.result.ResultJson;
import io.millrace.result.WindowPartial;
import io.millrace.runtime.definitions.DefinitionSet;
import io.millrace.runtime.definitions.Definitions;
import io.millrace.runtime.reads.Owner;
import io.millrace.runtime.reads.PartitionedRows;
import io.millrace.statistics.TimeWindow;
import io.millrace.statistics.WindowSpec;
import io.millrace.statistics.aggregate.AggregateState;
import io.millrace.statistics.binary.BinaryWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Answers internal reads of windows as the metrics service does, from events in memory: it aggregates them anew for every
 * read, and spreads the series over partitions. A window is closed when the watermark that was set has passed its end and
 * grace; without one, it is open.
 */
public final class MetricsServer implements AutoCloseable {

    /** How many partitions there are. */
    public static final int PARTITIONS = 3;

    private record Version(String metric, long version) {}

    private record Key(String tenant, TimeWindow span, Map<String, String> group) {

        int partition() {
            return Math.floorMod(group.toString().hashCode(), PARTITIONS);
        }
    }

    private final HttpServer http;
    private final Map<Version, CompiledMetric> metrics = new ConcurrentHashMap<>();
    private final Map<String, Long> current = new ConcurrentHashMap<>();
    private final List<MeasuredEvent> events = new CopyOnWriteArrayList<>();
    private final Map<String, Long> watermarks = new ConcurrentHashMap<>();
    private final Set<Integer> missing = ConcurrentHashMap.newKeySet();
    private final List<Map<String, String>> reads = new CopyOnWriteArrayList<>();

    /** A server of the metrics that are declared, in all versions that it hears of. */
    public MetricsServer(Definitions definitions) {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.createContext("/internal/owners", exchange -> answer(exchange, 200,
                List.of(new Owner(address().toString(), partitions().boxed().collect(Collectors.toSet())))));
        http.createContext("/internal/windows", this::windows);
        http.start();
        definitions.subscribe(this::update);
    }

    /** Where it is. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    /** Measures events. */
    public void add(MeasuredEvent... measured) {
        events.addAll(List.of(measured));
    }

    /** Sets how far the event time of a tenant has come. */
    public void watermark(String tenant, long millis) {
        watermarks.put(tenant, millis);
    }

    /** Makes a partition unreadable. */
    public void lose(int partition) {
        missing.add(partition);
    }

    /** Forgets all events, watermarks, losses and reads. */
    public void clear() {
        events.clear();
        watermarks.clear();
        missing.clear();
        reads.clear();
    }

    /** The parameters of the reads since the last {@link #clear}. */
    public List<Map<String, String>> reads() {
        return reads;
    }

    /** The metric in the version that is declared now. */
    public CompiledMetric metric(String name) {
        return metrics.get(new Version(name, current.get(name)));
    }

    /** The aggregates of all events of a metric and tenant that pass, added one by one. */
    public AggregateState stateOf(String metric, String tenant, java.util.function.Predicate<MeasuredEvent> passes) {
        var state = metric(metric).layout().empty();
        events.stream().filter(event -> event.metric().equals(metric) && event.tenant().equals(tenant)).filter(
                passes).forEach(event -> add(state, event));
        return state;
    }

    @Override
    public void close() {
        http.stop(0);
    }

    private synchronized void update(DefinitionSet definitions) {
        for (var stored : definitions.all(MetricDefinition.class)) {
            if (!((MetricDefinition) stored.definition()).isRatio()) {
                compile(stored);
            }
        }
    }

    private void compile(StoredDefinition stored) {
        var name = stored.definition().name();
        current.put(name, stored.version());
        metrics.computeIfAbsent(new Version(name, stored.version()), _ -> MetricCompiler.compile(
                DeclaredDefinition.withoutPlaces(stored.definition()), stored.version()));
    }

    private void windows(HttpExchange exchange) throws IOException {
        var query = query(exchange.getRequestURI().getRawQuery());
        reads.add(query);
        var metric = metrics.get(new Version(query.get("metric"), Long.parseLong(query.get("version"))));
        if (metric == null || metric.window(query.get("window")).isEmpty()) {
            answer(exchange, 404, Map.of());
            return;
        }
        var rows = new ArrayList<WindowPartial>();
        var unavailable = new TreeMap<Integer, String>();
        var found = rows(metric, query);
        for (var text : query.get("partitions").split(",")) {
            int partition = Integer.parseInt(text);
            if (missing.contains(partition)) {
                unavailable.put(partition, "it is lost");
            } else {
                rows.addAll(found.getOrDefault(partition, List.of()).stream().limit(
                        Integer.parseInt(query.get("limit"))).toList());
            }
        }
        var known = watermarks.get(query.getOrDefault("tenant", ""));
        answer(exchange, 200, new PartitionedRows<>(rows, unavailable).withWatermarks(known == null
                ? Map.of()
                : partitions().boxed().collect(Collectors.toMap(partition -> partition, _ -> known))));
    }

    private Map<Integer, List<WindowPartial>> rows(CompiledMetric metric, Map<String, String> query) {
        var window = metric.window(query.get("window")).orElseThrow();
        var dimensions = query.containsKey("rollup")
                ? Stream.of(query.get("rollup").split(",")).filter(name -> !name.isEmpty()).toList()
                : (window.spec() instanceof WindowSpec.Session
                        ? metric.sessionDimensions(window)
                        : metric.by()).stream().map(
                                Dimension::name).toList();
        var states = switch (window.spec()) {
            case WindowSpec.Aligned spec -> aligned(metric, spec, dimensions, query);
            case WindowSpec.Session(var gap) -> sessions(metric, gap.toMillis(), dimensions, query);
        };
        long from = Long.parseLong(query.get("from"));
        long to = Long.parseLong(query.get("to"));
        return states.entrySet().stream().filter(
                entry -> entry.getKey().span().startMillis() >= from
                        && entry.getKey().span().startMillis() < to).sorted(
                                Map.Entry.comparingByKey(Comparator.comparing(Key::tenant).thenComparing(
                                        key -> key.span().startMillis()).thenComparing(
                                                key -> key.span().endMillis()))).collect(
                                                        Collectors.groupingBy(entry -> entry.getKey().partition(),
                                                                Collectors.mapping(
                                                                        entry -> partial(metric, window, entry.getKey(),
                                                                                entry.getValue(),
                                                                                query.containsKey("states")),
                                                                        Collectors.toList())));
    }

    private Map<Key, AggregateState> aligned(CompiledMetric metric, WindowSpec.Aligned spec, List<String> dimensions,
            Map<String, String> query) {
        var states = new HashMap<Key, AggregateState>();
        asked(metric, query).forEach(event -> spec.forEachWindow(event.at().toEpochMilli(),
                span -> add(states.computeIfAbsent(new Key(event.tenant(), span, group(event, dimensions)),
                        _ -> metric.layout().empty()), event)));
        states.keySet().removeIf(key -> !isAsked(key.group(), query));
        return states;
    }

    private Map<Key, AggregateState> sessions(CompiledMetric metric, long gap, List<String> dimensions,
            Map<String, String> query) {
        var states = new HashMap<Key, AggregateState>();
        var open = new HashMap<Key, Key>();
        asked(metric, query).sorted(Comparator.comparing(MeasuredEvent::at)).forEach(event -> {
            long at = event.at().toEpochMilli();
            var series = new Key(event.tenant(), null, group(event, dimensions));
            var last = open.get(series);
            boolean goesOn = last != null && at - last.span().endMillis() <= gap;
            var state = goesOn ? states.remove(last) : metric.layout().empty();
            var session = new Key(event.tenant(), new TimeWindow(goesOn ? last.span().startMillis() : at, at + 1),
                    series.group());
            add(state, event);
            states.put(session, state);
            open.put(series, session);
        });
        states.keySet().removeIf(key -> !isAsked(key.group(), query));
        return states;
    }

    private Stream<MeasuredEvent> asked(CompiledMetric metric, Map<String, String> query) {
        return events.stream().filter(event -> event.metric().equals(metric.name())).filter(
                event -> !query.containsKey("tenant") || query.get("tenant").equals(event.tenant()));
    }

    private static boolean isAsked(Map<String, String> group, Map<String, String> query) {
        return query.entrySet().stream().filter(entry -> entry.getKey().startsWith("group.")).allMatch(
                entry -> entry.getValue().equals(group.get(entry.getKey().substring("group.".length()))));
    }

    private static Map<String, String> group(MeasuredEvent event, List<String> dimensions) {
        return new TreeMap<>(dimensions.stream().collect(
                Collectors.toMap(name -> name, name -> Objects.requireNonNull(event.group().get(name), name))));
    }

    private static void add(AggregateState state, MeasuredEvent event) {
        state.add(event.at().toEpochMilli(), event.value(), event.texts());
    }

    private WindowPartial partial(CompiledMetric metric, CompiledMetric.MetricWindow window, Key key,
            AggregateState state, boolean withState) {
        long closesAt = key.span().endMillis() + window.grace().toMillis();
        var result = MetricResults.of(metric, window.spec().name(), key.tenant(), key.span().startMillis(),
                key.span().endMillis(), key.group(), state,
                watermarks.getOrDefault(key.tenant(), Long.MIN_VALUE) >= closesAt, null);
        if (!withState) {
            return new WindowPartial(result, null);
        }
        var out = new BinaryWriter();
        state.writeTo(out);
        return new WindowPartial(result, out.toByteArray());
    }

    private static IntStream partitions() {
        return IntStream.range(0, PARTITIONS);
    }

    private static Map<String, String> query(String text) {
        var query = new TreeMap<String, String>();
        for (var pair : text.split("&")) {
            var parts = pair.split("=", 2);
            query.put(URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
        var json = ResultJson.write(body);
        exchange.sendResponseHeaders(status, json.length);
        try (var out = exchange.getResponseBody()) {
            out.write(json);
        }
    }

}
