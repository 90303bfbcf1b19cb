package io.millrace.definition;

/** A number as written, so that a text field may also take it ({@code value: 1}). */
record YamlNumber(String text) {

    double doubleValue() {
        return Double.parseDouble(text);
    }

    @Override
    public String toString() {
        return text;
    }

}
