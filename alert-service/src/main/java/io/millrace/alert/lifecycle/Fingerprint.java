package io.millrace.alert.lifecycle;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Stable identities: of a label set of a rule, of one alert in its life, of one delivery. First 64 bits of a SHA-256. */
public final class Fingerprint {

    private static final int BYTES = 8;

    private Fingerprint() {}

    /** Identity of a label set of a rule within a tenant. */
    public static String of(String tenantId, String rule, Map<String, String> labels) {
        return of(tenantId + "\n" + rule + "\n" + new TreeMap<>(labels));
    }

    /** Identity of a text. */
    public static String of(String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

}
