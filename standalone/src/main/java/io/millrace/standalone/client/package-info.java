/**
 * The command line's side of the wire: sends recorded events, declares definitions, and checks them offline.
 *
 * <p>
 * Decides in what order and at what pace events go out, and what a refusal or an absent service means for the sender.
 * Leaves the validity of events to the ingest door, and that of definitions to their compilers.
 */
package io.millrace.standalone.client;
