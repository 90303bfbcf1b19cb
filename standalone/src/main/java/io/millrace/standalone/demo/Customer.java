package io.millrace.standalone.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Somebody with an account.
 *
 * @param address
 *            where requests come from, an IP address
 */
record Customer(String userId, String segment, Country country, String address, Browser browser) {

    private static final List<String> SEGMENTS = List.of("new", "new", "new", "regular", "regular", "regular",
            "regular", "vip", "business");

    /** Where a customer lives and what the money there is called; rates are from the euro. */
    enum Country {

        DE("EUR", 1), FR("EUR", 1), NL("EUR", 1), GB("GBP", 0.86), US("USD", 1.09);

        private final String currency;
        private final double rate;

        Country(String currency, double rate) {
            this.currency = currency;
            this.rate = rate;
        }

        String currency() {
            return currency;
        }

        /** Euro cents as an amount of the country's money, in its major unit. */
        double amount(long euroCents) {
            return Math.round(euroCents * rate) / 100.0;
        }
    }

    /** What a customer looks at the shop with. */
    enum Browser {

        CHROME("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 "
                + "Safari/537.36"),
        SAFARI("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
                + "Version/17.5 Mobile/15E148 Safari/604.1"),
        FIREFOX("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0"),
        ANDROID("Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 "
                + "Mobile Safari/537.36"),
        SCRIPT("python-requests/2.32.3");

        private final String userAgent;

        Browser(String userAgent) {
            this.userAgent = userAgent;
        }

        String userAgent() {
            return userAgent;
        }
    }

    /** Makes up {@code count} customers. Their addresses are of the ranges that are kept for examples. */
    static List<Customer> makeUp(int count, RandomGenerator random) {
        var customers = new ArrayList<Customer>();
        for (int i = 0; i < count; i++) {
            var range = i % 2 == 0 ? "203.0.113." : "198.51.100.";
            customers.add(new Customer("user-%04d".formatted(i + 1), oneOf(SEGMENTS, random),
                    oneOf(List.of(Country.values()), random), range + (1 + i / 2 % 254),
                    Browser.values()[random.nextInt(Browser.SCRIPT.ordinal())]));
        }
        return customers;
    }

    private static <T> T oneOf(List<T> choices, RandomGenerator random) {
        return choices.get(random.nextInt(choices.size()));
    }

}
