package io.millrace.pattern;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/** The events of a branch by variable, put together when they are asked for: a match that nobody reads costs little. */
final class CapturedPath<E> extends AbstractMap<String, List<E>> {

    private final Path<E> path;
    private final List<String> variables;

    CapturedPath(Path<E> path, List<String> variables) {
        this.path = path;
        this.variables = variables;
    }

    @Override
    public List<E> get(Object variable) {
        int number = variables.indexOf(variable);
        List<E> events = number < 0 ? List.of() : path.eventsOf(number);
        return events.isEmpty() ? null : events;
    }

    @Override
    public boolean containsKey(Object variable) {
        return get(variable) != null;
    }

    @Override
    public Set<Map.Entry<String, List<E>>> entrySet() {
        return new Entries();
    }

    private final class Entries extends AbstractSet<Map.Entry<String, List<E>>> {

        @Override
        public Iterator<Map.Entry<String, List<E>>> iterator() {
            return new Entering();
        }

        @Override
        public int size() {
            long seen = 0;
            int size = 0;
            for (Taken<E> taken : path.events) {
                size += (seen >>> taken.variable & 1) == 0 ? 1 : 0;
                seen |= 1L << taken.variable;
            }
            return size;
        }
    }

    private final class Entering implements Iterator<Map.Entry<String, List<E>>> {

        private int variable = -1;
        private List<E> events = List.of();

        Entering() {
            advance();
        }

        private void advance() {
            events = List.of();
            while (events.isEmpty() && ++variable < variables.size()) {
                events = path.eventsOf(variable);
            }
        }

        @Override
        public boolean hasNext() {
            return !events.isEmpty();
        }

        @Override
        public Map.Entry<String, List<E>> next() {
            if (events.isEmpty()) {
                throw new NoSuchElementException();
            }
            Map.Entry<String, List<E>> entry = Map.entry(variables.get(variable), events);
            advance();
            return entry;
        }
    }
}
