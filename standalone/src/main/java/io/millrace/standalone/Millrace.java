package io.millrace.standalone;

/** The command line: {@code up}, {@code replay}, {@code load} and {@code check}. */
public class Millrace {

    public static void main(String[] args) {}

}
