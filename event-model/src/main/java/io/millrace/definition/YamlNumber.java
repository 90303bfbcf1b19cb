package io.millrace.definition;

import java.math.BigDecimal;
import java.util.Optional;

/** A number as written, so that a text field may also take it ({@code value: 1}). */
record YamlNumber(String text) {

    /** The number that {@code value} is, infinite ones among them. */
    static Optional<Double> valueOf(Object value) {
        return switch (value) {
            case YamlNumber number -> Optional.of(number.doubleValue());
            case Number number -> Optional.of(number.doubleValue());
            case null, default -> Optional.empty();
        };
    }

    double doubleValue() {
        return switch (text) {
            case ".inf" -> Double.POSITIVE_INFINITY;
            case "-.inf" -> Double.NEGATIVE_INFINITY;
            case ".nan" -> Double.NaN;
            default -> Double.parseDouble(text);
        };
    }

    /** The number when it is whole and fits. */
    Optional<Long> whole() {
        try {
            return Optional.of(new BigDecimal(text).longValueExact());
        } catch (ArithmeticException | NumberFormatException _) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return text;
    }

}
