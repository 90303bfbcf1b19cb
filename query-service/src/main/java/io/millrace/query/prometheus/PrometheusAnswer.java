package io.millrace.query.prometheus;

import io.millrace.event.JsonTree;
import io.millrace.promql.Labels;
import io.millrace.promql.QueryResult;
import io.millrace.promql.QueryResult.Matrix;
import io.millrace.promql.QueryResult.Scalar;
import io.millrace.promql.QueryResult.Vector;
import io.millrace.promql.Sample;
import io.millrace.promql.SampleFormat;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** The envelope of the Prometheus HTTP API. */
final class PrometheusAnswer {

    private static final int MILLIS = 3;

    private PrometheusAnswer() {}

    static ResponseEntity<byte[]> success(Object data, List<String> warnings) {
        var body = new LinkedHashMap<String, Object>();
        body.put("status", "success");
        body.put("data", data);
        if (!warnings.isEmpty()) {
            body.put("warnings", warnings);
        }
        return answer(HttpStatus.OK, body);
    }

    static ResponseEntity<byte[]> result(QueryResult result, List<String> warnings) {
        var data = new LinkedHashMap<String, Object>();
        data.put("resultType", result.resultType());
        data.put("result", switch (result) {
            case Scalar(var sample) -> pair(sample);
            case Vector(var elements) -> elements.stream().map(
                    element -> Map.of("metric", metric(element.labels()), "value", pair(element.sample()))).toList();
            case Matrix(var series) -> series.stream().map(each -> Map.of("metric", metric(each.labels()), "values",
                    each.samples().stream().map(PrometheusAnswer::pair).toList())).toList();
        });
        return success(data, warnings);
    }

    static ResponseEntity<byte[]> error(HttpStatus status, String errorType, String error) {
        var body = new LinkedHashMap<String, Object>();
        body.put("status", "error");
        body.put("errorType", errorType);
        body.put("error", error);
        return answer(status, body);
    }

    static Map<String, String> metric(Labels labels) {
        return labels.asMap();
    }

    private static ResponseEntity<byte[]> answer(HttpStatus status, Map<String, Object> body) {
        return ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON).body(JsonTree.write(body));
    }

    private static List<Object> pair(Sample sample) {
        var seconds = BigDecimal.valueOf(sample.timestampMillis(), MILLIS).stripTrailingZeros();
        return List.of(seconds.scale() <= 0 ? (Object) seconds.longValueExact() : seconds,
                SampleFormat.format(sample.value()));
    }

}
