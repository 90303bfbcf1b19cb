package io.millrace.system;

import java.net.URI;

/** The meters of a service as Prometheus scrapes them. */
final class Meters {

    private final String text;

    private Meters(String text) {
        this.text = text;
    }

    static Meters of(int port) {
        return new Meters(new HttpApi(URI.create("http://127.0.0.1:" + port)).get("/actuator/prometheus").body());
    }

    /** The sum over all label sets of a meter; zero when there is none. */
    double sum(String name) {
        return text.lines().filter(line -> line.startsWith(name + "{") || line.startsWith(name + " ")).mapToDouble(
                line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
    }

}
