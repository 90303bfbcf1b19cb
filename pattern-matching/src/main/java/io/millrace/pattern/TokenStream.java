package io.millrace.pattern;

import java.util.List;

/** A walk over tokens with one token of look-ahead. */
final class TokenStream {

    private final List<Token> tokens;
    private int next;

    /** @param tokens not empty, the last is the END, which is never taken */
    TokenStream(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(next);
    }

    Token take() {
        return tokens.get(next++);
    }

    boolean accept(Token.Kind kind) {
        if (!peek().is(kind)) {
            return false;
        }
        take();
        return true;
    }

    void require(Token.Kind kind, String expected) {
        if (!accept(kind)) {
            throw unexpected(expected + afterPrevious());
        }
    }

    /** Takes a name that is not a word of the language. */
    String name(String expected) {
        if (!peek().is(Token.Kind.NAME)) {
            throw unexpected(expected);
        }
        if (PatternName.isReserved(peek().text())) {
            throw new PatternSyntaxException(peek().line(), peek().column(), expected,
                    "the reserved word " + peek().description());
        }
        return take().text();
    }

    /** Words that place an error after the token before it; empty at the start. */
    String afterPrevious() {
        return next == 0 ? "" : " after " + tokens.get(next - 1).description();
    }

    PatternSyntaxException unexpected(String expected) {
        return new PatternSyntaxException(peek().line(), peek().column(), expected, peek().description());
    }
}
