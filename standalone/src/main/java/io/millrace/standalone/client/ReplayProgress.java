package io.millrace.standalone.client;

import java.time.Duration;

/** Hears how a replay goes. Called from the thread that replays. */
public interface ReplayProgress {

    /** Hears nothing. */
    ReplayProgress SILENT = new ReplayProgress() {

        @Override
        public void sent(ReplayResult soFar) {}

        @Override
        public void waiting(String reason, Duration delay) {}

    };

    /** A request was taken. */
    void sent(ReplayResult soFar);

    /** A request was not taken and is sent again after {@code delay}. */
    void waiting(String reason, Duration delay);

}
