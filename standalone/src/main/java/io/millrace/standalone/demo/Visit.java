package io.millrace.standalone.demo;

import static io.millrace.standalone.demo.VisitStep.CHECKOUT;
import static io.millrace.standalone.demo.VisitStep.LANDING;
import static io.millrace.standalone.demo.VisitStep.LEAVE;
import static io.millrace.standalone.demo.VisitStep.LOGIN;
import static io.millrace.standalone.demo.VisitStep.ORDER;
import static io.millrace.standalone.demo.VisitStep.PAYMENT;
import static io.millrace.standalone.demo.VisitStep.SEARCH;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One visit to the shop, from landing to leaving. A page that fails is tried again or is the end of the visit; whoever
 * leaves gives back what is reserved.
 */
final class Visit implements Actor {

    private static final double USUAL_DECLINES = 0.04;
    private static final double INCIDENT_DECLINES = 0.75;
    private static final double FAILED_LOGINS = 0.08;
    private static final List<String> METHODS = List.of("card", "card", "card", "paypal", "invoice");
    private static final List<String> REFERRERS = List.of("https://www.google.com/", "https://www.bing.com/",
            "https://www.instagram.com/", "https://duckduckgo.com/");

    private final Shop shop;
    private final Customer customer;
    private final Basket basket = new Basket();
    private Visitor visitor;
    private VisitStep step = LANDING;
    private Product seen;
    private String orderId;

    /** @param isKnown whether the visitor is still signed in from before */
    Visit(Shop shop, Customer customer, String sessionId, boolean isKnown) {
        this.shop = shop;
        this.customer = customer;
        var anonymous = new Visitor(null, "browser-" + customer.userId().substring(5), sessionId, customer.address(),
                customer.browser().userAgent());
        visitor = isKnown ? anonymous.signedIn(customer.userId()) : anonymous;
    }

    @Override
    public long act(long now) {
        step = next(now);
        if (step == LEAVE) {
            basket.release(now, shop.storeroom());
            return DONE;
        }
        return now + 1_500 + (long) (-7_000 * Math.log(1 - shop.random().nextDouble()));
    }

    private VisitStep next(long now) {
        return switch (step) {
            case LANDING -> landing(now);
            case SEARCH -> search(now);
            case PRODUCT -> product(now);
            case CART -> cart(now);
            case LOGIN -> login(now);
            case SIGN_UP -> signUp(now);
            case CHECKOUT -> checkout(now);
            case PAYMENT -> payment(now);
            case ORDER -> order(now);
            case LEAVE -> LEAVE;
        };
    }

    private VisitStep landing(long now) {
        if (!answered(now, ShopService.WEB, "GET", "/")) {
            return again();
        }
        var isAd = shop.chance(0.25);
        var referrer = REFERRERS.get(shop.random().nextInt(REFERRERS.size()));
        shop.events().web(now, "page.viewed", visitor, isAd ? "/?utm_source=newsletter&utm_medium=email" : "/",
                isAd ? null : referrer, data("page", "home"));
        return onwards();
    }

    private VisitStep search(long now) {
        if (!answered(now, ShopService.WEB, "GET", "/search") || !answered(now, ShopService.SEARCH, "GET", "/q")) {
            return again();
        }
        web(now, "search.performed", "/search", data("query", shop.catalogue().searched(shop.random()), "results",
                shop.random().nextInt(12)));
        return onwards();
    }

    private VisitStep product(long now) {
        var product = shop.catalogue().wanted(shop.random());
        if (!answered(now, ShopService.WEB, "GET", "/products")
                || !answered(now, ShopService.CATALOG, "GET", "/products/" + product.id())) {
            return again();
        }
        seen = product;
        var data = productData(product);
        data.put("in_stock", shop.storeroom().has(product));
        web(now, "product.viewed", "/products/" + product.id(), data);
        return onwards();
    }

    private VisitStep cart(long now) {
        if (!shop.storeroom().has(seen)) {
            return SEARCH;
        }
        if (!answered(now, ShopService.CART, "POST", "/cart/items")) {
            return again();
        }
        int quantity = 1 + shop.random().nextInt(customer.segment().equals("business") ? 5 : 2);
        basket.add(shop.storeroom().fullest(seen), quantity);
        var data = productData(seen);
        data.put("quantity", quantity);
        web(now, "cart.added", "/cart", data);
        return onwards();
    }

