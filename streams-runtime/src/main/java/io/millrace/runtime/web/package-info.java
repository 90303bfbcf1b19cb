/** Answers to what goes wrong over HTTP: RFC 9457 problems, never a stack trace. */
package io.millrace.runtime.web;
