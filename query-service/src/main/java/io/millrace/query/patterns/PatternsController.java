package io.millrace.query.patterns;

import io.millrace.definition.DefinitionKind;
import io.millrace.definition.PatternDefinition;
import io.millrace.definition.StoredDefinition;
import io.millrace.query.ServiceReaders;
import io.millrace.query.access.TenantAccess;
import io.millrace.query.access.TimeRange;
import io.millrace.query.export.Rows;
import io.millrace.result.PatternMatch;
import io.millrace.result.PatternTimeout;
import io.millrace.runtime.MillraceProperties.Role;
import io.millrace.runtime.definitions.Definitions;
import io.millrace.runtime.reads.GatheredRows;
import io.millrace.runtime.topics.EventPartitions;
import io.millrace.runtime.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Patterns, their matches and timeouts, newest first, and the runs that are under way. */
@RestController
@RequestMapping("/v1/patterns")
class PatternsController {

    private final TenantAccess access;
    private final Definitions definitions;
    private final ServiceReaders readers;
    private final EventPartitions partitions;

    PatternsController(TenantAccess access, Definitions definitions, ServiceReaders readers,
            EventPartitions partitions) {
        this.access = access;
        this.definitions = definitions;
        this.readers = readers;
        this.partitions = partitions;
    }

    /** The declared patterns. */
    @GetMapping
    Map<String, Object> patterns(HttpServletRequest request) {
        access.require(request, Role.READ);
        return Map.of("patterns",
                definitions.current().all(PatternDefinition.class).stream().map(StoredDefinition::toTree).toList());
    }

    /** Matches that ended in {@code [from, to)}. */
    @GetMapping("/{name}/matches")
    ResponseEntity<byte[]> matches(@PathVariable String name, @RequestParam Map<String, String> parameters,
            @RequestParam(defaultValue = "1000") int limit, HttpServletRequest request) {
        var found = read("/internal/matches", name, parameters, limit, request, PatternMatch.class);
        return answer("matches", found, PatternMatch::end, limit, parameters.get("format"));
    }

    /** Timeouts whose deadline is in {@code [from, to)}. */
    @GetMapping("/{name}/timeouts")
    ResponseEntity<byte[]> timeouts(@PathVariable String name, @RequestParam Map<String, String> parameters,
            @RequestParam(defaultValue = "1000") int limit, HttpServletRequest request) {
        var found = read("/internal/timeouts", name, parameters, limit, request, PatternTimeout.class);
        return answer("timeouts", found, PatternTimeout::deadline, limit, parameters.get("format"));
    }

    /** Runs of a key that have begun and are not finished. */
    @GetMapping("/{name}/partial")
    ResponseEntity<byte[]> partial(@PathVariable String name, @RequestParam String key,
            @RequestParam Map<String, String> parameters, HttpServletRequest request) {
        var found = read("/internal/partial", name, parameters, 1, request, Object.class);
        return Rows.answer("partial", found.rows(), found.warnings(), parameters.get("format"));
    }

    private <T> GatheredRows<T> read(String path, String name, Map<String, String> parameters, int limit,
            HttpServletRequest request, Class<T> type) {
        var tenant = access.readTenant(request, parameters.get("tenant"));
        if (definitions.current().find(DefinitionKind.PATTERN, name).isEmpty()) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "unknown pattern '" + name + "'");
        }
        if (limit < 1) {
            throw new ProblemException(HttpStatus.BAD_REQUEST, "limit must be at least 1");
        }
        var range = TimeRange.of(parameters.get("from"), parameters.get("to"));
        var query = new HashMap<String, String>();
        query.put("pattern", name);
        query.put("tenant", tenant.orElse(null));
        query.put("key", parameters.get("key"));
        query.put("from", Long.toString(range.fromMillis()));
        query.put("to", Long.toString(range.toMillis()));
        query.put("limit", Integer.toString(limit));
        return readers.cep().gather(path, query, partitions.count(), type);
    }

    private static <T> ResponseEntity<byte[]> answer(String list, GatheredRows<T> found, Function<T, Instant> time,
            int limit, String format) {
        var newestFirst = new ArrayList<>(found.rows());
        newestFirst.sort(Comparator.comparing(time).reversed());
        var shown = newestFirst.subList(0, Math.min(limit, newestFirst.size()));
        return Rows.answer(list, shown, found.warnings(), format);
    }

}
