package io.millrace.runtime.definitions;

import java.util.function.Consumer;

/** The definitions as they are now. Thread-safe. */
public interface Definitions {

    /** The set at this moment. */
    DefinitionSet current();

    /**
     * Has {@code listener} called with the set as it is now, and again after every change, one call at a time. A
     * listener must not block.
     *
     * @return ends the subscription when closed
     */
    Subscription subscribe(Consumer<DefinitionSet> listener);

    /** A listener's place on the list. */
    interface Subscription extends AutoCloseable {

        @Override
        void close();

    }

}
