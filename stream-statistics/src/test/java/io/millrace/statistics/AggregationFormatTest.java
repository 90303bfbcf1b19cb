package io.millrace.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AggregationFormatTest {

    @Test
    void shouldRoundTripExactly() {
        for (var seed = 0; seed < 1_000; seed++) {
            var random = new Random(seed);
            var original = AggregationTest.random(random);
            var read = Aggregation.fromBytes(original.toBytes());
            assertThat(read.toBytes()).isEqualTo(original.toBytes());

            original.add(1 / 3.0);
            read.add(1 / 3.0);

            assertThat(read.toBytes()).isEqualTo(original.toBytes());
            assertThat(read.count()).isEqualTo(original.count());
            for (var kind : AggregateKind.values()) {
                assertThat(read.value(kind)).isEqualTo(original.value(kind));
            }
        }
    }

    @Test
    void shouldKeepTheFormOfVersion1() {
        var counted = new Aggregation();
        for (var i = 0; i < 300; i++) {
            counted.addCountOnly();
        }

        assertThat(hex(new Aggregation())).isEqualTo("010000");
        assertThat(hex(counted)).isEqualTo("0100ac02");
        assertThat(hex(AggregationTest.of(1.5))).isEqualTo(
                "01010101" + "3ff8000000000000" + "3ff8000000000000" + "3ff8000000000000");
        assertThat(hex(AggregationTest.of(0x1p53, 1))).isEqualTo("01030202" + "4340000000000000"
                + "3ff0000000000000" + "4340000000000000" + "3ff0000000000000");
    }

    @Test
    void shouldRoundTripTheLongestForm() {
        var longest = new Aggregation(Long.MAX_VALUE, Long.MAX_VALUE, new CompensatedSum(1e300, 1e280), -1, 1e300);

        assertThat(longest.toBytes()).hasSize(52);
        assertThat(Aggregation.fromBytes(longest.toBytes()).count()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldRefuseAnUnknownVersion() {
        assertThatIllegalArgumentException().isThrownBy(() -> Aggregation.fromBytes(new byte[]{2, 0, 0})).withMessage(
                "aggregation has version 2, known is 1");
    }

    @Test
    void shouldRefuseBytesCutShortAnywhere() {
        var bytes = AggregationTest.of(1, 0x1p53, 3).toBytes();

        for (var length = 0; length < bytes.length; length++) {
            var cut = Arrays.copyOf(bytes, length);
            assertThatIllegalArgumentException().isThrownBy(() -> Aggregation.fromBytes(cut)).withMessage(
                    "aggregation of " + length + " bytes is cut short");
        }
    }

    @Test
    void shouldRefuseDamagedBytes() {
        assertRefused("01000000", "aggregation of 4 bytes has 1 too many");
        assertRefused("010400", "aggregation has unknown flags 4");
        assertRefused("01010100", "aggregation has 0 values of 1 events");
        assertRefused("01010102", "aggregation has 2 values of 1 events");
        assertRefused("0100ffffffffffffffffff01", "aggregation has a count longer than 63 bits");
    }

    private static void assertRefused(String hex, String message) {
        assertThatIllegalArgumentException().isThrownBy(
                () -> Aggregation.fromBytes(HexFormat.of().parseHex(hex))).withMessage(message);
    }

    private static String hex(Aggregation aggregation) {
        return HexFormat.of().formatHex(aggregation.toBytes());
    }
}
