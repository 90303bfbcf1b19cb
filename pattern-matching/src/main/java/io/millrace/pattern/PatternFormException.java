package io.millrace.pattern;

/** A pattern in its JSON form is wrong; tells where. */
public final class PatternFormException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String path;

    PatternFormException(String path, String message) {
        super((path.isEmpty() ? "" : path + ": ") + message);
        this.path = path;
    }

    /** The place within the form, such as {@code [1].group[0].times}; empty for the form as a whole. */
    public String path() {
        return path;
    }
}
