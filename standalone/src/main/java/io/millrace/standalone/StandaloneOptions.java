package io.millrace.standalone;

import java.nio.file.Path;
import java.util.Map;

/**
 * How a standalone instance runs.
 *
 * @param dataDir
 *            folder of the broker's data, the state stores and the log
 * @param listen
 *            address that the services listen on
 * @param definitionsDir
 *            folder of definitions to provision; null for those that Millrace ships
 * @param settings
 *            further settings of the services, which win over the standalone ones
 */
public record StandaloneOptions(Path dataDir, Ports ports, String listen, Path definitionsDir,
        Map<String, String> settings) {

    /** Listening on the loopback address, with the shipped definitions. */
    public static StandaloneOptions in(Path dataDir, Ports ports) {
        return new StandaloneOptions(dataDir, ports, "127.0.0.1", null, Map.of());
    }

    /** With one more setting of the services. */
    public StandaloneOptions with(String name, String value) {
        var more = new java.util.HashMap<>(settings);
        more.put(name, value);
        return new StandaloneOptions(dataDir, ports, listen, definitionsDir, Map.copyOf(more));
    }

}
