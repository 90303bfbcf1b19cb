/**
 * Why a pattern did not move: the latest events that concerned it and changed nothing for a key, and what about them did not
 * fit what the key's open runs wait for.
 *
 * <p>
 * Decides what is remembered for that, which is little and not durable, and how a refusal is put into words. Whether an
 * event fits is decided in {@code io.millrace.pattern} and {@code io.millrace.expressions}.
 */
package io.millrace.cep.explain;
