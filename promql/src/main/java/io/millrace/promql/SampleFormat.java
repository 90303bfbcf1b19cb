package io.millrace.promql;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Writes values as Prometheus does in its answers: the shortest decimal that reads back as the same number, without an
 * exponent from 10^-6 up to below 10^21, else with one of at least two digits ({@code 1e+21}, {@code 5e-07});
 * {@code NaN}, {@code +Inf} and {@code -Inf}.
 */
public final class SampleFormat {

    private static final double SMALLEST_PLAIN = 1e-6;
    private static final double SMALLEST_LARGE = 1e21;

    private SampleFormat() {}

    /** The value as text. */
    public static String format(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        if (value == 0) {
            return Double.doubleToRawLongBits(value) == 0 ? "0" : "-0";
        }
        var magnitude = Math.abs(value);
        var shortest = shortest(value);
        return magnitude >= SMALLEST_PLAIN && magnitude < SMALLEST_LARGE
                ? shortest.toPlainString()
                : withExponent(shortest);
    }

    /** {@link Double#toString} prefers two digits that are closer to one digit that is enough, as with 4.9E-324. */
    private static BigDecimal shortest(double value) {
        var decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (decimal.precision() != 2) {
            return decimal;
        }
        var oneDigit = decimal.setScale(decimal.scale() - 1, RoundingMode.HALF_EVEN).stripTrailingZeros();
        return oneDigit.doubleValue() == value ? oneDigit : decimal;
    }

    private static String withExponent(BigDecimal decimal) {
        var digits = decimal.unscaledValue().abs().toString();
        var exponent = digits.length() - 1 - decimal.scale();
        return (decimal.signum() < 0 ? "-" : "") + digits.charAt(0)
                + (digits.length() > 1 ? "." + digits.substring(1) : "")
                + "e%s%02d".formatted(exponent < 0 ? "-" : "+", Math.abs(exponent));
    }
}
