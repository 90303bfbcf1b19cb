/**
 * A real Kafka broker inside this process.
 *
 * <p>Decides how a combined KRaft broker and controller is configured for one small machine, how its data folder is
 * formatted, guarded and reused, and which failures of a start are told to the caller. Leaves to others which topics
 * exist and how long they keep their records ({@code event-topics}), when the broker runs ({@code standalone},
 * {@code streams-testkit}), and where the log lines go (the application's SLF4J backend).
 */
package io.millrace.embedded;
