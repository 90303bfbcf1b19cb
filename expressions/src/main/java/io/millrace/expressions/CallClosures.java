package io.millrace.expressions;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.function.BiPredicate;

/** Calls of functions: short ways for tests of text, CEL's own overloads for everything else. */
final class CallClosures {

    private CallClosures() {}

    /** A call of a function by its overloads. */
    record Call(List<Closure> arguments, Overloads overloads) implements Closure {

        @Override
        public Object of(Variables variables) {
            var values = new Object[arguments.size()];
            boolean known = true;
            for (int i = 0; i < values.length; i++) {
                values[i] = arguments.get(i).of(variables);
                if (values[i] instanceof Undefined && values[i] != Undefined.UNKNOWN) {
                    return values[i];
                }
                known &= values[i] != Undefined.UNKNOWN;
            }
            return known ? overloads.dispatch(values) : Undefined.UNKNOWN;
        }
    }

    /** {@code text.startsWith(part)} and its like. */
    record TextTest(Closure text, Closure part, BiPredicate<String, String> test, Overloads overloads)
            implements
                Closure {

        @Override
        public Object of(Variables variables) {
            var first = text.of(variables);
            var second = part.of(variables);
            return first instanceof String a && second instanceof String b
                    ? (Object) test.test(a, b)
                    : overloads.call(first, second);
        }
    }

    /** {@code text.matches(pattern)} with a constant pattern, compiled once. */
    record Matches(Closure text, Pattern pattern, Overloads overloads) implements Closure {

        @Override
        public Object of(Variables variables) {
            var value = text.of(variables);
            return value instanceof String found
                    ? (Object) pattern.matcher(found).find()
                    : overloads.call(value, pattern.pattern());
        }
    }

}
