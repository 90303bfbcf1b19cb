package io.millrace.ingest.door;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The address that a request comes from: the peer's, or, when that is a trusted proxy, the nearest address of
 * {@code X-Forwarded-For} that is not one. Anybody can write that header, so only what trusted proxies added to its end
 * counts. Thread-safe.
 */
final class ClientAddress {

    private final List<AddressRange> trusted;

    /**
     * @param trustedProxies
     *            addresses or CIDR ranges
     * @throws IllegalArgumentException
     *             when one of them is neither
     */
    ClientAddress(List<String> trustedProxies) {
        trusted = trustedProxies.stream().map(AddressRange::parse).toList();
    }

    String of(HttpServletRequest request) {
        var peer = request.getRemoteAddr();
        if (trusted.isEmpty() || !isTrusted(peer)) {
            return peer;
        }
        var nearest = peer;
        for (var hop : hopsFromNearest(request)) {
            if (AddressRange.addressOf(hop) == null) {
                return nearest;
            }
            nearest = hop;
            if (!isTrusted(hop)) {
                return hop;
            }
        }
        return nearest;
    }

    private static List<String> hopsFromNearest(HttpServletRequest request) {
        var hops = new ArrayList<String>();
        for (var header : Collections.list(request.getHeaders("X-Forwarded-For"))) {
            for (var hop : header.split(",")) {
                hops.add(withoutPort(hop.strip()));
            }
        }
        return hops.reversed();
    }

    private static String withoutPort(String hop) {
        if (hop.startsWith("[")) {
            int end = hop.indexOf(']');
            return end < 0 ? hop : hop.substring(1, end);
        }
        int colon = hop.indexOf(':');
        return colon > 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
    }

    private boolean isTrusted(String address) {
        return trusted.stream().anyMatch(range -> range.contains(address));
    }

}
