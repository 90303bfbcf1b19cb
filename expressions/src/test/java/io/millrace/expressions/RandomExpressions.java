package io.millrace.expressions;

import java.util.List;
import java.util.Random;

/**
 * Writes random CEL over the fields of {@link RandomEvents}: mostly of the right types, so that it says something, and
 * now and then of the wrong ones.
 */
final class RandomExpressions {

    private static final List<String> NUMBERS = List.of("0", "1", "-1", "2", "3", "10", "9223372036854775807",
            "-9223372036854775808", "0.0", "-0.0", "0.5", "2.5", "1e308", "-1e308", "1e19", "9007199254740993",
            "9007199254740992.0", "3u", "0u", "18446744073709551615u", "int(data.s)", "double(data.s)", "uint(data.a)");
    private static final List<String> TEXTS = List.of("''", "'a'", "'b'", "'EUR'", "'order.created'", "'u1'", "'5'",
            "'2.5'", "'ä€😀'", "'x.y'", "'true'");
    private static final List<String> PATTERNS = List.of("'^a'", "'[0-9]+'", "'.*'", "'('", "'^order\\\\..*'", "'b$'");
    private static final List<String> FIELDS = List.of("data.a", "data.b", "data.s", "data.t", "data.f", "data.n",
            "data.l", "data.m", "data.m.x", "data.m.y", "data.missing", "tags.k", "context.geo.country",
            "context.geo.lat", "data['a']", "data['s']", "data[data.s]", "data.l[0]", "data.l[data.a]", "data.m['x']",
            "data.m[data.t]", "metadata.ip_address", "data", "tags");
    private static final List<String> OWN_TEXTS = List.of("event_type", "user_id", "segment", "session_id", "source",
            "tenant_id");
    private static final List<String> TIMES = List.of("timestamp", "received_at",
            "timestamp('2024-01-01T10:00:00Z')", "timestamp('2024-01-01T10:00:00.123Z')", "timestamp(data.s)",
            "timestamp - duration('1h')", "received_at + duration('5s')");

    private final Random random;

    RandomExpressions(Random random) {
        this.random = random;
    }

