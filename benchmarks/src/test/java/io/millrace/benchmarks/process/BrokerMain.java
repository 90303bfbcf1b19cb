package io.millrace.benchmarks.process;

import io.millrace.embedded.EmbeddedBroker;
import io.millrace.embedded.EmbeddedBrokerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The broker in a process of its own: {@code BrokerMain DATA_DIR ADDRESS_FILE}. */
public final class BrokerMain {

    private BrokerMain() {}

    /** Starts a broker on a free port and writes its address down. Runs until the process is ended. */
    public static void main(String[] args) throws IOException {
        var broker = new EmbeddedBroker(EmbeddedBrokerConfig.in(Path.of(args[0])));
        broker.start();
        var address = Path.of(args[1]);
        var draft = Files.writeString(address.resolveSibling("draft"), broker.bootstrapServers());
        Files.move(draft, address, StandardCopyOption.ATOMIC_MOVE);
    }

}
