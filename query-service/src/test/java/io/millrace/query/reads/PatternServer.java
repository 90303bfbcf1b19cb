package io.millrace.query.reads;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.millrace.result.ResultJson;
import io.millrace.runtime.reads.Owner;
import io.millrace.runtime.reads.PartitionedRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Answers internal reads of patterns with rows that were put there, as far as their partitions are asked for. */
public final class PatternServer implements AutoCloseable {

    private record Row(int partition, Object row) {}

    private final HttpServer http;
    private final Map<String, List<Row>> rows = new ConcurrentHashMap<>();
    private final Map<Integer, Long> watermarks = new ConcurrentHashMap<>();
    private final Map<Integer, String> missing = new ConcurrentHashMap<>();
    private final List<Map<String, String>> reads = new CopyOnWriteArrayList<>();

    PatternServer(int partitions) {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.createContext("/internal/owners", exchange -> answer(exchange, List.of(new Owner(address().toString(),
                IntStream.range(0, partitions).boxed().collect(Collectors.toSet())))));
        http.createContext("/internal/", this::rows);
        http.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    /** Puts a row into a partition of a read, {@code matches}. */
    public void add(String read, int partition, Object row) {
        rows.computeIfAbsent("/internal/" + read, _ -> new CopyOnWriteArrayList<>()).add(new Row(partition, row));
    }

    /** Sets how far the event time of every tenant has come in each of the first partitions. */
    public void watermarks(int first, int end, long millis) {
        IntStream.range(first, end).forEach(partition -> watermarks.put(partition, millis));
    }

    /** Makes a partition unreadable. */
    public void lose(int partition) {
        missing.put(partition, "it is lost");
    }

    /** Forgets everything. */
    public void clear() {
        rows.clear();
        watermarks.clear();
        missing.clear();
        reads.clear();
    }

    /** The parameters of the reads since the last {@link #clear}. */
    public List<Map<String, String>> reads() {
        return reads;
    }

    @Override
    public void close() {
        http.stop(0);
    }

    private void rows(HttpExchange exchange) throws IOException {
        var parameters = new HashMap<String, String>();
        for (var pair : exchange.getRequestURI().getRawQuery().split("&")) {
            var parts = pair.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        reads.add(parameters);
        var found = new ArrayList<Object>();
        var unavailable = new HashMap<Integer, String>();
        var known = new HashMap<Integer, Long>();
        for (var text : parameters.get("partitions").split(",")) {
            int partition = Integer.parseInt(text);
            if (missing.containsKey(partition)) {
                unavailable.put(partition, missing.get(partition));
                continue;
            }
            rows.getOrDefault(exchange.getRequestURI().getPath(), List.of()).stream().filter(
                    row -> row.partition() == partition).forEach(row -> found.add(row.row()));
            if (parameters.containsKey("tenant") && watermarks.containsKey(partition)) {
                known.put(partition, watermarks.get(partition));
            }
        }
        answer(exchange, new PartitionedRows<>(found, unavailable, known));
    }

    private static void answer(HttpExchange exchange, Object body) throws IOException {
        try (exchange) {
            var bytes = ResultJson.write(body);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

}
