package io.millrace.expressions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.common.CelAbstractSyntaxTree;
import io.millrace.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Closures against CEL's own runtime, expression by expression: every operator over every pair of kinds of value. */
class ClosureAgreementTest {

    private static final List<String> OPERANDS = List.of("data.int", "data.most", "data.dec", "data.big", "data.text",
            "data.flag", "data.none", "data.missing", "data.list", "data.object", "timestamp", "segment", "0", "-0.0",
            "0.0 / 0.0", "3u", "''", "null", "{'a': 1}", "1 / 0");
    private static final List<String> RARE_OPERANDS = List.of("data.zero", "data.least", "data.number_text",
            "data.empty_list", "data.empty_object", "user_id", "-1", "2.5", "dyn(18446744073709551615u)", "'a'", "true",
            "[1, 'a']", "data.text.x", "data.list[9]", "dyn(duration('1s'))", "dyn(b'ab')");
    private static final List<String> BINARY = List.of("%s == %s", "%s != %s", "%s < %s", "%s <= %s", "%s > %s",
            "%s >= %s", "%s + %s", "%s - %s", "%s * %s", "%s / %s", "%s %% %s", "%s && %s", "%s || %s", "%s in %s",
            "(%s)[%s]", "dyn(%s).startsWith(dyn(%s))", "dyn(%s).contains(dyn(%s))", "dyn(%s).matches(dyn(%s))",
            "dyn(%s) < dyn(%s)", "dyn(%s) * dyn(%s)", "data.flag ? %s : %s", "dyn(%s) ? 1 : %s");
    private static final List<String> UNARY = List.of("!%s", "-%s", "size(%s)", "(%s).size()", "string(%s)", "int(%s)",
            "double(%s)", "uint(%s)", "bool(%s)", "dyn(%s)", "has(data.object.x) && %s", "(%s).x", "(%s)['x']",
            "(%s)[0]", "[%s]", "{'k': %s}", "{%s: 1}", "has(dyn(%s).x)", "dyn(%s).exists(e, e == 1)",
            "dyn(%s).all(e, e == 1)", "[1, %s].exists(e, e == 'a')", "[%s, 2].all(e, e > 1)",
            "dyn(%s).exists_one(e, e == 1)", "timestamp(dyn(%s))", "duration(dyn(%s))", "dyn(%s).getHours()");

    private final CelCompiler compiler = new CelCompiler(EventExpressions.variables());
    private final Event event = EventExpressionsTest.event("""
            {"event_type":"order.created","user_id":"u1","timestamp":"2024-01-01T10:00:00Z","data":{
             "int":7,"zero":0,"least":-9223372036854775808,"most":9223372036854775807,"dec":2.5,"big":1e300,
             "text":"abc","number_text":"42","flag":true,"none":null,"list":[1,2.0,"a",null],"empty_list":[],
             "object":{"x":1,"y":null},"empty_object":{}}}""");

