/**
 * Topologies as text that is kept with the tests.
 *
 * <p>Decides where the text of a topology is, how it is compared and how a difference is shown. Leaves to the test
 * which topology is documented.
 */
package io.millrace.testkit.topology;
