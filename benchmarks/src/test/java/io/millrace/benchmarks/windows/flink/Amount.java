package io.millrace.benchmarks.windows.flink;

/** What crosses the network between the source and the windows. */
public class Amount {

    public String series;
    public double amount;

    public Amount() {}

    Amount(String series, double amount) {
        this.series = series;
        this.amount = amount;
    }

}
