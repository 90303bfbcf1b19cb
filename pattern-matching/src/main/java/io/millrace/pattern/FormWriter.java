package io.millrace.pattern;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes {@link PatternForm}. */
final class FormWriter {

    static final String LINK = "link";
    static final String NAME = "name";
    static final String GROUP = "group";
    static final String CHOICE = "choice";
    static final String ANY_ORDER = "anyOrder";
    static final String GAP = "withinPrev";
    static final String TIMES = "times";
    static final String PROPS = "props";
    static final String INNER = "inner";
    static final String UNTIL = "until";
    static final String NOT_NEXT = "NOT_NEXT";
    static final String NOT_FOLLOW = "NOT_FOLLOW";

    private FormWriter() {}

    static List<Object> pattern(PatternNode node) {
        if (!(node instanceof PatternNode.Sequence(var elements, var links))) {
            return List.of(element(node, Optional.empty()));
        }
        var form = new ArrayList<Object>();
        for (int i = 0; i < elements.size(); i++) {
            form.add(element(elements.get(i), i == 0 ? Optional.empty() : Optional.of(links.get(i - 1))));
        }
        return form;
    }

    private static Map<String, Object> element(PatternNode node, Optional<Link> link) {
        var form = new LinkedHashMap<String, Object>();
        if (node instanceof PatternNode.Absence(var name)) {
            boolean isNext = link.isPresent() && link.get().contiguity() == Contiguity.STRICT;
            form.put(LINK, isNext ? NOT_NEXT : NOT_FOLLOW);
            form.put(NAME, name);
        } else {
            link.ifPresent(before -> form.put(LINK, before.contiguity().name()));
            putWhat(node instanceof PatternNode.Repeated repeated ? repeated.body() : node, form);
        }
        link.flatMap(Link::gap).ifPresent(gap -> form.put(GAP, gap.toMillis()));
        if (node instanceof PatternNode.Repeated repeated) {
            putQuantifier(repeated, form);
        }
        return form;
    }

    private static void putWhat(PatternNode node, Map<String, Object> form) {
        switch (node) {
            case PatternNode.Variable(var name) -> form.put(NAME, name);
            case PatternNode.Alternation(var branches) -> form.put(CHOICE, patterns(branches));
            case PatternNode.AnyOrder(var parts) -> form.put(ANY_ORDER, patterns(parts));
            case PatternNode.Sequence _,PatternNode.Repeated _,PatternNode.Absence _ -> form.put(GROUP, pattern(node));
        }
    }

    private static List<Object> patterns(List<PatternNode> nodes) {
        return nodes.stream().<Object>map(FormWriter::pattern).toList();
    }

    private static void putQuantifier(PatternNode.Repeated repeated, Map<String, Object> form) {
        Integer most = repeated.max().isPresent() ? repeated.max().getAsInt() : null;
        form.put(TIMES, Arrays.asList(repeated.min(), most));
        if (repeated.greedy()) {
            form.put(PROPS, List.of("GREEDY"));
        }
        if (repeated.inner() != Contiguity.SKIP_TILL_NEXT) {
            form.put(INNER, repeated.inner().name());
        }
        repeated.until().ifPresent(until -> form.put(UNTIL, until));
    }
}
