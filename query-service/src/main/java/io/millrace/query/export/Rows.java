package io.millrace.query.export;

import io.millrace.event.JsonTree;
import io.millrace.result.ResultJson;
import io.millrace.runtime.web.ProblemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * Answers a native read in the format asked for. Nothing is cut silently: warnings stand in the JSON, and in the header
 * {@code X-Millrace-Warnings} for the other formats.
 */
public final class Rows {

    /** Header of CSV and XLSX answers that carries the warnings. */
    public static final String WARNINGS = "X-Millrace-Warnings";

    private Rows() {}

    /**
     * The answer.
     *
     * @param name
     *            of the list in JSON and of the file: {@code windows}
     * @param rows
     *            result records
     * @param format
     *            {@code json}, {@code csv} or {@code xlsx}; null for JSON
     */
    public static ResponseEntity<byte[]> answer(String name, List<?> rows, List<String> warnings, String format) {
        return answer(name, rows, () -> rows, warnings, Map.of(), format);
    }

    /**
     * The answer, where a table has other rows than JSON, and JSON has something beside the rows.
     *
     * @param columns
     *            gives the rows of CSV and XLSX
     * @param beside
     *            what else stands in the JSON
     */
    public static ResponseEntity<byte[]> answer(String name, List<?> rows, Supplier<List<?>> columns,
            List<String> warnings,
            Map<String, ?> beside, String format) {
        return switch (format == null ? "json" : format) {
            case "json" -> json(name, rows, warnings, beside);
            case "csv" -> file(Csv.write(table(columns.get())), name + ".csv", "text/csv;charset=UTF-8", warnings);
            case "xlsx" -> file(Xlsx.write(name, table(columns.get())), name + ".xlsx",
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", warnings);
            default -> throw new ProblemException(HttpStatus.BAD_REQUEST,
                    "format must be json, csv or xlsx, not '" + format + "'");
        };
    }

    private static ResponseEntity<byte[]> json(String name, List<?> rows, List<String> warnings,
            Map<String, ?> beside) {
        var body = new LinkedHashMap<String, Object>();
        body.put(name, rows);
        body.put("warnings", warnings);
        body.putAll(beside);
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(ResultJson.write(body));
    }

    private static ResponseEntity<byte[]> file(byte[] content, String name, String type, List<String> warnings) {
        var answer = ResponseEntity.ok().contentType(MediaType.parseMediaType(type)).header("Content-Disposition",
                "attachment; filename=\"" + name + "\"");
        if (!warnings.isEmpty()) {
            answer.header(WARNINGS, String.join("; ", warnings));
        }
        return answer.body(content);
    }

    @SuppressWarnings("unchecked")
    private static Table table(List<?> rows) {
        return Table.of(rows.stream().map(row -> (Map<String, Object>) JsonTree.read(ResultJson.write(row))).toList());
    }

}
