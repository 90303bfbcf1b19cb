package io.millrace.pattern;

import java.util.List;
import java.util.OptionalInt;

/** Prints the canonical text of a syntax tree. */
final class PatternPrinter {

    private final StringBuilder text = new StringBuilder();

    private PatternPrinter() {}

    static String print(PatternNode node) {
        var printer = new PatternPrinter();
        printer.append(node);
        return printer.text.toString();
    }

    private void append(PatternNode node) {
        switch (node) {
            case PatternNode.Variable(var name) -> text.append(name);
            case PatternNode.Absence(var name) -> text.append('!').append(name);
            case PatternNode.Sequence(var elements, var links) -> appendSequence(elements, links);
            case PatternNode.Alternation(var branches) -> appendJoined(branches, " | ");
            case PatternNode.AnyOrder(var parts) -> appendJoined(parts, " & ");
            case PatternNode.Repeated repeated -> appendRepeated(repeated);
        }
    }

    private void appendSequence(List<PatternNode> elements, List<Link> links) {
        appendElement(elements.getFirst());
        for (int i = 0; i < links.size(); i++) {
            appendLink(links.get(i));
            appendElement(elements.get(i + 1));
        }
    }

    private void appendLink(Link link) {
        if (link.contiguity() != Contiguity.STRICT) {
            text.append(' ');
        }
        text.append(link.contiguity().symbol());
        link.gap().ifPresent(gap -> text.append("[<").append(PatternDuration.toText(gap)).append(']'));
        text.append(' ');
    }

    private void appendJoined(List<PatternNode> nodes, String operator) {
        appendElement(nodes.getFirst());
        for (PatternNode node : nodes.subList(1, nodes.size())) {
            text.append(operator);
            appendElement(node);
        }
    }

    private void appendElement(PatternNode node) {
        switch (node) {
            case PatternNode.Variable _,PatternNode.Absence _,PatternNode.Repeated _ -> append(node);
            case PatternNode.Sequence _,PatternNode.Alternation _,PatternNode.AnyOrder _ -> appendGroup(node);
        }
    }

    private void appendGroup(PatternNode node) {
        text.append('(');
        append(node);
        text.append(')');
    }

    private void appendRepeated(PatternNode.Repeated repeated) {
        if (repeated.body() instanceof PatternNode.Variable) {
            append(repeated.body());
        } else {
            appendGroup(repeated.body());
        }
        text.append(quantifier(repeated.min(), repeated.max()));
        if (repeated.greedy()) {
            text.append(' ').append(PatternName.GREEDY);
        }
        switch (repeated.inner()) {
            case STRICT -> text.append(' ').append(PatternName.CONSECUTIVE);
            case SKIP_TILL_NEXT -> {
            }
            case SKIP_TILL_ANY -> text.append(' ').append(PatternName.COMBINATIONS);
        }
        repeated.until().ifPresent(name -> text.append(' ').append(PatternName.UNTIL).append(' ').append(name));
    }

    private static String quantifier(int min, OptionalInt max) {
        if (max.isEmpty()) {
            return switch (min) {
                case 0 -> "*";
                case 1 -> "+";
                default -> "{" + min + ",}";
            };
        }
        if (min == 0 && max.getAsInt() == 1) {
            return "?";
        }
        return min == max.getAsInt() ? "{" + min + "}" : "{" + min + "," + max.getAsInt() + "}";
    }
}
