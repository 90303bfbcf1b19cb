package io.millrace.standalone;

/**
 * The ports of a standalone instance, all moved by one offset.
 *
 * @param offset
 *            added to every port
 */
public record Ports(int offset) {

    private static final int QUERY = 8080;
    private static final int INGEST = 8081;
    private static final int METRICS = 8082;
    private static final int CEP = 8083;
    private static final int ALERT = 8084;
    private static final int BROKER = 9092;
    private static final int CONTROLLER = 9093;
    private static final int HIGHEST = 65_535;

    public Ports {
        if (offset < 0 || CONTROLLER + offset > HIGHEST) {
            throw new IllegalArgumentException(
                    "the port offset must be 0 to %d, not %d".formatted(HIGHEST - CONTROLLER, offset));
        }
    }

    /**
     * The ports at an offset, as text.
     *
     * @throws IllegalArgumentException
     *             when it is no number, or too large
     */
    static Ports parse(String offset) {
        if (!offset.matches("\\d{1,9}")) {
            throw new IllegalArgumentException(
                    "must be a number from 0 to %d, not '%s'".formatted(HIGHEST - CONTROLLER, offset));
        }
        return new Ports(Integer.parseInt(offset));
    }

    public int query() {
        return QUERY + offset;
    }

    public int ingest() {
        return INGEST + offset;
    }

    public int metrics() {
        return METRICS + offset;
    }

    public int cep() {
        return CEP + offset;
    }

    public int alert() {
        return ALERT + offset;
    }

    public int broker() {
        return BROKER + offset;
    }

    public int controller() {
        return CONTROLLER + offset;
    }

}
