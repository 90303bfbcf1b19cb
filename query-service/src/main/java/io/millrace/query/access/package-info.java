/** Whose data a request may see. */
package io.millrace.query.access;
