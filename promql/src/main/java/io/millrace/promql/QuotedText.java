package io.millrace.promql;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The characters that a quoted string of a query stands for. In single and double quotes the escapes are those of Go:
 * {@code \a \b \f \n \r \t \v \\}, the quote itself, {@code \101} and {@code \x41} for a byte of UTF-8, {@code \u0041}
 * and {@code \U00000041} for a character. In backquotes nothing is escaped.
 */
final class QuotedText {

    private static final String LETTERS = "abfnrtv\\";
    private static final String MEANINGS = "\u0007\b\f\n\r\t\u000b\\";

    private final String query;
    private final Token token;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int position;

    private QuotedText(String query, Token token) {
        this.query = query;
        this.token = token;
    }

    /** @throws PromqlException when an escape means nothing, with the place of the string */
    static String unquote(String query, Token token) {
        var content = token.text().substring(1, token.text().length() - 1);
        return token.text().startsWith("`") || content.indexOf('\\') < 0
                ? content
                : new QuotedText(query, token).unescape();
    }

    private String unescape() {
        var text = token.text();
        for (position = 1; position < text.length() - 1;) {
            var character = nextCharacter();
            if (character == '\\') {
                escape();
            } else {
                put(character);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private void escape() {
        var letter = nextCharacter();
        var simple = LETTERS.indexOf(letter);
        if (simple >= 0) {
            put(MEANINGS.charAt(simple));
        } else if (letter == token.text().charAt(0)) {
            put(letter);
        } else if (letter == 'x') {
            bytes.write(code(2, 16, 0xff));
        } else if (letter >= '0' && letter <= '7') {
            position--;
            bytes.write(code(3, 8, 0xff));
        } else if (letter == 'u') {
            put(code(4, 16, Character.MAX_CODE_POINT));
        } else if (letter == 'U') {
            put(code(8, 16, Character.MAX_CODE_POINT));
        } else {
            throw error("unknown escape sequence U+%04X '%s'".formatted(letter, Character.toString(letter)));
        }
    }

    private int code(int digits, int radix, int largest) {
        var code = 0L;
        for (var i = 0; i < digits; i++) {
            var character = nextCharacter();
            var digit = character < 128 ? Character.digit(character, radix) : -1;
            if (digit < 0) {
                throw error("illegal character U+%04X '%s' in escape sequence".formatted(character,
                        Character.toString(character)));
            }
            code = code * radix + digit;
        }
        if (code > largest || code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE) {
            throw error("escape sequence is an invalid Unicode code point");
        }
        return (int) code;
    }

    private int nextCharacter() {
        var character = token.text().codePointAt(position);
        position += Character.charCount(character);
        return character;
    }

    private void put(int character) {
        bytes.writeBytes(Character.toString(character).getBytes(StandardCharsets.UTF_8));
    }

    private PromqlException error(String reason) {
        return PromqlException.parseError(query, token.start(), reason);
    }
}
