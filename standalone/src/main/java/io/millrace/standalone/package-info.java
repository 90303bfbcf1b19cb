/**
 * All of Millrace in one process for one machine: broker, five services, demo traffic, and the command line.
 *
 * <p>
 * The only module that knows all services, and only to start and stop them: they meet in topics and over HTTP here as
 * they do when deployed apart.
 */
package io.millrace.standalone;
