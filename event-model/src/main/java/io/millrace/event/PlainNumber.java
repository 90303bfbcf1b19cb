package io.millrace.event;

import java.nio.charset.StandardCharsets;

/**
 * A number of JSON. Most have few digits: these are a whole number divided by a power of ten, both exact as doubles, so
 * that the quotient is the nearest double (Clinger, How to read floating point numbers accurately, 1990). Others are left
 * to {@link Double#parseDouble}. Not thread-safe.
 */
final class PlainNumber {

    private static final double[] POWERS_OF_TEN = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12,
            1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    /** With more a number may be out of range without an exponent. */
    private static final int MAX_DIGITS = 300;
    private static final int MAX_EXACT_DIGITS = 15;
    private static final int MAX_LONG_DIGITS = 18;

    private int from;
    private int to;
    private boolean isNegative;
    private boolean isWhole;
    private boolean hasExponent;
    private long digits;
    private int count;
    private int fraction;

    /**
     * Passes over a number.
     *
     * @return the place behind it
     * @throws PlainJson.NotPlain
     *             when there is none
     */
    int pass(byte[] json, int at) {
        from = at;
        to = at;
        digits = 0;
        count = 0;
        isNegative = to < json.length && json[to] == '-';
        if (isNegative) {
            to++;
        }
        boolean leadsWithZero = to < json.length && json[to] == '0';
        int whole = passDigits(json);
        if (leadsWithZero && whole > 1) {
            throw PlainJson.NotPlain.ONLY;
        }
        isWhole = true;
        fraction = 0;
        if (to < json.length && json[to] == '.') {
            to++;
            isWhole = false;
            fraction = passDigits(json);
        }
        hasExponent = to < json.length && (json[to] | 0x20) == 'e';
        if (hasExponent) {
            to++;
            to += to < json.length && (json[to] == '+' || json[to] == '-') ? 1 : 0;
            passDigits(json);
        }
        return to;
    }

    /** The number that was passed over: a Long if it is written as a whole one, else a Double. */
    Object value(byte[] json) {
        if (isWhole && !hasExponent) {
            if (count > MAX_LONG_DIGITS) {
                throw PlainJson.NotPlain.ONLY;
            }
            return isNegative ? -digits : digits;
        }
        if (!hasExponent && count <= MAX_EXACT_DIGITS) {
            double value = digits / POWERS_OF_TEN[fraction];
            return isNegative ? -value : value;
        }
        double value = Double.parseDouble(new String(json, from, to - from, StandardCharsets.US_ASCII));
        if (Double.isInfinite(value)) {
            throw PlainJson.NotPlain.ONLY;
        }
        return value;
    }

    /** Makes sure that a parser would take the number that was passed over. */
    void requireInRange(byte[] json) {
        if (hasExponent) {
            value(json);
        }
    }

    /** Passes over one digit or more; beyond those that a long holds their value is not right. */
    private int passDigits(byte[] json) {
        int start = to;
        while (to < json.length && json[to] >= '0' && json[to] <= '9') {
            digits = 10 * digits + json[to] - '0';
            to++;
        }
        if (to == start) {
            throw PlainJson.NotPlain.ONLY;
        }
        count += to - start;
        if (count > MAX_DIGITS) {
            throw PlainJson.NotPlain.ONLY;
        }
        return to - start;
    }

}
