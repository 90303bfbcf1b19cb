package io.millrace.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Cuts pattern text into tokens. It refuses nothing: what it does not know becomes an UNKNOWN token. */
final class PatternLexer {

    private final String text;
    private int offset;
    private int line = 1;
    private int column = 1;

    private PatternLexer(String text) {
        this.text = text;
    }

    /** The tokens of the text, the last of which is the END. */
    static List<Token> tokens(String text) {
        var lexer = new PatternLexer(text);
        var tokens = new ArrayList<Token>();
        do {
            tokens.add(lexer.next());
        } while (!tokens.getLast().is(Token.Kind.END));
        return tokens;
    }

    private Token next() {
        skipWhitespace();
        if (offset == text.length()) {
            return new Token(Token.Kind.END, "", line, column);
        }
        int first = text.codePointAt(offset);
        if (isLetter(first)) {
            return take(Token.Kind.NAME, lengthWhile(c -> isLetter(c) || isDigit(c)));
        }
        if (isDigit(first)) {
            return take(Token.Kind.AMOUNT, lengthWhile(c -> isLetter(c) || isDigit(c)));
        }
        if (text.startsWith("->>", offset)) {
            return take(Token.Kind.ARROW_ANY, 3);
        }
        if (text.startsWith("->", offset)) {
            return take(Token.Kind.ARROW, 2);
        }
        return take(symbol(first), Character.charCount(first));
    }

    private static Token.Kind symbol(int character) {
        return switch (character) {
            case ',' -> Token.Kind.COMMA;
            case '!' -> Token.Kind.BANG;
            case '?' -> Token.Kind.QUESTION;
            case '+' -> Token.Kind.PLUS;
            case '*' -> Token.Kind.STAR;
            case '|' -> Token.Kind.PIPE;
            case '&' -> Token.Kind.AMPERSAND;
            case '<' -> Token.Kind.LESS;
            case '(' -> Token.Kind.OPEN_PARENTHESIS;
            case ')' -> Token.Kind.CLOSE_PARENTHESIS;
            case '[' -> Token.Kind.OPEN_BRACKET;
            case ']' -> Token.Kind.CLOSE_BRACKET;
            case '{' -> Token.Kind.OPEN_BRACE;
            case '}' -> Token.Kind.CLOSE_BRACE;
            default -> Token.Kind.UNKNOWN;
        };
    }

    private Token take(Token.Kind kind, int length) {
        String taken = text.substring(offset, offset + length);
        var token = new Token(kind, taken, line, column);
        offset += length;
        column += taken.codePointCount(0, length);
        return token;
    }

    private int lengthWhile(IntPredicate wanted) {
        int end = offset;
        while (end < text.length() && wanted.test(text.charAt(end))) {
            end++;
        }
        return end - offset;
    }

    private void skipWhitespace() {
        while (offset < text.length() && Character.isWhitespace(text.charAt(offset))) {
            if (text.charAt(offset++) == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
    }

    private static boolean isLetter(int character) {
        return character >= 'a' && character <= 'z' || character >= 'A' && character <= 'Z' || character == '_';
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }
}