    @Test
    void shouldAgreeOnEveryPairOfValues() {
        var compared = 0;
        var differences = new ArrayList<String>();
        for (var operator : BINARY) {
            for (var left : OPERANDS) {
                for (var right : OPERANDS) {
                    compared += compare(operator.formatted(left, right), differences);
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(compared).isGreaterThan(5_000);
    }

    @Test
    void shouldAgreeOnEveryKindOfValue() {
        var compared = 0;
        var differences = new ArrayList<String>();
        for (var function : UNARY) {
            for (var operand : Stream.concat(OPERANDS.stream(), RARE_OPERANDS.stream()).toList()) {
                compared += compare(function.formatted(operand), differences);
            }
        }
        assertThat(differences).isEmpty();
        assertThat(compared).isGreaterThan(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            // an unknown, an error and a wrong type on either side of what decides
            "data.none == 1 || true", "true || data.none == 1", "data.missing == 1 || true", "1 / 0 == 1 || true",
            "data.none == 1 && false", "data.missing == 1 && false", "1 / 0 == 1 && false", "false && 1 / 0 == 1",
            "data.text || true", "true || data.text", "data.text && false", "false && data.text",
            "(data.text && true) || true",
            // which of two undefined sides is the outcome
            "data.none == 1 && 1 / 0 == 1", "1 / 0 == 1 && data.none == 1", "data.missing == 1 && 1 / 0 == 1",
            "1 / 0 == 1 && data.missing == 1", "1 / 0 == 1 || data.none == 1", "data.none + (1 / 0) == 1",
            "(1 / 0) + data.none == 1", "[data.none, 1 / 0] == []", "{data.none: 1 / 0} == {}",
            "{'a': 1, 'a': 2} == {}",
            // presence
            "has(data.none)", "has(data.missing)", "has(data.missing.x)", "has(data.none.x)", "has(data.text.x)",
            "has(data.object.y)", "has(data.object.z)", "has(tags.x) || has(data.int)",
            // conditions and branches
            "data.none ? 1 : 2", "data.missing ? 1 : 2", "data.text ? 1 : 2", "data.flag ? data.missing : 2",
            "data.flag ? 1 : 1 / 0", "!data.flag ? 1 / 0 : 1", "has(data.missing) ? data.missing : 10",
            "data.int <= (has(data.missing) ? data.missing : 10)", "(data.flag ? dyn(1) : 2.5) * 2",
            "(data.flag ? data.int : 'x') == 7", "(data.flag ? 'x' : data.int) + 'y'",
            // numbers
            "data.least / -1", "data.least * -1", "-data.least", "data.most + 1", "data.most + 1.0", "data.least - 1",
            "data.most * 2", "data.int / 0", "data.int / 0.0", "data.int % 0", "data.least % -1", "data.int % 2",
            "data.dec % 2", "data.big * data.big", "data.most == 9223372036854775807.0",
            "data.most < 9223372036854775808.0", "data.int < 3u", "data.most >= 18446744073709551615u", "3u + data.int",
            "0.0 == -0.0", "data.zero == -0.0", "data.zero < 0.0", "data.zero > -0.0", "0.0 / 0.0 > 1", "0.0 / 0.0 < 1",
            "0.0 / 0.0 <= data.int", "int(data.dec)", "int(data.big)", "int(data.text)", "double(data.number_text)",
            "int(timestamp)", "string(data.dec)", "string(data.int)", "string(1e7)", "string(timestamp)",
            "string(data.flag)", "string(data.list)",
            // lists, objects and indexes
            "data.list[0]", "data.list[1.0]", "data.list[1.5]", "data.list[3]", "data.list[4]", "data.list[-1]",
            "data.list[2u]", "data.list[data.most]", "data.list['x']", "data.object['x']", "data.object['y']",
            "data.object['z']", "data.object[1]", "{1: 'a'}[dyn(1.0)]", "{1.0: 'a'}[dyn(1)]", "{1u: 'a'}[dyn(1)]",
            "{1: 'a'}[dyn(1u)]",
            "{true: 'a'}[data.flag]", "data[data.text]", "data[data.none]", "data[data.missing]", "data.text[0]",
            "1 in data.list", "2 in data.list", "1.0 in data.list", "1u in data.list", "'a' in data.list",
            "'abc' in ['abc', 'x']", "data.int in ['abc', 'x']", "data.none in ['abc']", "data.missing in ['abc']",
            "data.list in ['a']", "'x' in data.object", "'y' in data.object", "'z' in data.object",
            "dyn(1) in {1.0: 2}",
            "'a' in data.text", "null in data.list", "data.list == [1, 2, 'a', null]", "data.list == [1, 2, 'a']",
            "[1, 2.0] == [1.0, 2]", "data.object == {'x': 1.0}", "{'x': dyn(1)} == {'x': dyn(1.0)}", "data.list + [1]",
            "size(data.list + [1]) == 5", "data.object.x == 1", "data.object.y == null", "data.int == null",
            "null == null", "data.none == null", "data.missing != null",
            // macros
            "data.list.exists(e, e == 'a')", "data.list.exists(e, e == 'b')", "[1, 2].exists(e, e > 1)",
            "[1, 'a'].exists(e, e > 1)", "['a', 2].exists(e, e > 1)", "['a', 0].exists(e, e > 1)",
            "[1, 2].all(e, e > 0)", "['a', 2].all(e, e > 5)", "['a', 7].all(e, e > 5)", "data.object.all(k, k != 'z')",
            "data.empty_list.all(e, false)", "data.empty_list.exists(e, true)", "data.none.exists(e, true)",
            "data.missing.all(e, true)", "data.text.all(e, true)", "[1, 2].exists_one(e, e == data.int - 6)",
            "['a', 1].exists_one(e, e > 0)", "[1, 2].exists(e, e == data.missing)", "[1, 2].all(e, e != data.none)",
            "[[1, 2], [3]].exists(e, e.exists(f, f == 3))", "[[1, 2], [3]].exists(e, e.exists(e, e == 3))",
            "[1].exists(data, data == 1) && data.int == 7", "[1, 2].exists(e, dyn('x'))", "[true, 'x'].exists(e, e)",
            "[false, true].exists(e, e)", "[0.0 / 0.0].exists(e, e == e)",
            // text
            "data.text.matches('^a.c$')", "data.text.matches('b')", "data.text.matches('(')", "data.int.matches('(')",
            "data.none.matches('(')", "data.missing.matches('a')", "data.int.matches('7')",
            "data.text.startsWith('ab')",
            "data.text.endsWith(data.text)", "data.text.contains('')", "data.int.startsWith('7')",
            "event_type.startsWith('order.')", "segment.startsWith('v')", "size('ä€😀') == 3", "'a' < 'ä'", "'a' < 'A'",
            "data.text + 'd' == 'abcd'", "data.text + 1 == 'abc1'",
            // time
            "timestamp >= timestamp('2024-01-01T10:00:00Z')", "timestamp == timestamp('2024-01-01T11:00:00+01:00')",
            "timestamp > timestamp('soon')", "timestamp - duration('1h') < timestamp", "received_at - timestamp",
            "timestamp.getHours() == 10", "timestamp.getHours('Europe/Berlin') == 11", "timestamp.getHours('Nowhere')",
            "timestamp.getDayOfWeek()", "duration('90s') > duration('1m')", "timestamp(1704103200) == timestamp",
            "timestamp(data.int) < timestamp", "timestamp(data.text) < timestamp", "timestamp == dyn('x')"
    })
    void shouldAgreeOn(String text) {
        var differences = new ArrayList<String>();

        assertThat(compare(text, differences)).as("compiles to closures").isEqualTo(1);
        assertThat(differences).isEmpty();
    }

    /** Compares the two, if the expression has the right types; gives the number of comparisons. */
    private int compare(String text, List<String> differences) {
        CelAbstractSyntaxTree tree;
        try {
            tree = compiler.checked(text);
        } catch (ExpressionException _) {
            return 0;
        }
        var expected = Outcome.of(compiler.program(text, tree), Variables.of(event));
        var closure = CelCompiler.closure(text, tree).orElseThrow(() -> new AssertionError("no closure: " + text));
        var actual = Outcome.of(closure, Variables.of(event));
        if (!actual.equals(expected)) {
            differences.add("%s: %s, not %s".formatted(text, actual, expected));
        }
        return 1;
    }

}
