package io.millrace.query.reads;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Metrics of a shop, and orders of it. */
public final class Shop {

    /** Midnight before the orders. */
    public static final Instant DAY = Instant.parse("2024-03-09T00:00:00Z");

    public static final String DEFINITIONS = """
            kind: metric
            name: revenue
            description: Money taken
            value: data.amount
            by: {currency: data.currency, country: data.country}
            rollup: [[currency], []]
            windows:
              - {tumbling: 1m}
              - {tumbling: 1h}
              - {hopping: 10m, every: 1m}
              - {day: UTC}
              - {cumulative: day, every: 1h}
              - {session: 30m, per: user_id}
            aggregates: [count, sum, avg, min, max, variance, stddev, first, last, rate, p50, p95, p99.9,
              {distinct: user_id}, {top: 3, of: data.sku}, {buckets: [1, 10, 100]}]
            grace: 0s
            max_series: 500
            late: revise
            ---
            kind: metric
            name: takings
            value: data.amount
            by: {currency: data.currency, country: data.country}
            windows: [{tumbling: 1m}, {tumbling: 1h}]
            aggregates: [count, sum, avg, min, max, variance, stddev, first, last, rate, p50, p95, p99.9,
              {distinct: user_id}, {top: 3, of: data.sku}, {buckets: [1, 10, 100]}]
            grace: 0s
            ---
            kind: metric
            name: visits
            by: {currency: data.currency, country: data.country}
            windows: [{tumbling: 1h}, {session: 30m, per: user_id}]
            aggregates: [count]
            grace: 0s
            ---
            kind: metric
            name: conversion-rate
            description: Orders a visit
            ratio: {of: revenue.count, to: visits.count}
            """;

    private static final List<String> CURRENCIES = List.of("EUR", "USD");
    private static final List<String> COUNTRIES = List.of("DE", "FR", "US", "CA");

    private Shop() {}

    /** An order of a user. */
    public static MeasuredEvent order(String metric, String at, String currency, String country, double amount) {
        return order(metric, Instant.parse(at), currency, country, amount, "ada", "sku-1");
    }

    public static MeasuredEvent order(String metric, Instant at, String currency, String country, double amount,
            String user, String sku) {
        return new MeasuredEvent(metric, "t1", at, Map.of("currency", currency, "country", country, "user_id", user),
                amount, user, sku);
    }

    /** A visit, which may be an order. */
    public static MeasuredEvent visit(String at, String currency, String country) {
        return order("visits", at, currency, country, Double.NaN);
    }

    /** Orders of some hours of {@link #DAY}, the same for each seed; the same for several metrics. */
    public static List<MeasuredEvent> orders(long seed, int count, String... metrics) {
        var random = new Random(seed);
        var orders = new ArrayList<MeasuredEvent>();
        for (int i = 0; i < count; i++) {
            var at = DAY.plusMillis(random.nextInt(4 * 3_600_000));
            var currency = CURRENCIES.get(random.nextInt(CURRENCIES.size()));
            var country = COUNTRIES.get(random.nextInt(COUNTRIES.size()));
            double amount = Math.round(Math.exp(random.nextGaussian() * 2) * 100) / 100.0;
            var user = "user-" + random.nextInt(300);
            var sku = "sku-" + (int) Math.abs(random.nextGaussian() * 4);
            for (var metric : metrics) {
                orders.add(order(metric, at, currency, country, amount, user, sku));
            }
        }
        return orders;
    }

}
