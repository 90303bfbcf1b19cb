/**
 * Reads of state across the instances of a service.
 *
 * <p>
 * An instance answers internal reads for the partitions that it is asked for and holds, and says of the others that it
 * does not. A reader asks any instance who holds what, calls each holder once with its partitions, and names what is
 * missing. No call is passed on.
 */
package io.millrace.runtime.reads;
