/**
 * A simulated shop: visitors, orders, payments, stock and the servers behind them, with an incident now and then.
 *
 * <p>
 * {@link io.millrace.standalone.demo.ShopSimulation} decides what happens and when, and is the same for the same seed
 * and start; {@link io.millrace.standalone.demo.DemoTraffic} sends it as time passes. Leaves it to the definitions what
 * is to be seen in it.
 */
package io.millrace.standalone.demo;
