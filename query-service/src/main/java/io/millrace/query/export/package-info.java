/** Rows as JSON, CSV or XLSX: what {@code format=} asks of a native read. */
package io.millrace.query.export;
