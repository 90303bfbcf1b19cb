/**
 * The cep service: recognises behaviour patterns in the stream of events while they happen.
 *
 * <p>
 * This package decides which patterns are active and wires the service; {@link io.millrace.cep.candidate} decides which
 * events can matter to which pattern, {@link io.millrace.cep.match} puts them in order, matches them and keeps what came
 * of it, {@link io.millrace.cep.read} answers other services. What a pattern means is decided in
 * {@code io.millrace.pattern}, how it is declared in {@code io.millrace.expressions.pattern}.
 */
package io.millrace.cep;
