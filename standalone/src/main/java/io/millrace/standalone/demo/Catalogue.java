package io.millrace.standalone.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** What the shop sells. The n-th product is wanted 1/n as often as the first. */
final class Catalogue {

    private static final List<String> QUALITIES = List.of("Oak", "Linen", "Copper", "Wool", "Glass", "Slate");
    private static final List<List<String>> KINDS = List.of(List.of("kitchen", "Kettle", "Bowl", "Board", "Jar"),
            List.of("living", "Lamp", "Cushion", "Vase", "Blanket"), List.of("garden", "Planter", "Lantern", "Bench"),
            List.of("office", "Tray", "Clock", "Stand"));

    private final List<Product> products = new ArrayList<>();
    private final List<String> searches = new ArrayList<>();
    private final double[] popularity;

    Catalogue(RandomGenerator random) {
        for (var quality : QUALITIES) {
            for (var kind : KINDS) {
                int of = 1 + random.nextInt(kind.size() - 1);
                add(quality + " " + kind.get(of), kind.getFirst(), random);
            }
        }
        KINDS.forEach(kind -> kind.stream().skip(1).map(String::toLowerCase).forEach(searches::add));
        popularity = cumulated(products.size());
    }

    List<Product> products() {
        return products;
    }

    /** A product that somebody wants. */
    Product wanted(RandomGenerator random) {
        double at = random.nextDouble() * popularity[popularity.length - 1];
        int index = 0;
        while (popularity[index] < at) {
            index++;
        }
        return products.get(index);
    }

    /** What somebody types into the search. */
    String searched(RandomGenerator random) {
        return searches.get(random.nextInt(searches.size()));
    }

    private void add(String name, String category, RandomGenerator random) {
        int number = products.size() + 1;
        long price = 100L * (5 + random.nextInt(116)) - (random.nextBoolean() ? 5 : 1);
        products.add(new Product("p-%03d".formatted(number), "SKU-%03d".formatted(1000 + number), name, category, price,
                12 + random.nextInt(8)));
    }

    private static double[] cumulated(int count) {
        var sums = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += 1.0 / (i + 1);
            sums[i] = sum;
        }
        return sums;
    }

}
