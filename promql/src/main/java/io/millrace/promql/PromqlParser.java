package io.millrace.promql;

import io.millrace.promql.Expression.Arithmetic;
import io.millrace.promql.Expression.Negation;
import io.millrace.promql.Expression.NumberLiteral;
import io.millrace.promql.Expression.Operator;
import io.millrace.promql.Expression.Scalar;
import io.millrace.promql.Expression.VectorSelector;
import io.millrace.promql.Token.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads queries. Supported are vector selectors, numbers, {@code + - * /} and parentheses over numbers; the rest of
 * PromQL is refused with its place and the word that it is not supported yet.
 *
 * <p>A mistake is told as Prometheus tells it, {@code 1:5: parse error: reason}, with the line and column (in characters,
 * from 1) of the first word that can't be.
 */
public final class PromqlParser {

    /** The most parentheses and signs around a number: more can't be meant, and would exhaust the stack. */
    private static final int MAX_NESTING = 100;

    /** The most operators of a query, for the same reason. */
    private static final int MAX_OPERATORS = 1_000;

    private static final Map<String, Operator> SUMS = Map.of("+", Operator.ADD, "-", Operator.SUBTRACT);
    private static final Map<String, Operator> PRODUCTS = Map.of("*", Operator.MULTIPLY, "/", Operator.DIVIDE);

    private static final Map<String, String> NOT_SUPPORTED_AFTER_OPERAND = notSupportedAfterOperand();

    private final String query;
    private final Lexer lexer;
    private Token token;
    private int nesting;
    private int operators;

    private PromqlParser(String query) {
        this.query = query;
        this.lexer = new Lexer(query);
        this.token = lexer.next();
    }

    private static Map<String, String> notSupportedAfterOperand() {
        var words = new HashMap<>(Map.of("[", "range selectors and subqueries are", "@", "the @ modifier is", "offset",
                "the offset modifier is"));
        for (var operator : List.of("%", "^", "==", "!=", "<", "<=", ">", ">=", "and", "or", "unless", "atan2")) {
            words.put(operator, "operator " + operator + " is");
        }
        return Map.copyOf(words);
    }

    /**
     * The expression that a query stands for.
     *
     * @throws PromqlException when the query is wrong or not supported yet
     */
    public static Expression parse(String query) {
        return new PromqlParser(query).whole();
    }

    /**
     * The conditions of a query that is a plain selector, as {@code match[]} takes it.
     *
     * @throws PromqlException when the query is wrong or something else
     */
    public static List<LabelMatcher> parseSelector(String query) {
        return switch (parse(query)) {
            case VectorSelector(var matchers) -> matchers;
            case Scalar _ -> throw PromqlException.parseError(query, 0, "expected a vector selector, got a number");
        };
    }

    private Expression whole() {
        if (token.kind() == Kind.END) {
            throw PromqlException.parseError(query, 0, "no expression found in input");
        }
        var expression = sum();
        if (token.kind() != Kind.END) {
            throw unexpected();
        }
        return expression;
    }

    private Expression sum() {
        var left = product();
        while (token.kind() == Kind.OPERATOR && SUMS.containsKey(token.text())) {
            var operator = operator();
            left = arithmetic(operator, left, product());
        }
        return left;
    }

    private Expression product() {
        var left = signed();
        while (token.kind() == Kind.OPERATOR && PRODUCTS.containsKey(token.text())) {
            var operator = operator();
            left = arithmetic(operator, left, signed());
        }
        return left;
    }

    private Token operator() {
        operators++;
        if (operators > MAX_OPERATORS) {
            throw error("more than " + MAX_OPERATORS + " operators");
        }
        return advance();
    }

    private Expression arithmetic(Token operator, Expression left, Expression right) {
        var meaning = SUMS.getOrDefault(operator.text(), PRODUCTS.get(operator.text()));
        return new Arithmetic(meaning, number(operator, left), number(operator, right));
    }

    private Expression signed() {
        if (!token.is(Kind.OPERATOR, "+") && !token.is(Kind.OPERATOR, "-")) {
            return operand();
        }
        nest();
        var sign = advance();
        var operand = number(sign, signed());
        nesting--;
        return sign.text().equals("-") ? new Negation(operand) : operand;
    }

    private Scalar number(Token operator, Expression operand) {
        return switch (operand) {
            case Scalar number -> number;
            case VectorSelector _ -> throw notSupported(operator, "arithmetic over series is");
        };
    }

    private Expression operand() {
        var operand = switch (token.kind()) {
            case NUMBER -> new NumberLiteral(NumberText.parse(query, advance()));
            case IDENTIFIER, METRIC_IDENTIFIER -> named();
            case DURATION -> throw notSupported(token, "durations as numbers are");
            case STRING -> throw notSupported(token, "strings as results are");
            case PUNCTUATION -> bracketed();
            case KEYWORD, OPERATOR, END -> throw unexpected();
        };
        refuseWhatMayFollow();
        return operand;
    }

    private Expression named() {
        var name = advance();
        if (token.isPunctuation("(") || token.is(Kind.KEYWORD, "by") || token.is(Kind.KEYWORD, "without")) {
            throw notSupported(name, "functions and aggregations (" + name.text() + ") are");
        }
        return selector(name);
    }

    private Expression bracketed() {
        if (token.isPunctuation("{")) {
            return selector(null);
        }
        if (!token.isPunctuation("(")) {
            throw unexpected();
        }
        nest();
        advance();
        if (token.kind() == Kind.END) {
            throw error("unclosed left parenthesis");
        }
        var inner = sum();
        if (token.kind() == Kind.END) {
            throw error("unclosed left parenthesis");
        }
        if (!token.isPunctuation(")")) {
            throw unexpected();
        }
        advance();
        nesting--;
        return inner;
    }

    private Expression selector(Token name) {
        var selector = new SelectorParser(query, lexer, token, name);
        var matchers = selector.matchers();
        token = selector.following();
        return new VectorSelector(matchers);
    }

    private void refuseWhatMayFollow() {
        var what = NOT_SUPPORTED_AFTER_OPERAND.get(token.text().toLowerCase(Locale.ROOT));
        if (what != null) {
            throw notSupported(token, what);
        }
    }

    private void nest() {
        nesting++;
        if (nesting > MAX_NESTING) {
            throw error("more than " + MAX_NESTING + " parentheses and signs in each other");
        }
    }

    private Token advance() {
        var passed = token;
        token = lexer.next();
        return passed;
    }

    private PromqlException unexpected() {
        var unopened = nesting == 0 && token.isPunctuation(")");
        return error("unexpected " + (unopened ? "right parenthesis ')'" : token.description()));
    }

    private PromqlException notSupported(Token place, String what) {
        return PromqlException.parseError(query, place.start(), what + " not supported yet");
    }

    private PromqlException error(String reason) {
        return PromqlException.parseError(query, token.start(), reason);
    }
}
