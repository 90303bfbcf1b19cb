package io.millrace.system;

import io.millrace.standalone.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Finds an offset at which all ports of an instance are free. */
final class FreePorts {

    private static final int LOWEST = 12_000;
    private static final int HIGHEST = 22_000;

    private FreePorts() {}

    static Ports find() {
        return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST)).limit(200).mapToObj(
                Ports::new).filter(FreePorts::areFree).findFirst().orElseThrow(
                        () -> new IllegalStateException("no free ports"));
    }

    private static boolean areFree(Ports ports) {
        return List.of(ports.query(), ports.ingest(), ports.metrics(), ports.cep(), ports.alert(), ports.broker(),
                ports.controller()).stream().allMatch(FreePorts::isFree);
    }

    private static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

}
