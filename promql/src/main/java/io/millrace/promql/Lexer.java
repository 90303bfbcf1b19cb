package io.millrace.promql;

import io.millrace.promql.Token.Kind;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/**
 * Cuts a query into words, one at a time, so that the first mistake of a query is the one reported. Inside the braces of
 * a selector there are no keywords, numbers or operators of arithmetic. Comments run from {@code #} to the end of the
 * line.
 */
final class Lexer {

    private static final Set<String> KEYWORDS = Set.of("and", "or", "unless", "atan2", "on", "ignoring", "group_left",
            "group_right", "bool", "by", "without", "offset");
    private static final Set<String> NUMBER_WORDS = Set.of("inf", "nan");
    private static final Pattern NUMBER = Pattern.compile(
            "0[xX][0-9a-fA-F_]+|(?:[0-9][0-9_]*\\.?[0-9_]*|\\.[0-9_]+)(?:[eE][+-]?[0-9]+)?");
    private static final Pattern MISPLACED_UNDERSCORE = Pattern.compile("_(?![0-9a-fA-F])|_[eE][+-]?[0-9]|\\._");
    private static final Pattern DURATION = Pattern.compile("(?:[0-9]+(?:ms|[smhdwy])){1,6}");

    private final String query;
    private int position;
    private boolean insideBraces;

    Lexer(String query) {
        this.query = query;
    }

    /** The next word; the end comes again and again. */
    Token next() {
        skipSpaceAndComments();
        if (position == query.length()) {
            return end();
        }
        var character = query.charAt(position);
        if (isAlpha(character) || character == ':' && !insideBraces) {
            return identifier();
        }
        if (character == '"' || character == '\'' || character == '`') {
            return token(Kind.STRING, endOfString(character));
        }
        return insideBraces ? insideBraces(character) : outsideBraces(character);
    }

    private Token end() {
        if (insideBraces) {
            throw error(position, "unexpected end of input inside braces");
        }
        return token(Kind.END, position);
    }

    private Token insideBraces(char character) {
        switch (character) {
            case '}' -> insideBraces = false;
            case '{' -> throw error(position, "unexpected left brace '{'");
            case ',' -> {
            }
            case '=' -> {
                return followedBy('~') ? operator(2) : punctuation();
            }
            case '!' -> {
                return comparison("!=", "!~", " inside braces");
            }
            default -> throw error(position, "unexpected character inside braces: " + characterAt(position));
        }
        return punctuation();
    }

    private Token outsideBraces(char character) {
        if (isDigit(character) || character == '.' && position + 1 < query.length()
                && isDigit(query.charAt(position + 1))) {
            return number();
        }
        return switch (character) {
            case '{' -> {
                insideBraces = true;
                yield punctuation();
            }
            case '(', ')', ',', '[', '@' -> punctuation();
            case '+', '-', '*', '/', '%', '^' -> operator(1);
            case '<', '>' -> operator(followedBy('=') ? 2 : 1);
            case '=' -> followedBy('=') ? operator(2) : equalsSign();
            case '!' -> comparison("!=", "!=", "");
            default -> throw error(position, "unexpected character: " + characterAt(position));
        };
    }

    private Token equalsSign() {
        if (followedBy('~')) {
            throw error(position, "unexpected character after '=': '~'");
        }
        return punctuation();
    }

    private Token comparison(String one, String other, String where) {
        if (query.startsWith(one, position) || query.startsWith(other, position)) {
            return operator(2);
        }
        if (position + 1 == query.length()) {
            throw error(position, "unexpected end of input after '!'" + where);
        }
        throw error(position, "unexpected character after '!'" + where + ": " + characterAt(position + 1));
    }

    private Token identifier() {
        IntPredicate accepted = insideBraces ? Lexer::isAlphanumeric : c -> isAlphanumeric(c) || c == ':';
        var end = position;
        while (end < query.length() && accepted.test(query.charAt(end))) {
            end++;
        }
        var word = query.substring(position, end).toLowerCase(Locale.ROOT);
        if (!insideBraces && KEYWORDS.contains(word)) {
            return token(Kind.KEYWORD, end);
        }
        if (!insideBraces && NUMBER_WORDS.contains(word)) {
            return token(Kind.NUMBER, end);
        }
        return token(word.indexOf(':') < 0 ? Kind.IDENTIFIER : Kind.METRIC_IDENTIFIER, end);
    }

    private Token number() {
        var word = query.substring(position, endOfWord());
        if (DURATION.matcher(word).matches()) {
            return token(Kind.DURATION, position + word.length());
        }
        var number = NUMBER.matcher(query).region(position, query.length());
        if (!number.lookingAt() || continues(number.end()) || MISPLACED_UNDERSCORE.matcher(number.group()).find()) {
            throw error(position, "bad number or duration syntax: " + Token.quoted(word));
        }
        return token(Kind.NUMBER, number.end());
    }

    private boolean continues(int end) {
        return end < query.length() && (isAlphanumeric(query.charAt(end)) || query.charAt(end) == '.');
    }

    private int endOfWord() {
        var end = position;
        while (continues(end)) {
            end++;
        }
        return end;
    }

    private int endOfString(char quote) {
        for (var end = position + 1; end < query.length(); end++) {
            var character = query.charAt(end);
            if (character == quote) {
                return end + 1;
            }
            if (quote != '`') {
                if (character == '\n') {
                    break;
                }
                if (character == '\\') {
                    end++;
                }
            }
        }
        throw error(position, quote == '`' ? "unterminated raw string" : "unterminated quoted string");
    }

    private void skipSpaceAndComments() {
        while (position < query.length()) {
            var character = query.charAt(position);
            if (character == '#') {
                var lineEnd = query.indexOf('\n', position);
                position = lineEnd < 0 ? query.length() : lineEnd;
            } else if (character == ' ' || character == '\t' || character == '\n' || character == '\r') {
                position++;
            } else {
                return;
            }
        }
    }

    private Token punctuation() {
        return token(Kind.PUNCTUATION, position + 1);
    }

    private Token operator(int length) {
        return token(Kind.OPERATOR, position + length);
    }

    private Token token(Kind kind, int end) {
        var token = new Token(kind, query.substring(position, end), position);
        position = end;
        return token;
    }

    private boolean followedBy(char character) {
        return position + 1 < query.length() && query.charAt(position + 1) == character;
    }

    private String characterAt(int offset) {
        return "'" + Character.toString(query.codePointAt(offset)) + "'";
    }

    private PromqlException error(int offset, String reason) {
        return PromqlException.parseError(query, offset, reason);
    }

    private static boolean isAlphanumeric(int character) {
        return isAlpha(character) || isDigit(character);
    }

    private static boolean isAlpha(int character) {
        return character >= 'a' && character <= 'z' || character >= 'A' && character <= 'Z' || character == '_';
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }
}
