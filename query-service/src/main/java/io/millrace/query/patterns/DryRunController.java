package io.millrace.query.patterns;

import io.millrace.definition.DeclaredDefinition;
import io.millrace.definition.DefinitionKind;
import io.millrace.definition.DefinitionReader;
import io.millrace.expressions.pattern.BehaviourCompiler;
import io.millrace.expressions.pattern.Rehearsal;
import io.millrace.expressions.pattern.RehearsalResult;
import io.millrace.query.access.TenantAccess;
import io.millrace.query.definitions.DefinitionBody;
import io.millrace.result.ResultJson;
import io.millrace.runtime.definitions.Definitions;
import io.millrace.runtime.web.ProblemException;
import io.millrace.statistics.DurationText;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.apache.kafka.common.KafkaException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What would a pattern have found? Nothing is stored or published. */
@RestController
@RequestMapping("/v1/patterns/dry-run")
class DryRunController {

    private static final String UNNAMED = "dry-run";
    private static final int MOST_RESULTS = 10_000;

    private final TenantAccess access;
    private final Definitions definitions;
    private final RecentEvents events;
    private final Clock clock;
    private final Semaphore places;

    DryRunController(TenantAccess access, Definitions definitions, RecentEvents events, DryRunProperties properties,
            Clock clock) {
        this.access = access;
        this.definitions = definitions;
        this.events = events;
        this.clock = clock;
        this.places = new Semaphore(properties.atOnce());
    }

    /** Tries the pattern of the body on the events of the last time. */
    @Operation(summary = "Tries a pattern, given as YAML or JSON, on the events of the last time; nothing is stored or published")
    @RequestBody(required = true, content = {
            @Content(mediaType = "application/yaml", schema = @Schema(type = "string")),
            @Content(mediaType = "application/json", schema = @Schema(type = "object"))})
    @PostMapping
    ResponseEntity<byte[]> run(
            @Parameter(description = "how far back: 24h, 90m, 7d") @RequestParam(defaultValue = "24h") String last,
            @Parameter(description = "how many results of each kind are listed; the counts are of all") @RequestParam(defaultValue = "100") int limit,
            @Parameter(description = "whose events; those of all tenants that the key may read unless said") @RequestParam(required = false) String tenant,
            HttpServletRequest request) throws IOException {
        var whose = access.readTenant(request, tenant);
        var from = clock.instant().minus(duration(last));
        if (limit < 0 || limit > MOST_RESULTS) {
            throw new ProblemException(HttpStatus.BAD_REQUEST, "limit must be between 0 and " + MOST_RESULTS);
        }
        var declared = DefinitionReader.readUnnamed(DefinitionBody.of(request), DefinitionKind.PATTERN, UNNAMED);
        var rehearsal = new Rehearsal(BehaviourCompiler.compile(declared, version(declared)), limit);
        if (!places.tryAcquire()) {
            throw new ProblemException(HttpStatus.SERVICE_UNAVAILABLE, "other dry runs are under way");
        }
        try {
            var warnings = events.read(from, whose, rehearsal::add);
            return answer(rehearsal.run(), from, warnings);
        } catch (KafkaException e) {
            throw new ProblemException(HttpStatus.SERVICE_UNAVAILABLE, "the events can't be read: " + e.getMessage());
        } finally {
            places.release();
        }
    }

    /** The version that it would get: ids of matches are of it. */
    private long version(DeclaredDefinition declared) {
        var definition = declared.definition();
        return definitions.current().find(DefinitionKind.PATTERN, definition.name()).map(
                stored -> stored.definition().equals(definition) ? stored.version() : stored.version() + 1).orElse(1L);
    }

    private static ResponseEntity<byte[]> answer(RehearsalResult result, Instant from, List<String> warnings) {
        var body = new LinkedHashMap<String, Object>();
        body.put("pattern", result.pattern());
        body.put("from", from);
        body.put("events", result.counts().events());
        body.put("first", result.first());
        body.put("last", result.last());
        body.put("matches", result.matches());
        body.put("timeouts", result.timeouts());
        body.put("overflows", result.overflows());
        body.put("open", result.open());
        body.put("counts", result.counts());
        body.put("warnings", warnings);
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(ResultJson.write(body));
    }

    private static Duration duration(String last) {
        try {
            return DurationText.parse(last);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(HttpStatus.BAD_REQUEST, "last: " + e.getMessage());
        }
    }

}
