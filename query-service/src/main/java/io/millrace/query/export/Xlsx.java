package io.millrace.query.export;

import io.millrace.event.JsonTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** An Excel workbook with one sheet. */
final class Xlsx {

    private Xlsx() {}

    static byte[] write(String name, Table table) {
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new Workbook(bytes, "Millrace", "1.0")) {
            var sheet = workbook.newWorksheet(name);
            for (int column = 0; column < table.columns().size(); column++) {
                sheet.value(0, column, table.columns().get(column));
                for (int row = 0; row < table.rows().size(); row++) {
                    cell(sheet, row + 1, column, table.rows().get(row).get(table.columns().get(column)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void cell(Worksheet sheet, int row, int column, Object value) {
        switch (value) {
            case null -> {
            }
            case Number number -> sheet.value(row, column, number);
            case Boolean flag -> sheet.value(row, column, flag);
            case Map<?, ?> _,List<?> _ -> sheet.value(row, column,
                    new String(JsonTree.write(value), StandardCharsets.UTF_8));
            default -> sheet.value(row, column, value.toString());
        }
    }

}
