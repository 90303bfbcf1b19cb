/**
 * The small binary language in which states are stored and sent: bytes, numbers of variable length, doubles and texts.
 *
 * <p>Decides how one value is written and that damaged bytes are refused with one kind of exception. Leaves to its
 * users what stands in which order, and the version in front of it.
 */
package io.millrace.statistics.binary;
