package io.millrace.pattern;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads pattern text into a {@link PatternNode}, by recursive descent.
 *
 * <pre>
 * pattern    = choice { link choice }
 * choice     = any-order { "|" any-order }
 * any-order  = element { "&amp;" element }
 * element    = "!" name | ( name | "(" pattern ")" ) [ quantifier { word } ]
 * quantifier = "?" | "+" | "*" | "{" n "}" | "{" n ",}" | "{" n "," m "}"
 * word       = "greedy" | "consecutive" | "combinations" | "until" name
 * link       = ( "," | "-&gt;" | "-&gt;&gt;" ) [ "[&lt;" duration "]" ]
 * </pre>
 *
 * So {@code &} binds tighter than {@code |}, and both tighter than the links: {@code a -> b | c -> d} is
 * {@code a -> (b | c) -> d}. White space, line ends included, may stand between any two tokens.
 */
public final class PatternParser {

    /** How deeply compounds may stand inside each other. */
    public static final int MAX_DEPTH = 64;

    private final TokenStream tokens;
    private int openGroups;

    private PatternParser(TokenStream tokens) {
        this.tokens = tokens;
    }

    /**
     * The tree of a pattern text.
     *
     * @throws PatternSyntaxException at the first place where the text stops being a pattern
     */
    public static PatternNode parse(String text) {
        var parser = new PatternParser(new TokenStream(PatternLexer.tokens(text)));
        PatternNode pattern = parser.pattern();
        parser.requireEnd();
        parser.requireShallow(pattern);
        return pattern;
    }

    private PatternNode pattern() {
        var elements = new ArrayList<PatternNode>(List.of(choice()));
        var links = new ArrayList<Link>();
        for (Optional<Link> link = link(); link.isPresent(); link = link()) {
            links.add(link.get());
            elements.add(choice());
        }
        return links.isEmpty() ? elements.getFirst() : new PatternNode.Sequence(elements, links);
    }

    private PatternNode choice() {
        var branches = new ArrayList<PatternNode>(List.of(anyOrder()));
        while (tokens.accept(Token.Kind.PIPE)) {
            branches.add(anyOrder());
        }
        return branches.size() == 1 ? branches.getFirst() : new PatternNode.Alternation(branches);
    }

    private PatternNode anyOrder() {
        var parts = new ArrayList<PatternNode>(List.of(element()));
        while (tokens.accept(Token.Kind.AMPERSAND)) {
            parts.add(element());
        }
        return parts.size() == 1 ? parts.getFirst() : new PatternNode.AnyOrder(parts);
    }

    private PatternNode element() {
        if (tokens.accept(Token.Kind.BANG)) {
            return new PatternNode.Absence(name("a variable"));
        }
        return new QuantifierParser(tokens).quantified(group());
    }

    private PatternNode group() {
        if (!tokens.peek().is(Token.Kind.OPEN_PARENTHESIS)) {
            return new PatternNode.Variable(name("a variable or '('"));
        }
        if (openGroups == MAX_DEPTH) {
            throw tokens.unexpected("at most " + MAX_DEPTH + " groups inside each other");
        }
        tokens.take();
        openGroups++;
        PatternNode inner = pattern();
        openGroups--;
        if (!tokens.accept(Token.Kind.CLOSE_PARENTHESIS)) {
            throw tokens.unexpected("')', a link, '|' or '&'" + afterElement());
        }
        return inner;
    }

    private String name(String expected) {
        return tokens.name(expected + tokens.afterPrevious());
    }

    private Optional<Link> link() {
        Optional<Contiguity> contiguity = Arrays.stream(Contiguity.values()).filter(
                kind -> kind.symbol().equals(tokens.peek().text())).findFirst();
        contiguity.ifPresent(_ -> tokens.take());
        return contiguity.map(kind -> new Link(kind, gap()));
    }

    private Optional<Duration> gap() {
        if (!tokens.accept(Token.Kind.OPEN_BRACKET)) {
            return Optional.empty();
        }
        tokens.require(Token.Kind.LESS, "'<'");
        Optional<Duration> limit = PatternDuration.parse(tokens.peek().text());
        if (limit.isEmpty()) {
            throw tokens.unexpected("a duration such as 500ms, 30s or 1m30s" + tokens.afterPrevious());
        }
        tokens.take();
        tokens.require(Token.Kind.CLOSE_BRACKET, "']'");
        return limit;
    }

    private void requireEnd() {
        if (!tokens.peek().is(Token.Kind.END)) {
            throw tokens.unexpected("a link (',', '->' or '->>'), '|', '&' or the end" + afterElement());
        }
    }

    /** Explains a word of the language where it can't stand, otherwise the previous token. */
    private String afterElement() {
        Token next = tokens.peek();
        return next.is(Token.Kind.NAME) && PatternName.isReserved(next.text())
                ? " (a word follows a quantifier)"
                : tokens.afterPrevious();
    }

    private void requireShallow(PatternNode pattern) {
        int depth = depth(pattern);
        if (depth > MAX_DEPTH) {
            throw new PatternSyntaxException(1, 1, "at most " + MAX_DEPTH + " levels", depth + " levels");
        }
    }

    private static int depth(PatternNode node) {
        return switch (node) {
            case PatternNode.Variable _,PatternNode.Absence _ -> 0;
            case PatternNode.Sequence(var elements, _) -> depth(elements);
            case PatternNode.Alternation(var branches) -> depth(branches);
            case PatternNode.AnyOrder(var parts) -> depth(parts);
            case PatternNode.Repeated repeated -> depth(List.of(repeated.body()));
        };
    }

    private static int depth(List<PatternNode> inner) {
        return 1 + inner.stream().mapToInt(PatternParser::depth).max().orElseThrow();
    }
}
