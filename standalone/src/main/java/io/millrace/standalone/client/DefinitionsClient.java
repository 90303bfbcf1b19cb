package io.millrace.standalone.client;

import io.millrace.standalone.client.LoadOutcome.Change;
import io.millrace.standalone.client.LoadOutcome.Refused;
import io.millrace.standalone.client.LoadOutcome.Stored;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/**
 * Declares the definitions of files to the query service: metrics first, then patterns, then the rules that speak of
 * them. A definition that is refused does not keep the others back. Not thread-safe.
 */
public final class DefinitionsClient implements AutoCloseable {

    private static final String PATH = "/v1/definitions/";
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(
            Duration.ofSeconds(5)).build();
    private final URI service;
    private final String key;
    private final WallClock clock;

    /**
     * A client of the query service at {@code service}, {@code http://localhost:8080}.
     *
     * @param key
     *            an administrator's key, or null for none
     */
    public DefinitionsClient(URI service, String key) {
        this(service, key, WallClock.system());
    }

    DefinitionsClient(URI service, String key, WallClock clock) {
        this.service = service;
        this.key = key;
        this.clock = clock;
    }

    /**
     * Declares the definitions of files, and of the files of folders. Nothing is sent when a file can't be read.
     *
     * @throws ClientException
     *             when the service can't be reached or does not accept the key
     * @throws InterruptedException
     *             when the thread was interrupted
     */
    public LoadResult load(List<Path> filesAndFolders) throws InterruptedException {
        var files = DefinitionFiles.read(filesAndFolders);
        var outcomes = new ArrayList<LoadOutcome>();
        if (files.problems().isEmpty()) {
            for (var definition : files.definitions()) {
                outcomes.add(declare(definition));
            }
        }
        return new LoadResult(files.problems(), List.copyOf(outcomes));
    }

    /** Breaks off whatever is under way. */
    @Override
    public void close() {
        http.shutdownNow();
    }

    private LoadOutcome declare(FileDefinition definition) throws InterruptedException {
        var address = HttpAddress.of(service,
                PATH + definition.definition().kind().plural() + "/" + definition.definition().name());
        var before = version(exchange(address, HttpRequest.newBuilder(address).GET()));
        var answer = exchange(address, HttpRequest.newBuilder(address).header("Content-Type", "application/yaml").PUT(
                BodyPublishers.ofString(definition.body())));
        var after = version(answer);
        if (after.isEmpty()) {
            return new Refused(definition.file(), definition.id(), problems(definition, answer));
        }
        return new Stored(definition.file(), definition.id(), change(before, after.getAsLong()), after.getAsLong());
    }

    private static Change change(OptionalLong before, long after) {
        if (before.isEmpty()) {
            return Change.CREATED;
        }
        return before.getAsLong() == after ? Change.UNCHANGED : Change.UPDATED;
    }

    /** The version that the answer tells; empty when it is not a stored definition. */
    private static OptionalLong version(HttpResponse<byte[]> answer) {
        return answer.statusCode() / 100 == 2 && ProblemAnswer.json(answer).orElse(null) instanceof Map<?, ?> stored
                && stored.get("version") instanceof Number version
                        ? OptionalLong.of(version.longValue())
                        : OptionalLong.empty();
    }

    /** One answer, asked for again while the service is not ready. */
    private HttpResponse<byte[]> exchange(URI address, HttpRequest.Builder unsigned) throws InterruptedException {
        var backoff = new Backoff(new SplittableRandom());
        if (key != null) {
            unsigned.header("Authorization", "Bearer " + key);
        }
        var request = unsigned.timeout(ANSWER_WITHIN).build();
        while (true) {
            var answer = attempt(address, request);
            if (answer.statusCode() == 401 || answer.statusCode() == 403) {
                throw new ClientException("%s: %s".formatted(service, ProblemAnswer.reason(answer)));
            }
            if (answer.statusCode() != 503 || backoff.waited().compareTo(PATIENCE) >= 0) {
                return answer;
            }
            clock.pause(backoff.afterFailure(ProblemAnswer.retryAfter(answer)));
        }
    }

    private HttpResponse<byte[]> attempt(URI address, HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new ClientException(HttpAddress.failure(address, e), e);
        }
    }

    private static List<String> problems(FileDefinition definition, HttpResponse<byte[]> answer) {
        var found = new ArrayList<String>();
        if (ProblemAnswer.json(answer).orElse(null) instanceof Map<?, ?> problem
                && problem.get("problems") instanceof List<?> list) {
            list.forEach(entry -> problem(definition, entry).ifPresent(found::add));
        }
        return found.isEmpty()
                ? List.of("%s: %s: %s".formatted(definition.file(), definition.id(), ProblemAnswer.reason(answer)))
                : List.copyOf(found);
    }

    private static Optional<String> problem(FileDefinition definition, Object entry) {
        if (!(entry instanceof Map<?, ?> fields)) {
            return Optional.empty();
        }
        var id = String.valueOf(fields.get("definition") == null ? definition.id() : fields.get("definition"));
        return Optional.of(new FileProblem(definition.file(),
                new io.millrace.definition.DefinitionProblem(id, text(fields, "path"), number(fields, "line"),
                        number(fields, "column"), text(fields, "reason"))).toString());
    }

    private static String text(Map<?, ?> fields, String name) {
        var value = fields.get(name);
        return value == null ? "" : value.toString();
    }

    private static int number(Map<?, ?> fields, String name) {
        return fields.get(name) instanceof Number number ? number.intValue() : 0;
    }

}
