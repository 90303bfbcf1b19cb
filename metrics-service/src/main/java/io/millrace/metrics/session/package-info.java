/**
 * Session windows: stretches of activity of one key, which end when nothing came for the gap.
 *
 * <p>
 * Decides how stretches that meet become one session and when a session is closed. Open sessions are live objects,
 * written behind at each commit like panes; closed ones are only in the store.
 */
package io.millrace.metrics.session;
