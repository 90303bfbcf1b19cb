/**
 * The one door for reads and definitions: native reads, the Prometheus HTTP API, the live page.
 *
 * <p>
 * Decides who may read what and how answers of several instances become one. Holds no state of its own but the live
 * tail; leaves the state to the services that own it.
 */
package io.millrace.query;
