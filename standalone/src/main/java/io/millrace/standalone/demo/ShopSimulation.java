package io.millrace.standalone.demo;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * All that happens in the shop from a moment on, without end, in the order of time: about 25 events a second.
 *
 * <p>
 * The same for the same seed and start, event ids included. The first incident, a service that fails, begins a minute
 * after the start; {@link IncidentKind} tells when the others do. A function of simulated time alone: it runs as fast
 * as it is asked. Not thread-safe.
 */
public final class ShopSimulation implements Iterator<ShopEvent> {

    private static final int CUSTOMERS = 300;
    private static final long FIRST_VISITS_WITHIN_MILLIS = 150_000;

    private final Agenda agenda = new Agenda();
    private final SplittableRandom random;
    private final IncidentSchedule incidents;
    private final Shop shop;
    private final List<Customer> customers;

    /**
     * The shop from {@code start} on.
     *
     * @param seed
     *            any number; another one is another shop
     */
    public ShopSimulation(long seed, Instant start) {
        // The start is part of the seed, so that two simulations never give different events the same id.
        random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + start.toEpochMilli());
        incidents = new IncidentSchedule(seed, start);
        var catalogue = new Catalogue(random.split());
        var events = new EventWriter(agenda, random.split());
        var storeroom = new Storeroom(catalogue, agenda, events, random.split());
        shop = new Shop(catalogue, storeroom, new Servers(events, incidents, random.split()), events, incidents,
                random.split());
        customers = Customer.makeUp(CUSTOMERS, random.split());
        open(start.toEpochMilli());
    }

    /** Always true: the shop never closes. */
    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    public ShopEvent next() {
        return agenda.nextEvent();
    }

    /** When what goes wrong. */
    IncidentSchedule incidents() {
        return incidents;
    }

    private void open(long start) {
        for (var customer : customers) {
            agenda.plan(start + random.nextLong(FIRST_VISITS_WITHIN_MILLIS), new CustomerLife(shop, customer));
        }
        plan(IncidentKind.SCRAPER, 0);
        plan(IncidentKind.GUESSED_PASSWORD, 0);
    }

    /** Lets those who bring an incident about come at its time, and plans the next one then. */
    private void plan(IncidentKind kind, long index) {
        var incident = incidents.incident(kind, index);
        agenda.plan(incident.start().toEpochMilli(), now -> {
            plan(kind, index + 1);
            var customer = customers.get(random.nextInt(customers.size()));
            agenda.plan(now, kind == IncidentKind.SCRAPER
                    ? new Scraper(shop, customer, incident.end().toEpochMilli())
                    : new PasswordGuesser(shop, customer));
            return Actor.DONE;
        });
    }

}
