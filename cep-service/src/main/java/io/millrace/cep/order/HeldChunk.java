package io.millrace.cep.order;

/**
 * Held events that were made durable together, in the order in which they will be due, and how many of the first of them
 * have been taken. Belongs to one task.
 */
final class HeldChunk {

    final long number;
    final int size;
    int taken;

    HeldChunk(long number, int size, int taken) {
        this.number = number;
        this.size = size;
        this.taken = taken;
    }

    boolean isFinished() {
        return taken == size;
    }

}