    /** An expression of any kind, parts nested at most {@code depth} deep. */
    String any(int depth) {
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3, 4 -> condition(depth);
            case 5, 6 -> number(depth);
            case 7 -> text(depth);
            case 8 -> list(depth);
            default -> one(FIELDS);
        };
    }

    /** An expression that is mostly a condition. */
    String condition(int depth) {
        if (depth <= 0) {
            return switch (random.nextInt(6)) {
                case 0 -> "true";
                case 1 -> "false";
                case 2 -> "data.f";
                case 3 -> one(FIELDS);
                default -> "has(%s)".formatted(one(List.of("data.a", "data.n", "data.m.x", "data.s.x", "tags.k",
                        "context.geo.country", "data.missing.x", "data.l.x")));
            };
        }
        return switch (random.nextInt(24)) {
            case 0, 1, 2 -> "(%s && %s)".formatted(condition(depth - 1), condition(depth - 1));
            case 3, 4, 5 -> "(%s || %s)".formatted(condition(depth - 1), condition(depth - 1));
            case 6 -> "!" + condition(depth - 1);
            case 7 -> ternary(depth, condition(depth - 1), condition(depth - 1));
            case 8, 9, 10, 11 -> "%s %s %s".formatted(number(depth - 1), order(), number(depth - 1));
            case 12 -> "%s %s %s".formatted(text(depth - 1), order(), text(depth - 1));
            case 13 -> "%s %s %s".formatted(one(TIMES), order(), one(TIMES));
            case 14, 15, 16 -> "%s %s %s".formatted(operand(depth - 1), random.nextBoolean() ? "==" : "!=",
                    operand(depth - 1));
            case 17, 18 -> "%s in %s".formatted(operand(depth - 1), random.nextInt(3) == 0 ? map() : list(depth - 1));
            case 19, 20 -> "%s.%s(%s)".formatted(text(depth - 1), one(List.of("startsWith", "endsWith", "contains")),
                    text(depth - 1));
            case 21 -> "%s.matches(%s)".formatted(text(depth - 1), random.nextInt(4) == 0 ? "data.s" : one(PATTERNS));
            case 22 -> "%s.%s(e, %s)".formatted(random.nextInt(3) == 0 ? map() : list(depth - 1),
                    one(List.of("exists", "all", "exists_one")), loopCondition(depth - 1));
            default -> "bool(%s)".formatted(random.nextBoolean() ? "data.s" : condition(depth - 1));
        };
    }

    private String loopCondition(int depth) {
        return switch (random.nextInt(7)) {
            case 0 -> "e > " + number(0);
            case 1 -> "e == " + operand(0);
            case 2 -> "e in " + list(0);
            case 3 -> "e.x == 1";
            case 4 -> "e";
            case 5 -> "[1, 2].exists(e, e == data.a) || e == 2";
            default -> "e != data.a && " + condition(depth - 1);
        };
    }

    private String number(int depth) {
        if (depth <= 0) {
            return random.nextInt(3) == 0 ? one(NUMBERS) : wrongNowAndThen(random.nextBoolean() ? "data.a" : "data.b");
        }
        return switch (random.nextInt(11)) {
            case 0, 1 -> "(%s + %s)".formatted(number(depth - 1), number(depth - 1));
            case 2 -> "(%s - %s)".formatted(number(depth - 1), number(depth - 1));
            case 3, 4 -> "(%s * %s)".formatted(number(depth - 1), number(depth - 1));
            case 5, 6 -> "(%s / %s)".formatted(number(depth - 1), number(depth - 1));
            case 7 -> "(%s %% %s)".formatted(number(depth - 1), number(depth - 1));
            case 8 -> random.nextBoolean()
                    ? "size(%s)".formatted(operand(depth - 1))
                    : "%s.size()".formatted(one(FIELDS));
            case 9 -> ternary(depth, number(depth - 1), number(depth - 1));
            default -> "%s(%s)".formatted(one(List.of("-", "int", "double", "int")), number(depth - 1));
        };
    }

    private String text(int depth) {
        if (depth <= 0) {
            return switch (random.nextInt(4)) {
                case 0 -> one(TEXTS);
                case 1 -> one(OWN_TEXTS);
                default -> wrongNowAndThen(random.nextBoolean() ? "data.s" : "data.t");
            };
        }
        return switch (random.nextInt(5)) {
            case 0 -> "(%s + %s)".formatted(text(depth - 1), text(depth - 1));
            case 1 -> "string(%s)".formatted(operand(depth - 1));
            case 2 -> ternary(depth, text(depth - 1), text(depth - 1));
            default -> text(0);
        };
    }

    private String list(int depth) {
        return switch (random.nextInt(6)) {
            case 0 -> "['a', 'b', 'EUR']";
            case 1 -> "[1, 2.0, 3u]";
            case 2 -> "[%s, %s]".formatted(operand(depth - 1), operand(depth - 1));
            case 3 -> "[]";
            case 4 -> random.nextBoolean() ? "(data.l + [1])" : "[data.a, null]";
            default -> wrongNowAndThen("data.l");
        };
    }

    private String map() {
        return switch (random.nextInt(6)) {
            case 0 -> "{'a': 1, 'x': data.a}";
            case 1 -> "{1: 'a', 2.5: 'b', 3u: 'c'}";
            case 2 -> "{data.s: 1, 'a': 2}";
            case 3 -> "data";
            case 4 -> "tags";
            default -> "data.m";
        };
    }

    private String operand(int depth) {
        return switch (random.nextInt(9)) {
            case 0, 1 -> number(depth);
            case 2, 3 -> text(depth);
            case 4 -> "null";
            case 5 -> list(0);
            case 6 -> map();
            case 7 -> condition(0);
            default -> one(FIELDS);
        };
    }

    private String ternary(int depth, String then, String otherwise) {
        return "(%s ? %s : %s)".formatted(condition(depth - 1), then, otherwise);
    }

    private String order() {
        return one(List.of("<", "<=", ">", ">="));
    }

    private String wrongNowAndThen(String usual) {
        return random.nextInt(8) == 0 ? one(FIELDS) : usual;
    }

    private String one(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

}
