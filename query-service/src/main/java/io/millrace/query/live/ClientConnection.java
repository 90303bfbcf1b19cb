package io.millrace.query.live;

import java.io.IOException;

/** The way to one client. Belongs to one thread, but for {@link #hurry} and {@link #close}. */
interface ClientConnection extends AutoCloseable {

    /**
     * Hands bytes to the network.
     *
     * @throws StalledException
     *             when the client has taken nothing for too long
     * @throws IOException
     *             when the client is gone
     */
    void send(byte[] bytes) throws IOException, InterruptedException;

    /** From now on a client that takes nothing is given up soon: the service wants to stop. */
    void hurry();

    @Override
    void close();

    /** The client has taken nothing for too long. */
    final class StalledException extends IOException {

        StalledException(String message) {
            super(message);
        }

    }

}
