package io.millrace.query.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowsTest {

    private static final List<Map<String, Object>> ROWS = List.of(
            new TreeMap<>(Map.of("a", "plain", "group", Map.of("page", "/"), "n", 1.5)),
            new TreeMap<>(Map.of("a", "=SUM(A1), \"x\"", "list", List.of(1L))));

    @Test
    void shouldWriteCsvThatSpreadsheetsTakeForData() {
        var csv = new String(Rows.answer("rows", ROWS, List.of(), "csv").getBody(), StandardCharsets.UTF_8);

        assertThat(csv).isEqualTo("a,group.page,n,list\r\nplain,/,1.5,\r\n\"'=SUM(A1), \"\"x\"\"\",,,[1]\r\n");
    }

    @Test
    void shouldWriteJsonWithWarnings() {
        var json = new String(Rows.answer("rows", List.of(), List.of("one is missing"), null).getBody(),
                StandardCharsets.UTF_8);

        assertThat(json).isEqualTo("{\"rows\":[],\"warnings\":[\"one is missing\"]}");
    }

    @Test
    void shouldCarryWarningsInAHeaderWhereTheFormatHasNoPlaceForThem() {
        assertThat(
                Rows.answer("rows", ROWS, List.of("one", "two"), "csv").getHeaders().getFirst(Rows.WARNINGS)).isEqualTo(
                        "one; two");
    }

    @Test
    void shouldWriteAWorkbook(@TempDir Path folder) throws IOException {
        var file = Files.write(folder.resolve("rows.xlsx"), Rows.answer("rows", ROWS, List.of(), "xlsx").getBody());

        try (var workbook = new ZipFile(file.toFile())) {
            assertThat(workbook.stream().map(ZipEntry::getName)).contains("xl/workbook.xml",
                    "xl/worksheets/sheet1.xml");
        }
    }

    @Test
    void shouldRefuseAnUnknownFormat() {
        assertThatThrownBy(() -> Rows.answer("rows", ROWS, List.of(), "pdf")).hasMessage(
                "format must be json, csv or xlsx, not 'pdf'");
    }

}
