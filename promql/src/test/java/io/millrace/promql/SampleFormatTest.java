package io.millrace.promql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleFormatTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "0.5, 0.5", "-2.50, -2.5", "0, 0", "-0.0, -0", "NaN, NaN", "Infinity, +Inf", "-Infinity, -Inf",
            "1e20, 100000000000000000000", "1e21, 1e+21", "1.5e21, 1.5e+21", "-1e300, -1e+300", "1e-6, 0.000001",
            "0.00000123, 0.00000123", "1e-7, 1e-07", "9.99e-7, 9.99e-07", "1e100, 1e+100", "123456789, 123456789",
            "0.1, 0.1", "0.30000000000000004, 0.30000000000000004", "1e23, 1e+23", "2e-44, 2e-44",
            "9007199254740993, 9007199254740992", "4.9E-324, 5e-324", "9.9E-324, 1e-323",
            "1.7976931348623157E308, 1.7976931348623157e+308", "12, 12", "10, 10", "1200000, 1200000"})
    void shouldWriteAsPrometheusDoes(double value, String text) {
        assertThat(SampleFormat.format(value)).isEqualTo(text);
    }

    @Test
    void shouldReadBackAsTheSameNumber() {
        var random = new Random(3);
        for (var i = 0; i < 20_000; i++) {
            var value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertThat(Double.parseDouble(SampleFormat.format(value))).isEqualTo(value);
            }
        }
    }
}
