package io.millrace.standalone.demo;

/** Somebody or something that does one thing at a time. */
interface Actor {

    /** There is nothing more to do. */
    long DONE = -1;

    /**
     * Does what is to be done now.
     *
     * @param now
     *            milliseconds since 1970
     * @return when to be called again, later than {@code now}, or {@link #DONE}
     */
    long act(long now);

}
