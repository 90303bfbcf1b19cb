/** A metrics service for tests, and the reads of the query service over it. */
package io.millrace.query.reads;
