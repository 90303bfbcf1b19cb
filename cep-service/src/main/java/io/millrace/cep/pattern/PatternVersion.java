package io.millrace.cep.pattern;

/** A pattern in one version. */
public record PatternVersion(String pattern, long version) {

    /** {@code pattern/version}, as a key of stores. */
    public String text() {
        return pattern + "/" + version;
    }

}
