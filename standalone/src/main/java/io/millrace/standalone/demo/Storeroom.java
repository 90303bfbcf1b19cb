package io.millrace.standalone.demo;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * How much of each product lies in each warehouse, never less than nothing. Each change is an event; at the reorder
 * level a delivery is ordered, which may take so long that the shelf is empty by then.
 */
final class Storeroom {

    private static final List<String> WAREHOUSES = List.of("berlin", "lyon");
    private static final int MINUTE = 60_000;

    private final Agenda agenda;
    private final EventWriter events;
    private final SplittableRandom random;
    private final Map<Shelf, Integer> quantities = new HashMap<>();
    private final Set<Shelf> ordered = new HashSet<>();

    /** A product in a warehouse. */
    record Shelf(Product product, String warehouse) {}

    Storeroom(Catalogue catalogue, Agenda agenda, EventWriter events, SplittableRandom random) {
        this.agenda = agenda;
        this.events = events;
        this.random = random;
        for (var product : catalogue.products()) {
            for (var warehouse : WAREHOUSES) {
                quantities.put(new Shelf(product, warehouse), product.reorderLevel() + random.nextInt(2, 26));
            }
        }
    }

    /** Whether there is any of it. */
    boolean has(Product product) {
        return WAREHOUSES.stream().anyMatch(warehouse -> quantities.get(new Shelf(product, warehouse)) > 0);
    }

    /** The warehouse that has most of a product. */
    Shelf fullest(Product product) {
        var first = new Shelf(product, WAREHOUSES.getFirst());
        var second = new Shelf(product, WAREHOUSES.getLast());
        return quantities.get(first) >= quantities.get(second) ? first : second;
    }

    /** Takes up to {@code wanted} off a shelf, and says how much that was. */
    int reserve(long at, Shelf shelf, int wanted) {
        int taken = Math.min(wanted, quantities.get(shelf));
        if (taken > 0) {
            change(at, shelf, -taken, "reserved");
        }
        if (quantities.get(shelf) <= shelf.product().reorderLevel() && ordered.add(shelf)) {
            agenda.plan(at + random.nextInt(5 * MINUTE, 14 * MINUTE), now -> deliver(now, shelf));
        }
        return taken;
    }

    /** Puts back what was reserved. */
    void release(long at, Shelf shelf, int quantity) {
        change(at, shelf, quantity, "released");
    }

    private long deliver(long at, Shelf shelf) {
        change(at, shelf, random.nextInt(25, 60), "delivered");
        ordered.remove(shelf);
        return Actor.DONE;
    }

    private void change(long at, Shelf shelf, int difference, String reason) {
        int quantity = quantities.merge(shelf, difference, Integer::sum);
        var product = shelf.product();
        var data = new LinkedHashMap<String, Object>();
        data.put("sku", product.sku());
        data.put("product_id", product.id());
        data.put("warehouse", shelf.warehouse());
        data.put("quantity", quantity);
        data.put("change", difference);
        data.put("reorder_level", product.reorderLevel());
        data.put("reason", reason);
        // The shelf stands where visits do, as the key that its events keep their order by.
        var key = new Visitor(null, null, "shelf-%s-%s".formatted(product.sku(), shelf.warehouse()), null, null);
        events.server(at, "inventory.updated", key, "warehouse", data);
    }

}
