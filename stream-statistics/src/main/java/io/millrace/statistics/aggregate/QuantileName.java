package io.millrace.statistics.aggregate;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** The name of a quantile: declared as a percentage, {@code p99.9}, and {@code p99_9} in results. */
final class QuantileName {

    private static final Pattern DECLARED = Pattern.compile("p((?:0|[1-9][0-9]?)(?:\\.[0-9]{1,6})?|100)");

    private QuantileName() {}

    /** The share that a declared name stands for, 0 to 1. */
    static Optional<Double> parse(String declared) {
        var matcher = DECLARED.matcher(declared);
        return matcher.matches()
                ? Optional.of(new BigDecimal(matcher.group(1)).movePointLeft(2).doubleValue())
                : Optional.empty();
    }

    static String format(double share) {
        var percent = BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString();
        return "p" + percent.replace('.', '_');
    }
}
