/**
 * Definitions over REST and from files. A definition is compiled before it is stored, so that what is on the topic runs.
 */
package io.millrace.query.definitions;
