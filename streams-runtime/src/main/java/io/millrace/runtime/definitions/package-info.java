/** The definitions topic as a live set in memory: each service sees every change within moments, without a restart. */
package io.millrace.runtime.definitions;
