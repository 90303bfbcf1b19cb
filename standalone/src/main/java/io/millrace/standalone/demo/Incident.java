package io.millrace.standalone.demo;

import java.time.Instant;

/**
 * Something that goes wrong for a while.
 *
 * @param service
 *            name of the service that it concerns
 * @param end
 *            when it is over
 */
record Incident(IncidentKind kind, String service, Instant start, Instant end) {}
