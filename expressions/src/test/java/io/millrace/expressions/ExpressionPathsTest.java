package io.millrace.expressions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionPathsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            event_type                                       | event_type
            data.total_amount                                | data.total_amount
            data.total_amount > 100 && event_type == 'x'     | data.total_amount event_type
            has(data.service) ? data.service : source        | data.service source
            has(context.geo.country)                         | context.geo.country
            data['sku'] == tags['a'].b                       | data.sku tags.a.b
            data[user_id] == 1                               | data user_id
            data.items[0].sku == 'x'                         | data.items
            data.items.exists(item, item.sku == data.sku)    | data.items data.sku
            data.items.all(data, data.x == 1)                | data.items
            data.items.map(item, item.sku + source)          | data.items source
            size(data) > 1 && data.x == 1                    | data
            'sku' in data.fields && data.fields.sku == 'x'   | data.fields
            string(timestamp) + segment                      | timestamp segment
            data.text.startsWith(data.prefix)                | data.text data.prefix
            [data.a, {'k': data.b}] == []                    | data.a data.b
            1 == 1                                           | ""
            """)
    void shouldTellTheFieldsThatAreRead(String text, String paths) {
        var expected = Arrays.stream(paths.split(" ")).filter(path -> !path.isEmpty()).map(
                path -> List.of(path.split("\\."))).collect(Collectors.toSet());

        assertThat(EventExpressions.value(text).paths()).isEqualTo(expected);
    }

    @Test
    void shouldBeEqualToAnotherOfTheSameText() {
        var condition = EventExpressions.condition("data.total_amount > 100");
        var value = EventExpressions.value("data.total_amount > 100");

        assertThat(condition).isEqualTo(value).hasSameHashCodeAs(value).hasToString("data.total_amount > 100");
        assertThat(condition).isNotEqualTo(EventExpressions.condition("data.total_amount > 101"));
        assertThat(new HashSet<>(List.of(EventExpressions.value("user_id"), condition))).contains(value,
                EventExpressions.value("user_id"));
    }

    @Test
    void shouldDifferFromTheSameTextOverOtherVariables() {
        assertThat(EventExpressions.value("'x'")).isNotEqualTo(MatchExpressions.forMeasures(List.of("view")).value(
                "'x'"));
    }

}
