/**
 * A Kafka broker for the tests of one class, in this process or in a container.
 *
 * <p>Decides how such a broker is started, shared and ended, and when a test that needs a container is skipped. Leaves
 * to the test which topics it has and with which clients it talks to them.
 */
package io.millrace.testkit.broker;
