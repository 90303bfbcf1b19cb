package io.millrace.event;

import java.nio.charset.StandardCharsets;

/**
 * The FNV-1a hash of 64 bits: stable across JVMs and versions, not for secrets.
 *
 * <p>
 * Source: Fowler, Noll, Vo; draft-eastlake-fnv.
 */
final class Fnv1a {

    private static final long OFFSET_BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Fnv1a() {}

    static long hash64(String text) {
        long hash = OFFSET_BASIS;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * PRIME;
        }
        return hash;
    }

}
