package io.millrace.pattern;

/** A match that waits until no earlier run is open. */
record HeldMatch<E>(Path<E> path, long endMillis) {}
