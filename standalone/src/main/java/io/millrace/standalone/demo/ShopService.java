package io.millrace.standalone.demo;

/** The servers behind the shop, and how long they usually take. */
enum ShopService {

    WEB("web", 45), SEARCH("search", 140), CATALOG("catalog", 80), CART("cart", 60), CHECKOUT("checkout", 180),
    PAYMENT("payment", 320), AUTH("auth", 110);

    private final String label;
    private final int typicalMillis;

    ShopService(String label, int typicalMillis) {
        this.label = label;
        this.typicalMillis = typicalMillis;
    }

    /** Its name on events. */
    String label() {
        return label;
    }

    /** The median of its response times. */
    int typicalMillis() {
        return typicalMillis;
    }

}
