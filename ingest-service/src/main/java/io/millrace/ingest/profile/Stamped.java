package io.millrace.ingest.profile;

/**
 * A field's value and when it was said.
 *
 * @param value
 *            a JSON value; null when the field was removed, which has to be remembered as long as an older statement may
 *            still come
 */
record Stamped(Object value, Stamp stamp) {

    boolean isRemoved() {
        return value == null;
    }

    /** The later of two statements. With equal stamps the choice is arbitrary, but does not depend on their order. */
    static Stamped later(Stamped one, Stamped other) {
        int order = one.stamp.compareTo(other.stamp);
        if (order == 0) {
            order = String.valueOf(one.value).compareTo(String.valueOf(other.value));
        }
        return order >= 0 ? one : other;
    }

}
