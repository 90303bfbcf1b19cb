package io.millrace.standalone.demo;

/**
 * Who an event is of.
 *
 * @param userId
 *            the account, or null
 * @param anonymousId
 *            what the browser is known by, or null
 * @param sessionId
 *            the visit, or null
 * @param address
 *            IP address, or null when it is not somebody on the web
 * @param userAgent
 *            as browsers send it, or null
 */
record Visitor(String userId, String anonymousId, String sessionId, String address, String userAgent) {

    /** The same, known by the account. */
    Visitor signedIn(String account) {
        return new Visitor(account, anonymousId, sessionId, address, userAgent);
    }

    /** What the servers see: an address and a browser. */
    Visitor asSeenByServers() {
        return new Visitor(null, null, null, address, userAgent);
    }

}
