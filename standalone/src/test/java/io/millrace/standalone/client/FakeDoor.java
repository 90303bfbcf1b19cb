package io.millrace.standalone.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.millrace.event.JsonTree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.zip.GZIPInputStream;

/** An ingest door on the loopback address that keeps what it takes, and answers as it is told to. */
public final class FakeDoor implements AutoCloseable {

    private final HttpServer server;
    private final Queue<Answer> answers = new ArrayDeque<>();
    private final List<Map<String, Object>> taken = new ArrayList<>();
    private final List<Request> requests = new ArrayList<>();

    /** A request as it came. */
    public record Request(String path, String authorization, String contentType, String encoding, int events) {}

    /** Gives the answer to a request; null to take it. */
    public interface Answer {

        /** Status, body and headers, or null for {@code 202}. */
        Reply to(List<String> lines);
    }

    /** An answer. */
    public record Reply(int status, String body, Map<String, String> headers) {

        /** A problem of that status. */
        public static Reply problem(int status, String detail, String... headers) {
            return new Reply(status, "{\"title\":\"t\",\"detail\":\"" + detail + "\"}",
                    headers.length == 0 ? Map.of() : Map.of(headers[0], headers[1]));
        }
    }

    /** A door that takes everything. */
    public FakeDoor() {
        this(0);
    }

    /** A door at that port; 0 for any that is free. */
    public FakeDoor(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    /** Where it is. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The port that it listens at. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Answers the next requests in that order; those after them are taken. */
    public synchronized void answerNext(Answer... next) {
        answers.addAll(Arrays.asList(next));
    }

    /** The events taken so far, in the order of their arrival. */
    public synchronized List<Map<String, Object>> taken() {
        return List.copyOf(taken);
    }

    /** The requests so far, taken or not. */
    public synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    @SuppressWarnings("unchecked")
    private synchronized void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders();
            var lines = lines(exchange);
            requests.add(new Request(exchange.getRequestURI().getPath(), headers.getFirst("Authorization"),
                    headers.getFirst("Content-Type"), headers.getFirst("Content-Encoding"), lines.size()));
            var scripted = answers.isEmpty() ? null : answers.remove().to(lines);
            if (scripted == null || scripted.status() == 202) {
                lines.forEach(
                        line -> taken.add((Map<String, Object>) JsonTree.read(line.getBytes(StandardCharsets.UTF_8))));
            }
            reply(exchange, scripted == null
                    ? new Reply(202, "{\"accepted\":%d,\"rejected\":[]}".formatted(lines.size()), Map.of())
                    : scripted);
        }
    }

    private static List<String> lines(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return new String(gzip.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static void reply(HttpExchange exchange, Reply reply) throws IOException {
        var bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

}
