package io.millrace.query.live;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A response that stays open, written without blocking: a client that takes nothing is noticed after the stall timeout,
 * and at most one message beyond what the network buffers is held for it.
 *
 * <p>
 * Once the container has reported an error it may recycle the response, so that nothing is written from then on.
 */
final class ServletConnection implements ClientConnection, WriteListener, AsyncListener {

    private static final Duration HURRY = Duration.ofMillis(500);

    private final AsyncContext context;
    private final ServletOutputStream out;
    private final Semaphore possible = new Semaphore(0);
    private final ReentrantLock writing = new ReentrantLock();
    private volatile Duration stallTimeout;
    private volatile boolean open = true;

    private ServletConnection(AsyncContext context, ServletOutputStream out, Duration stallTimeout) {
        this.context = context;
        this.out = out;
        this.stallTimeout = stallTimeout;
    }

    /** Keeps the response of {@code request} open. */
    static ServletConnection open(HttpServletRequest request, HttpServletResponse response, Duration stallTimeout)
            throws IOException {
        var context = request.startAsync();
        context.setTimeout(0);
        var connection = new ServletConnection(context, response.getOutputStream(), stallTimeout);
        context.addListener(connection);
        connection.out.setWriteListener(connection);
        return connection;
    }

    @Override
    public void send(byte[] bytes) throws IOException, InterruptedException {
        awaitReady(() -> out.write(bytes));
        awaitReady(out::flush);
    }

    @Override
    public void hurry() {
        stallTimeout = HURRY;
        possible.release();
    }

    @Override
    public void close() {
        if (end()) {
            context.complete();
        }
    }

    @Override
    public void onWritePossible() {
        possible.release();
    }

    @Override
    public void onError(Throwable failure) {
        end();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        end();
    }

    @Override
    public void onError(AsyncEvent event) {
        close();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        close();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }

    private interface Write {

        void run() throws IOException;

    }

    private void awaitReady(Write write) throws IOException, InterruptedException {
        long began = System.nanoTime();
        while (!writeIfReady(write)) {
            long left = stallTimeout.toNanos() - (System.nanoTime() - began);
            if (!possible.tryAcquire(left, TimeUnit.NANOSECONDS)) {
                throw new StalledException("the client took nothing for " + stallTimeout);
            }
        }
    }

    private boolean writeIfReady(Write write) throws IOException {
        writing.lock();
        try {
            if (!open) {
                throw new EOFException("the client is gone");
            }
            if (!out.isReady()) {
                return false;
            }
            write.run();
            return true;
        } finally {
            writing.unlock();
        }
    }

    /**
     * Lets a write that is under way end, and no other begin.
     *
     * @return whether it was open
     */
    private boolean end() {
        boolean locked = lockForEnd();
        try {
            boolean wasOpen = open;
            open = false;
            possible.release();
            return wasOpen;
        } finally {
            if (locked) {
                writing.unlock();
            }
        }
    }

    private boolean lockForEnd() {
        try {
            return writing.tryLock(HURRY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

}
