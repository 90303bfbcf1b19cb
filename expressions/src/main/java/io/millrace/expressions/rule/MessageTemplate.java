package io.millrace.expressions.rule;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with <code>{{name}}</code> places. Immutable and thread-safe. */
public record MessageTemplate(String text) {

    private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*([\\w.]+)\\s*}}");

    /** The names that it uses, in their order. */
    public Set<String> names() {
        var names = new LinkedHashSet<String>();
        PLACE.matcher(text).results().forEach(found -> names.add(found.group(1)));
        return names;
    }

    /** The text with each place filled; one without a value stays empty. */
    public String fill(Map<String, String> values) {
        return PLACE.matcher(text).replaceAll(
                found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), "")));
    }

}
