package io.millrace.ingest.door;

import java.net.InetAddress;

/** A range of IP addresses: {@code 10.0.0.0/8}, {@code fd00::/8}, or one address. Never asks a name server. */
record AddressRange(byte[] start, int prefix) {

    /**
     * Reads an address or a CIDR range.
     *
     * @throws IllegalArgumentException
     *             when it is neither
     */
    static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        var address = addressOf(slash < 0 ? text.strip() : text.substring(0, slash).strip());
        if (address == null) {
            throw notARange(text);
        }
        int bits = address.length * 8;
        try {
            int prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1).strip());
            if (prefix < 0 || prefix > bits) {
                throw notARange(text);
            }
            return new AddressRange(address, prefix);
        } catch (NumberFormatException _) {
            throw notARange(text);
        }
    }

    /** The bytes of an IP address, or null when {@code text} is none. */
    static byte[] addressOf(String text) {
        try {
            return InetAddress.ofLiteral(text).getAddress();
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    boolean contains(String text) {
        var address = text == null ? null : addressOf(text);
        if (address == null || address.length != start.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> bit % 8;
            if ((address[bit / 8] & mask) != (start[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static IllegalArgumentException notARange(String text) {
        return new IllegalArgumentException(
                "millrace.ingest.trusted-proxies: not an IP address or CIDR range: '%s'".formatted(text));
    }

}
