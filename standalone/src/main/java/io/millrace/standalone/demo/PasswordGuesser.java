package io.millrace.standalone.demo;

import java.util.Map;

/** Somebody who tries passwords of a customer's account until one is right. */
final class PasswordGuesser implements Actor {

    private final Shop shop;
    private final Customer customer;
    private final Visitor visitor;
    private int failuresLeft;

    PasswordGuesser(Shop shop, Customer customer) {
        this.shop = shop;
        this.customer = customer;
        visitor = new Visitor(customer.userId(), null, "guess-%012x".formatted(shop.random().nextLong() >>> 16),
                "192.0.2." + shop.random().nextInt(100, 250), Customer.Browser.FIREFOX.userAgent());
        failuresLeft = shop.random().nextInt(3, 7);
    }

    @Override
    public long act(long now) {
        shop.servers().answer(now, ShopService.AUTH, "POST", "/login", visitor);
        if (failuresLeft == 0) {
            login(now, "login.succeeded", "method", "password");
            return DONE;
        }
        failuresLeft--;
        login(now, "login.failed", "reason", "wrong_password");
        return now + shop.random().nextInt(2_000, 5_000);
    }

    private void login(long now, String type, String name, String value) {
        shop.events().web(now, type, visitor, "/login", null, Map.of("segment", customer.segment(), name, value));
    }

}
