package io.millrace.query.patterns;

import io.millrace.definition.PatternDefinition;
import io.millrace.definition.StoredDefinition;
import io.millrace.query.access.TenantAccess;
import io.millrace.query.export.Progress;
import io.millrace.query.export.Rows;
import io.millrace.query.patterns.PatternReads.Question;
import io.millrace.result.DroppedRun;
import io.millrace.result.Explanation;
import io.millrace.result.OpenRun;
import io.millrace.result.PatternMatch;
import io.millrace.result.PatternTimeout;
import io.millrace.runtime.MillraceProperties.Role;
import io.millrace.runtime.definitions.Definitions;
import io.millrace.runtime.reads.GatheredRows;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Patterns, what came of them, newest first, and what is under way. */
@RestController
@RequestMapping("/v1/patterns")
class PatternsController {

    private static final String USUAL_LIMIT = "1000";

    private final TenantAccess access;
    private final Definitions definitions;
    private final PatternReads reads;
    private final Clock clock;

    PatternsController(TenantAccess access, Definitions definitions, PatternReads reads, Clock clock) {
        this.access = access;
        this.definitions = definitions;
        this.reads = reads;
        this.clock = clock;
    }

    /** The declared patterns. */
    @GetMapping
    Map<String, Object> patterns(HttpServletRequest request) {
        access.require(request, Role.READ);
        return Map.of("patterns",
                definitions.current().all(PatternDefinition.class).stream().map(StoredDefinition::toTree).toList());
    }

    /** Matches that ended in {@code [from, to)}. */
    @Operation(summary = "Matches that ended in [from, to), the latest first")
    @RowParameters
    @GetMapping("/{name}/matches")
    ResponseEntity<byte[]> matches(@PathVariable String name, @RequestParam Map<String, String> parameters,
            @RequestParam(defaultValue = USUAL_LIMIT) int limit, HttpServletRequest request) {
        var question = reads.question(name, parameters, limit, request);
        return answer("matches", reads.latest("/internal/matches", question, PatternMatch.class, PatternMatch::end),
                question, parameters);
    }

    /** Timeouts whose deadline is in {@code [from, to)}. */
    @Operation(summary = "Runs whose deadline passed in [from, to), the latest first")
    @RowParameters
    @GetMapping("/{name}/timeouts")
    ResponseEntity<byte[]> timeouts(@PathVariable String name, @RequestParam Map<String, String> parameters,
            @RequestParam(defaultValue = USUAL_LIMIT) int limit, HttpServletRequest request) {
        var question = reads.question(name, parameters, limit, request);
        return answer("timeouts",
                reads.latest("/internal/timeouts", question, PatternTimeout.class, PatternTimeout::deadline), question,
                parameters);
    }

    /** Runs that were dropped for a limit in {@code [from, to)}. */
    @Operation(summary = "Runs that were dropped in [from, to) since their key had too many, the latest first")
    @RowParameters
    @GetMapping("/{name}/overflows")
    ResponseEntity<byte[]> overflows(@PathVariable String name, @RequestParam Map<String, String> parameters,
            @RequestParam(defaultValue = USUAL_LIMIT) int limit, HttpServletRequest request) {
        var question = reads.question(name, parameters, limit, request);
        return answer("overflows",
                reads.latest("/internal/overflows", question, DroppedRun.class, DroppedRun::droppedAt), question,
                parameters);
    }

    /** Runs that have begun and are not finished: those of a key, or the latest. */
    @Operation(summary = "Open runs, of a key or the latest, as they are now")
    @RowParameters
    @GetMapping("/{name}/partial")
    ResponseEntity<byte[]> partial(@PathVariable String name, @RequestParam Map<String, String> parameters,
            @RequestParam(defaultValue = "100") int limit, HttpServletRequest request) {
        var question = reads.question(name, parameters, limit, request);
        return answer("partial", reads.latest("/internal/partial", question, OpenRun.class, OpenRun::start), question,
                parameters);
    }

    /** Why a pattern has not matched for a key: what is open, and the latest events that moved nothing. */
    @Operation(summary = "Why a pattern has not matched for a key: what is open, and the latest events that moved nothing; an explanation for each tenant")
    @GetMapping("/{name}/explain")
    ResponseEntity<byte[]> explain(@PathVariable String name, @RequestParam String key,
            @RequestParam Map<String, String> parameters, HttpServletRequest request) {
        var question = reads.question(name, parameters, 1, request);
        var found = reads.rows("/internal/explain", question, 1, Explanation.class);
        return Rows.answer("explanations", found.rows(), found::rows, found.warnings(),
                Progress.beside(question.tenant(), found, clock.millis()), null);
    }

    private ResponseEntity<byte[]> answer(String list, GatheredRows<?> found, Question question,
            Map<String, String> parameters) {
        return Rows.answer(list, found.rows(), found::rows, found.warnings(),
                Progress.beside(question.tenant(), found, clock.millis()), parameters.get("format"));
    }

}
