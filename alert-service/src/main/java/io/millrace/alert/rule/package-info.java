/** The rules that are declared now. */
package io.millrace.alert.rule;
