package io.millrace.alert.delivery;

/** A notification that its channel did not take. */
class DeliveryException extends RuntimeException {

    private final transient boolean isPermanent;

    DeliveryException(String reason, boolean isPermanent) {
        super(reason);
        this.isPermanent = isPermanent;
    }

    /** Whether trying again can't help. */
    boolean isPermanent() {
        return isPermanent;
    }

}
