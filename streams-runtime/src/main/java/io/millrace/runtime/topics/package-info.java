/** Creates the topics of the catalogue and tells how many partitions events have. */
package io.millrace.runtime.topics;
