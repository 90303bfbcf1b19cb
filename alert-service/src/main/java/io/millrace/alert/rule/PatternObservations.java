package io.millrace.alert.rule;

import io.millrace.alert.lifecycle.Observation;
import io.millrace.result.PatternMatch;
import io.millrace.result.PatternTimeout;
import java.util.LinkedHashMap;
import java.util.Map;

/** What matches and timeouts say to pattern rules. */
final class PatternObservations {

    private PatternObservations() {}

    static Observation of(PatternMatch match, long wallMillis) {
        var texts = new LinkedHashMap<String, String>();
        match.measures().forEach((measure, value) -> texts.put(measure, String.valueOf(value)));
        texts.put("pattern", match.pattern());
        texts.put("key", match.key());
        texts.put("start", match.start().toString());
        texts.put("end", match.end().toString());
        return new Observation(match.tenantId(), Map.of("key", match.key()), null, null, match.end(), match.end(),
                texts, wallMillis);
    }

    static Observation of(PatternTimeout timeout, long wallMillis) {
        var texts = new LinkedHashMap<String, String>();
        texts.put("pattern", timeout.pattern());
        texts.put("key", timeout.key());
        texts.put("start", timeout.start().toString());
        texts.put("end", timeout.deadline().toString());
        texts.put("waiting_for", timeout.waitingFor());
        return new Observation(timeout.tenantId(), Map.of("key", timeout.key()), null, null, timeout.deadline(),
                timeout.deadline(), texts, wallMillis);
    }

}
