package io.millrace.standalone.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a visitor wants to buy, and what of it is reserved. Not thread-safe. */
final class Basket {

    private final List<Item> items = new ArrayList<>();
    private final List<Item> reserved = new ArrayList<>();

    /** Some of a product, from a shelf. */
    record Item(Storeroom.Shelf shelf, int quantity) {

        long euroCents() {
            return shelf.product().priceCents() * quantity;
        }
    }

    void add(Storeroom.Shelf shelf, int quantity) {
        items.add(new Item(shelf, quantity));
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    boolean isReserved() {
        return !reserved.isEmpty();
    }

    /** Reserves what there still is; false when that is nothing. */
    boolean reserve(long at, Storeroom storeroom) {
        for (var item : items) {
            int taken = storeroom.reserve(at, item.shelf(), item.quantity());
            if (taken > 0) {
                reserved.add(new Item(item.shelf(), taken));
            }
        }
        return isReserved();
    }

    /** Gives back what is reserved. */
    void release(long at, Storeroom storeroom) {
        reserved.forEach(item -> storeroom.release(at, item.shelf(), item.quantity()));
        clear();
    }

    /** It was bought: empty again. */
    void clear() {
        items.clear();
        reserved.clear();
    }

    /** Price of all that is wanted, or of what is reserved if anything is. */
    long euroCents() {
        return (isReserved() ? reserved : items).stream().mapToLong(Item::euroCents).sum();
    }

    int count() {
        return (isReserved() ? reserved : items).stream().mapToInt(Item::quantity).sum();
    }

    /** The lines of an order. */
    List<Map<String, Object>> lines(Customer.Country country) {
        return reserved.stream().map(item -> Map.<String, Object>of("sku", item.shelf().product().sku(), "product_id",
                item.shelf().product().id(), "quantity", item.quantity(), "warehouse", item.shelf().warehouse(),
                "price", country.amount(item.shelf().product().priceCents()))).toList();
    }

}
