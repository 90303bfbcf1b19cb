package io.millrace.standalone.demo;

/**
 * Something that the shop sells.
 *
 * @param priceCents
 *            in euro cents
 * @param reorderLevel
 *            stock at which more is ordered
 */
record Product(String id, String sku, String name, String category, long priceCents, int reorderLevel) {}
