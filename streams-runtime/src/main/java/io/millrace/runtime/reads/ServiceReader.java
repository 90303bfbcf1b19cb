package io.millrace.runtime.reads;

import io.millrace.result.ResultJson;
import io.millrace.runtime.LogKeys;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JavaType;

/**
 * Reads the state of another service: finds who holds what, calls each holder once, and merges. Thread-safe.
 */
public final class ServiceReader {

    private static final Logger log = LoggerFactory.getLogger(ServiceReader.class);
    private static final Duration OWNERS_FRESH = Duration.ofSeconds(3);
    private static final int ATTEMPTS = 2;

    private final String service;
    private final List<URI> seeds;
    private final String token;
    private final Duration timeout;
    private final HttpClient http;
    private volatile Owners owners = new Owners(List.of(), 0);

    private record Owners(List<Owner> list, long readAt) {

        boolean isFresh() {
            return !list.isEmpty() && System.nanoTime() - readAt < OWNERS_FRESH.toNanos();
        }
    }

    /**
     * @param service
     *            its name, for messages
     * @param seeds
     *            addresses of some of its instances
     * @param token
     *            the secret of internal reads; may be empty
     * @param timeout
     *            how long one call may take
     */
    public ServiceReader(String service, List<URI> seeds, String token, Duration timeout, HttpClient http) {
        this.service = service;
        this.seeds = List.copyOf(seeds);
        this.token = token;
        this.timeout = timeout;
        this.http = http;
    }

    /**
     * The rows of all partitions.
     *
     * @param path
     *            of the internal read, {@code /internal/windows}
     * @param query
     *            its parameters; those with a null value are left out
     * @param partitions
     *            how many partitions there are
     */
    public <T> GatheredRows<T> gather(String path, Map<String, String> query, int partitions, Class<T> rowType) {
        var missing = new HashMap<Integer, String>();
        IntStream.range(0, partitions).forEach(p -> missing.put(p, "no instance holds it"));
        var rows = new ArrayList<T>();
        var watermarks = new TreeMap<Integer, Long>();
        for (int attempt = 1; attempt <= ATTEMPTS && !missing.isEmpty(); attempt++) {
            if (attempt > 1) {
                owners = new Owners(List.of(), 0);
            }
            for (var answer : askOwners(path, query, missing.keySet(), rowType)) {
                answer.asked().forEach(missing::remove);
                missing.putAll(answer.rows().unavailable());
                rows.addAll(answer.rows().rows());
                watermarks.putAll(answer.rows().watermarks());
            }
        }
        return new GatheredRows<>(rows, warnings(missing), watermarks);
    }

    private record Answer<T>(Set<Integer> asked, PartitionedRows<T> rows) {}

    private <T> List<Answer<T>> askOwners(String path, Map<String, String> query, Set<Integer> wanted,
            Class<T> rowType) {
        var rowsType = ResultJson.mapper().getTypeFactory().constructParametricType(PartitionedRows.class, rowType);
        var calls = new ArrayList<CompletableFuture<Answer<T>>>();
        for (var owner : owners()) {
            var asked = new TreeSet<>(owner.partitions());
            asked.retainAll(wanted);
            if (!asked.isEmpty()) {
                calls.add(ask(owner, path, query, asked, rowsType));
            }
        }
        return calls.stream().map(CompletableFuture::join).toList();
    }

    private <T> CompletableFuture<Answer<T>> ask(Owner owner, String path, Map<String, String> query,
            Set<Integer> asked, JavaType rowsType) {
        var parameters = new HashMap<>(query);
        parameters.put("partitions", asked.stream().map(String::valueOf).collect(Collectors.joining(",")));
        var uri = URI.create(owner.url() + path + "?" + encoded(parameters));
        return http.sendAsync(request(uri), HttpResponse.BodyHandlers.ofByteArray()).thenApply(
                response -> new Answer<>(asked, ServiceReader.<T>rows(response, asked, rowsType))).exceptionally(
                        failure -> new Answer<>(asked, failed(uri, failure, asked)));
    }

    private static <T> PartitionedRows<T> rows(HttpResponse<byte[]> response, Set<Integer> asked, JavaType rowsType) {
        if (response.statusCode() == 404) {
            return unavailable(asked, "its instance has not heard of that definition yet");
        }
        if (response.statusCode() != 200) {
            return unavailable(asked, "its instance answered HTTP " + response.statusCode());
        }
        return ResultJson.mapper().readValue(response.body(), rowsType);
    }

    private <T> PartitionedRows<T> failed(URI uri, Throwable failure, Set<Integer> asked) {
        log.atWarn().addKeyValue(LogKeys.URL, uri).addKeyValue(LogKeys.REASON, failure.toString()).log(
                "An internal read failed");
        return unavailable(asked, "its instance can't be reached");
    }

    private static <T> PartitionedRows<T> unavailable(Set<Integer> partitions, String reason) {
        return new PartitionedRows<>(List.of(), partitions.stream().collect(Collectors.toMap(p -> p, _ -> reason)));
    }

    private List<Owner> owners() {
        var known = owners;
        if (known.isFresh()) {
            return known.list();
        }
        for (var seed : seeds) {
            try {
                var response = http.send(request(seed.resolve("/internal/owners")),
                        HttpResponse.BodyHandlers.ofByteArray());
                if (response.statusCode() == 200) {
                    var list = List.of(ResultJson.mapper().readValue(response.body(), Owner[].class));
                    owners = new Owners(list, System.nanoTime());
                    return list;
                }
            } catch (IOException e) {
                log.atDebug().addKeyValue(LogKeys.URL, seed).addKeyValue(LogKeys.REASON, e.toString()).log(
                        "An instance can't be reached");
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return List.of();
            }
        }
        return List.of();
    }

    private HttpRequest request(URI uri) {
        var request = HttpRequest.newBuilder(uri).timeout(timeout);
        if (!token.isEmpty()) {
            request.header("X-Millrace-Internal", token);
        }
        return request.build();
    }

    private List<String> warnings(Map<Integer, String> missing) {
        return missing.entrySet().stream().map(entry -> "partition %d of %s is missing: %s".formatted(entry.getKey(),
                service, entry.getValue())).sorted().toList();
    }

    private static String encoded(Map<String, String> query) {
        return query.entrySet().stream().filter(entry -> entry.getValue() != null).map(
                entry -> URLEncoder.encode(entry.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
    }

}
