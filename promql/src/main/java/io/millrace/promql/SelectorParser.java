package io.millrace.promql;

import io.millrace.promql.LabelMatcher.Type;
import io.millrace.promql.Token.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads a vector selector: a metric name, conditions in braces, or both. In braces a string alone is the metric name,
 * and a label name may be a string, for names that are no identifiers.
 */
final class SelectorParser {

    private final String query;
    private final Lexer lexer;
    private final int start;
    private final List<LabelMatcher> matchers = new ArrayList<>();
    private Token token;
    private String metricName;

    /**
     * @param token the first word after the name, or the brace
     * @param name the metric name before the braces, or {@code null} when it begins with the braces
     */
    SelectorParser(String query, Lexer lexer, Token token, Token name) {
        this.query = query;
        this.lexer = lexer;
        this.token = token;
        this.start = name == null ? token.start() : name.start();
        this.metricName = name == null ? null : name.text();
    }

    /** The conditions, the one on the metric name last. */
    List<LabelMatcher> matchers() {
        if (token.isPunctuation("{")) {
            advance();
            braces();
        }
        if (metricName != null) {
            refuseSecondName();
            matchers.add(LabelMatcher.equal(Labels.METRIC_NAME, metricName));
        }
        if (matchers.stream().allMatch(matcher -> matcher.matches(""))) {
            throw error(start, "vector selector must contain at least one non-empty matcher");
        }
        return matchers;
    }

    /** The first word after the selector. */
    Token following() {
        return token;
    }

    private void braces() {
        while (!token.isPunctuation("}")) {
            matcher();
            if (token.isPunctuation(",")) {
                advance();
            } else if (!token.isPunctuation("}")) {
                throw unexpected("\",\" or \"}\"");
            }
        }
        advance();
    }

    private void matcher() {
        if (token.kind() != Kind.IDENTIFIER && token.kind() != Kind.STRING) {
            throw unexpected("identifier or \"}\"");
        }
        var name = advance();
        var label = name.kind() == Kind.STRING ? QuotedText.unquote(query, name) : name.text();
        if (name.kind() == Kind.STRING && (token.isPunctuation(",") || token.isPunctuation("}"))) {
            nameInBraces(label);
            return;
        }
        if (label.isEmpty()) {
            throw error(name.start(), "label name must not be empty");
        }
        var type = type().orElseThrow(() -> unexpected("label matching operator"));
        advance();
        if (token.kind() != Kind.STRING) {
            throw unexpected("string");
        }
        var value = QuotedText.unquote(query, token);
        advance();
        matchers.add(matcher(name, label, type, value));
    }

    private LabelMatcher matcher(Token place, String label, Type type, String value) {
        try {
            return LabelMatcher.of(label, type, value);
        } catch (IllegalArgumentException refused) {
            throw error(place.start(), refused.getMessage());
        }
    }

    private void nameInBraces(String name) {
        if (metricName != null) {
            throw nameSetTwice(name);
        }
        metricName = name;
    }

    private void refuseSecondName() {
        var second = matchers.stream().filter(matcher -> matcher.name().equals(Labels.METRIC_NAME)).findFirst();
        if (second.isPresent()) {
            throw nameSetTwice(second.get().value());
        }
    }

    private PromqlException nameSetTwice(String second) {
        return error(start, "metric name must not be set twice: " + Token.quoted(metricName) + " or "
                + Token.quoted(second));
    }

    private Optional<Type> type() {
        return token.kind() == Kind.OPERATOR || token.kind() == Kind.PUNCTUATION
                ? Arrays.stream(Type.values()).filter(type -> type.text().equals(token.text())).findFirst()
                : Optional.empty();
    }

    private Token advance() {
        var passed = token;
        token = lexer.next();
        return passed;
    }

    private PromqlException unexpected(String expected) {
        return error(token.start(),
                "unexpected " + token.description() + " in label matching, expected " + expected);
    }

    private PromqlException error(int offset, String reason) {
        return PromqlException.parseError(query, offset, reason);
    }
}
