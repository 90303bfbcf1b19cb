package io.millrace.definition;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a definition defines. */
public enum DefinitionKind {

    METRIC, PATTERN, RULE;

    /** {@code metric}, as in {@code kind: metric}. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@code metrics}, as in the path of the definitions API. */
    public String plural() {
        return label() + "s";
    }

    /** The kind of that label. */
    public static Optional<DefinitionKind> ofLabel(String label) {
        return Arrays.stream(values()).filter(kind -> kind.label().equals(label)).findFirst();
    }

    /** The kind of that plural. */
    public static Optional<DefinitionKind> ofPlural(String plural) {
        return Arrays.stream(values()).filter(kind -> kind.plural().equals(plural)).findFirst();
    }

}
