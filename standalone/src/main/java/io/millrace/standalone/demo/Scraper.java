package io.millrace.standalone.demo;

import java.util.LinkedHashMap;

/** A script that goes through the catalogue, several products a second, in a customer's name. */
final class Scraper implements Actor {

    private final Shop shop;
    private final Customer customer;
    private final Visitor visitor;
    private final long endsAt;
    private int page;

    Scraper(Shop shop, Customer customer, long endsAt) {
        this.shop = shop;
        this.customer = customer;
        this.endsAt = endsAt;
        visitor = new Visitor(customer.userId(), null, "script-%012x".formatted(shop.random().nextLong() >>> 16),
                "192.0.2.66", Customer.Browser.SCRIPT.userAgent());
    }

    @Override
    public long act(long now) {
        var products = shop.catalogue().products();
        var product = products.get(page++ % products.size());
        var path = "/products/" + product.id();
        if (shop.servers().answer(now, ShopService.CATALOG, "GET", path, visitor)) {
            var data = new LinkedHashMap<String, Object>();
            data.put("segment", customer.segment());
            data.put("product_id", product.id());
            data.put("sku", product.sku());
            data.put("price", customer.country().amount(product.priceCents()));
            data.put("currency", customer.country().currency());
            shop.events().web(now, "product.viewed", visitor, path, null, data);
        }
        return now < endsAt ? now + shop.random().nextInt(120, 250) : DONE;
    }

}
