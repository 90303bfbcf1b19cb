package io.millrace.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sees that every port of an instance is free before anything of it starts, so that the reason is known at once. */
final class PortCheck {

    private PortCheck() {}

    /**
     * Tries all ports.
     *
     * @param listen
     *            address of the services; the broker's is the loopback address
     *
     * @throws StandaloneException
     *             when one is taken, naming it, or the address is not one of this machine
     */
    static void requireFree(Ports ports, String listen) {
        var services = address(listen);
        servicePorts(ports).forEach((name, port) -> requireFree(name, services, port));
        requireFree("the broker", InetAddress.getLoopbackAddress(), ports.broker());
        requireFree("the broker's controller", InetAddress.getLoopbackAddress(), ports.controller());
    }

    private static Map<String, Integer> servicePorts(Ports ports) {
        var byName = new LinkedHashMap<String, Integer>();
        byName.put("query-service", ports.query());
        byName.put("ingest-service", ports.ingest());
        byName.put("metrics-service", ports.metrics());
        byName.put("cep-service", ports.cep());
        byName.put("alert-service", ports.alert());
        return byName;
    }

    private static void requireFree(String name, InetAddress address, int port) {
        try (var _ = new ServerSocket(port, 1, address)) {
            return;
        } catch (IOException e) {
            throw new StandaloneException(
                    "port %d on %s, for %s, can't be opened (%s); stop what listens on it, or choose another --port-offset".formatted(
                            port, address.getHostAddress(), name, e.getMessage()),
                    e);
        }
    }

    private static InetAddress address(String listen) {
        try {
            return InetAddress.getByName(listen);
        } catch (UnknownHostException e) {
            throw new StandaloneException("the address to listen on, %s, is unknown".formatted(listen), e);
        }
    }

}
