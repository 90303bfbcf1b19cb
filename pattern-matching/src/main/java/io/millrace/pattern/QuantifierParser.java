package io.millrace.pattern;

import java.util.Optional;
import java.util.OptionalInt;

/** Reads the quantifier of an element and the words after it. One instance reads one quantifier. */
final class QuantifierParser {

    private final TokenStream tokens;
    private boolean greedy;
    private Contiguity inner = Contiguity.SKIP_TILL_NEXT;
    private Optional<String> until = Optional.empty();

    QuantifierParser(TokenStream tokens) {
        this.tokens = tokens;
    }

    /** The body itself when no quantifier follows. */
    PatternNode quantified(PatternNode body) {
        if (!startsQuantifier()) {
            return body;
        }
        PatternNode.Repeated counted = counted(body);
        if (startsQuantifier()) {
            throw tokens.unexpected("no second quantifier (put the first in parentheses)");
        }
        while (tokens.peek().is(Token.Kind.NAME)) {
            word();
        }
        return new PatternNode.Repeated(body, counted.min(), counted.max(), greedy, inner, until);
    }

    private boolean startsQuantifier() {
        Token next = tokens.peek();
        return next.is(Token.Kind.QUESTION) || next.is(Token.Kind.PLUS) || next.is(Token.Kind.STAR)
                || next.is(Token.Kind.OPEN_BRACE);
    }

    private PatternNode.Repeated counted(PatternNode body) {
        if (tokens.accept(Token.Kind.QUESTION)) {
            return PatternNode.Repeated.of(body, 0, OptionalInt.of(1));
        }
        if (tokens.accept(Token.Kind.PLUS)) {
            return PatternNode.Repeated.of(body, 1, OptionalInt.empty());
        }
        if (tokens.accept(Token.Kind.STAR)) {
            return PatternNode.Repeated.of(body, 0, OptionalInt.empty());
        }
        tokens.take();
        return braces(body);
    }

    private PatternNode.Repeated braces(PatternNode body) {
        int min = count(0);
        boolean range = tokens.accept(Token.Kind.COMMA);
        boolean unbounded = range && tokens.peek().is(Token.Kind.CLOSE_BRACE);
        OptionalInt max = unbounded ? OptionalInt.empty() : OptionalInt.of(range ? count(Math.max(1, min)) : min);
        if (!range && min == 0) {
            throw tokens.unexpected("',' after a count of 0");
        }
        tokens.require(Token.Kind.CLOSE_BRACE, range ? "'}'" : "',' or '}'");
        return PatternNode.Repeated.of(body, min, max);
    }

    private int count(int least) {
        String digits = tokens.peek().text();
        if (digits.matches("\\d{1,9}")) {
            int count = Integer.parseInt(digits);
            if (count >= least && count <= PatternNode.Repeated.MAX_COUNT) {
                tokens.take();
                return count;
            }
        }
        throw tokens.unexpected(
                "a count from " + least + " to " + PatternNode.Repeated.MAX_COUNT + tokens.afterPrevious());
    }

    private void word() {
        switch (tokens.peek().text()) {
            case PatternName.GREEDY -> {
                requireOnce(!greedy);
                greedy = true;
            }
            case PatternName.CONSECUTIVE -> inner(Contiguity.STRICT);
            case PatternName.COMBINATIONS -> inner(Contiguity.SKIP_TILL_ANY);
            case PatternName.UNTIL -> until();
            default -> throw tokens.unexpected(
                    "a link, 'greedy', 'consecutive', 'combinations' or 'until'" + tokens.afterPrevious());
        }
    }

    private void inner(Contiguity contiguity) {
        requireOnce(inner == Contiguity.SKIP_TILL_NEXT);
        inner = contiguity;
    }

    private void until() {
        requireOnce(until.isEmpty());
        until = Optional.of(tokens.name("a condition's name" + tokens.afterPrevious()));
    }

    private void requireOnce(boolean first) {
        if (!first) {
            throw tokens.unexpected("each word once, and one of 'consecutive' and 'combinations'");
        }
        tokens.take();
    }
}