    private VisitStep login(long now) {
        if (!answered(now, ShopService.AUTH, "POST", "/login")) {
            return again();
        }
        var account = visitor.signedIn(customer.userId());
        if (shop.chance(FAILED_LOGINS)) {
            shop.events().web(now, "login.failed", account, "/login", null, data("reason", "wrong_password"));
            return shop.chance(0.85) ? LOGIN : LEAVE;
        }
        visitor = account;
        web(now, "login.succeeded", "/login", data("method", "password"));
        identify(now);
        return basket.isEmpty() ? onwards() : CHECKOUT;
    }

    private VisitStep signUp(long now) {
        if (!answered(now, ShopService.AUTH, "POST", "/sign-up")) {
            return again();
        }
        visitor = visitor.signedIn(customer.userId());
        web(now, "user.signed_up", "/sign-up", data("plan", "free"));
        identify(now);
        return onwards();
    }

    private VisitStep checkout(long now) {
        if (visitor.userId() == null) {
            return LOGIN;
        }
        if (basket.isEmpty() || !answered(now, ShopService.CHECKOUT, "POST", "/checkout")) {
            return again();
        }
        web(now, "checkout.started", "/checkout", data("item_count", basket.count(), "total_amount",
                customer.country().amount(basket.euroCents()), "currency", customer.country().currency()));
        return onwards();
    }

    private VisitStep payment(long now) {
        if (!basket.isReserved() && !basket.reserve(now, shop.storeroom())) {
            web(now, "checkout.failed", "/checkout", data("reason", "sold_out"));
            return LEAVE;
        }
        if (!answered(now, ShopService.PAYMENT, "POST", "/payments")) {
            return again();
        }
        orderId = orderId == null ? "o-%010x".formatted(shop.random().nextLong() >>> 24) : orderId;
        var data = data("order_id", orderId, "amount", customer.country().amount(basket.euroCents()), "currency",
                customer.country().currency(), "method", METHODS.get(shop.random().nextInt(METHODS.size())));
        boolean isIncident = shop.incidents().concerns(IncidentKind.PAYMENTS, ShopService.PAYMENT,
                Instant.ofEpochMilli(now));
        if (shop.chance(isIncident ? INCIDENT_DECLINES : USUAL_DECLINES)) {
            data.put("reason", isIncident ? "provider_unavailable" : "declined");
            web(now, "payment.failed", "/payment", data);
            return shop.chance(0.75) ? PAYMENT : LEAVE;
        }
        web(now, "payment.succeeded", "/payment", data);
        return ORDER;
    }

    private VisitStep order(long now) {
        web(now, "order.created", "/orders/" + orderId, data("order_id", orderId, "total_amount",
                customer.country().amount(basket.euroCents()), "currency", customer.country().currency(), "country",
                customer.country().name(), "item_count", basket.count(), "items", basket.lines(customer.country())));
        basket.clear();
        orderId = null;
        return onwards();
    }

    private VisitStep onwards() {
        var next = step.next(shop.random());
        boolean isPointless = visitor.userId() != null && (next == LOGIN || next == VisitStep.SIGN_UP);
        return isPointless ? VisitStep.PRODUCT : next;
    }

    /** After a page that failed. */
    private VisitStep again() {
        return shop.chance(0.6) ? step : LEAVE;
    }

    private boolean answered(long now, ShopService service, String method, String path) {
        return shop.servers().answer(now, service, method, path, visitor);
    }

    private void identify(long now) {
        web(now, "identify", "/account", data("country", customer.country().name()));
    }

    private void web(long now, String type, String page, Map<String, Object> data) {
        shop.events().web(now, type, visitor, page, null, data);
    }

    private Map<String, Object> productData(Product product) {
        return data("product_id", product.id(), "sku", product.sku(), "name", product.name(), "category",
                product.category(), "price", customer.country().amount(product.priceCents()), "currency",
                customer.country().currency());
    }

    /** Pairs of name and value, after the visitor's segment. */
    private Map<String, Object> data(Object... pairs) {
        var data = new LinkedHashMap<String, Object>();
        data.put("segment", customer.segment());
        for (int i = 0; i < pairs.length; i += 2) {
            data.put((String) pairs[i], pairs[i + 1]);
        }
        return data;
    }

}
