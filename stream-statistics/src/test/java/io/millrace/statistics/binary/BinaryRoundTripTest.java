package io.millrace.statistics.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryRoundTripTest {

    private final BinaryWriter out = new BinaryWriter();

    private BinaryReader reader() {
        return new BinaryReader(out.toByteArray());
    }

    @Test
    void shouldReadWhatWasWrittenInTheSameOrder() {
        var random = new Random(1);
        for (var round = 0; round < 2_000; round++) {
            out.reset();
            var expected = new ArrayList<Consumer<BinaryReader>>();
            for (var i = 0; i < 20; i++) {
                expected.add(writeSomething(random));
            }

            var in = reader();

            assertThat(in.remaining()).isEqualTo(out.size());
            expected.forEach(expectation -> expectation.accept(in));
            assertThat(in.hasRemaining()).isFalse();
        }
    }

    private Consumer<BinaryReader> writeSomething(Random random) {
        var number = random.nextLong() >> random.nextInt(64);
        var real = random.nextBoolean() ? random.nextInt(1_000) / 4.0 : Double.longBitsToDouble(random.nextLong());
        var text = text(random);
        switch (random.nextInt(7)) {
            case 0 -> {
                out.writeByte((int) number);
                return in -> assertThat(in.readByte()).isEqualTo((int) number & 0xff);
            }
            case 1 -> {
                out.writeVarint(number & Long.MAX_VALUE);
                return in -> assertThat(in.readVarint()).isEqualTo(number & Long.MAX_VALUE);
            }
            case 2 -> {
                out.writeSignedVarint(number);
                return in -> assertThat(in.readSignedVarint()).isEqualTo(number);
            }
            case 3 -> {
                out.writeDouble(real);
                return in -> assertThat(Double.doubleToRawLongBits(in.readDouble())).isEqualTo(
                        Double.doubleToRawLongBits(real));
            }
            case 4 -> {
                out.writeCompactDouble(real);
                return in -> assertThat(Double.doubleToRawLongBits(in.readCompactDouble())).isEqualTo(
                        Double.doubleToRawLongBits(real));
            }
            case 5 -> {
                out.writeText(text);
                return in -> assertThat(in.readText()).isEqualTo(text);
            }
            default -> {
                out.writeBytes(new byte[]{(byte) number, 0, 1});
                return in -> assertThat(in.readBytes(3)).containsExactly((byte) number, 0, 1);
            }
        }
    }

    private static String text(Random random) {
        var chars = new char[random.nextInt(6)];
        for (var i = 0; i < chars.length; i++) {
            chars[i] = (char) (random.nextInt(3) == 0 ? random.nextInt(0x10000) : 'a' + random.nextInt(26));
        }
        return new String(chars);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "127, 1", "128, 2", "16383, 2", "16384, 3", "9223372036854775807, 9"})
    void shouldWriteSmallNumbersInFewBytes(long number, int bytes) {
        out.writeVarint(number);

        assertThat(out.size()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "-1, 1", "63, 1", "-64, 1", "64, 2", "-9223372036854775808, 9", "1700000000000, 6"})
    void shouldWriteNumbersNearZeroInFewBytes(long number, int bytes) {
        out.writeSignedVarint(number);

        assertThat(out.size()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2", "2, 1", "-0.5, 2", "100, 3", "1234567, 5", "0.1, 9", "129.99, 9", "NaN, 2"})
    void shouldWriteShortDoublesInFewBytes(double number, int bytes) {
        out.writeCompactDouble(number);

        assertThat(out.size()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "Grüße", "emoji \uD83D\uDE00", "half \uD83D a pair", "\uDE00\uD83D"})
    void shouldKeepAnyText(String text) {
        out.writeText(text);

        assertThat(reader().readText()).isEqualTo(text);
    }

    @Test
    void shouldRefuseNegativeVarints() {
        assertThatIllegalArgumentException().isThrownBy(() -> out.writeVarint(-1)).withMessage(
                "a varint must not be negative: -1");
    }

    @Test
    void shouldRefuseToReadBeyondTheEnd() {
        List.<Consumer<BinaryReader>>of(BinaryReader::readByte, BinaryReader::readVarint,
                BinaryReader::readSignedVarint, BinaryReader::readLong, BinaryReader::readDouble,
                BinaryReader::readCompactDouble, BinaryReader::readText, in -> in.readBytes(1)).forEach(
                        reading -> assertThatIllegalArgumentException().isThrownBy(
                                () -> reading.accept(new BinaryReader(new byte[0]))).withMessageStartingWith(
                                        "cut short: "));
        assertThatIllegalArgumentException().isThrownBy(() -> new BinaryReader(new byte[3]).readLong()).withMessage(
                "cut short: 8 more bytes needed at byte 0 of 3");
    }

    @Test
    void shouldNotBelieveLengthsBeyondWhatIsThere() {
        out.writeVarint(Long.MAX_VALUE - 1);

        assertThatIllegalArgumentException().isThrownBy(() -> reader().readText()).withMessageContaining("cut short");
        assertThatIllegalArgumentException().isThrownBy(() -> reader().readVarint("size", 10)).withMessage(
                "size at byte 0 is 9223372036854775806, expected at most 10");
        assertThatIllegalArgumentException().isThrownBy(() -> reader().readBytes(-1));
    }

    @Test
    void shouldRefuseTextsThatAreNoUtf8() {
        assertThatIllegalArgumentException().isThrownBy(
                () -> new BinaryReader(new byte[]{2, (byte) 0xff}).readText()).withMessage(
                        "text at byte 1 is no UTF-8");
    }

    @Test
    void shouldRefuseVarintsOfMoreThan63Bits() {
        out.writeSignedVarint(Long.MIN_VALUE);

        assertThatIllegalArgumentException().isThrownBy(() -> reader().readVarint()).withMessage(
                "varint at byte 0 has more than 63 bits");
    }

    @Test
    void shouldThrowNothingButIllegalArgumentOnRandomBytes() {
        var random = new Random(2);
        for (var round = 0; round < 50_000; round++) {
            var bytes = new byte[random.nextInt(20)];
            random.nextBytes(bytes);
            var in = new BinaryReader(bytes);
            try {
                while (in.hasRemaining()) {
                    readSomething(in, random.nextInt(6));
                }
            } catch (IllegalArgumentException refused) {
                assertThat(refused.getMessage()).isNotEmpty();
            }
        }
    }

    private static void readSomething(BinaryReader in, int kind) {
        switch (kind) {
            case 0 -> in.readVarint();
            case 1 -> in.readSignedVarint();
            case 2 -> in.readText();
            case 3 -> in.readCompactDouble();
            case 4 -> in.readDouble();
            default -> in.readByte();
        }
    }
}
