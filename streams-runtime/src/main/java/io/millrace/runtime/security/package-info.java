/** Who may write, read and manage: keys that belong to a tenant, and the guard of internal reads. */
package io.millrace.runtime.security;
