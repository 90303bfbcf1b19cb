package io.millrace.promql;

import java.math.BigInteger;
import java.util.Locale;

/**
 * The numbers of a query: decimal with an optional exponent, {@code 0x} hexadecimal, octal after a zero as in Go,
 * underscores between digits, {@code Inf} and {@code NaN} in any case.
 */
final class NumberText {

    private NumberText() {}

    /** @throws PromqlException when the number is out of range, with the place of the word */
    static double parse(String query, Token token) {
        var text = token.text().replace("_", "").toLowerCase(Locale.ROOT);
        var number = switch (text) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> finite(text);
        };
        if (Double.isInfinite(number) && !text.equals("inf")) {
            throw outOfRange(query, token);
        }
        return number;
    }

    private static double finite(String text) {
        if (text.startsWith("0x")) {
            return new BigInteger(text.substring(2), 16).doubleValue();
        }
        if (text.matches("0[0-7]+")) {
            return new BigInteger(text, 8).doubleValue();
        }
        return Double.parseDouble(text);
    }

    private static PromqlException outOfRange(String query, Token token) {
        return PromqlException.parseError(query, token.start(),
                "error parsing number: " + Token.quoted(token.text()) + ": value out of range");
    }
}
