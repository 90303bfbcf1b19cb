package io.millrace.query.patterns;

import io.millrace.definition.DefinitionKind;
import io.millrace.definition.StoredDefinition;
import io.millrace.query.QueryProperties;
import io.millrace.query.ServiceReaders;
import io.millrace.query.access.TenantAccess;
import io.millrace.query.access.TimeRange;
import io.millrace.runtime.definitions.Definitions;
import io.millrace.runtime.reads.GatheredRows;
import io.millrace.runtime.topics.EventPartitions;
import io.millrace.runtime.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** The internal reads of patterns, of all instances of the cep service. Thread-safe. */
@Component
class PatternReads {

    private final TenantAccess access;
    private final Definitions definitions;
    private final ServiceReaders readers;
    private final EventPartitions partitions;
    private final int maxRows;

    PatternReads(TenantAccess access, Definitions definitions, ServiceReaders readers, EventPartitions partitions,
            QueryProperties properties) {
        this.access = access;
        this.definitions = definitions;
        this.readers = readers;
        this.partitions = partitions;
        this.maxRows = properties.maxRows();
    }

    /**
     * What a read is for.
     *
     * @param tenant
     *            whose runs; empty for all
     * @param limit
     *            how many rows at most
     */
    record Question(StoredDefinition pattern, Optional<String> tenant, TimeRange range, String key, int limit) {}

    /**
     * The question of a request.
     *
     * @throws ProblemException
     *             400 for wrong parameters, 401 or 403 for a tenant that may not be read, 404 for an unknown pattern
     */
    Question question(String name, Map<String, String> parameters, int limit, HttpServletRequest request) {
        var tenant = access.readTenant(request, parameters.get("tenant"));
        var pattern = definitions.current().find(DefinitionKind.PATTERN, name).orElseThrow(
                () -> new ProblemException(HttpStatus.NOT_FOUND, "unknown pattern '" + name + "'"));
        if (limit < 1) {
            throw new ProblemException(HttpStatus.BAD_REQUEST, "limit must be at least 1");
        }
        return new Question(pattern, tenant, TimeRange.of(parameters.get("from"), parameters.get("to")),
                parameters.get("key"), Math.min(limit, maxRows));
    }

    /** The latest rows, the latest first. More than the limit is said in a warning. */
    <T> GatheredRows<T> latest(String path, Question question, Class<T> type, Function<T, Instant> time) {
        var found = rows(path, question, question.limit() + 1, type);
        var newestFirst = new ArrayList<>(found.rows());
        newestFirst.sort(Comparator.comparing(time).reversed());
        if (newestFirst.size() <= question.limit()) {
            return new GatheredRows<>(newestFirst, found.warnings(), found.watermarks());
        }
        var warnings = new ArrayList<>(found.warnings());
        warnings.add("only the latest %d; ask for a shorter time or a larger limit (at most %d)".formatted(
                question.limit(), maxRows));
        return new GatheredRows<>(List.copyOf(newestFirst.subList(0, question.limit())), warnings,
                found.watermarks());
    }

    /** The rows of all partitions, in no order. */
    <T> GatheredRows<T> rows(String path, Question question, int limit, Class<T> type) {
        var query = new HashMap<String, String>();
        query.put("pattern", question.pattern().definition().name());
        query.put("tenant", question.tenant().orElse(null));
        query.put("key", question.key());
        query.put("from", Long.toString(question.range().fromMillis()));
        query.put("to", Long.toString(question.range().toMillis()));
        query.put("limit", Integer.toString(limit));
        return readers.cep().gather(path, query, ServiceReaders.cepPartitions(partitions), type);
    }

}
