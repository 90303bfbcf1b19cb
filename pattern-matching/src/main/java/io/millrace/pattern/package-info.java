/**
 * Recognises patterns of events in an ordered stream of one key: the pattern text and its syntax tree, the compiler,
 * and the matcher with its state.
 *
 * <p>This package decides what a pattern means: which events a run takes, when it dies, times out or completes, which
 * runs a match drops, and in which order the outcomes come. It leaves to its callers what an event is, how conditions
 * are written, how events are put in order, where a key's state is kept, what time it is, and where outcomes go. It
 * depends on nothing but the JDK.
 *
 * <p>The way through it: {@link io.millrace.pattern.PatternParser} reads text into a
 * {@link io.millrace.pattern.PatternNode}; {@link io.millrace.pattern.PatternCompiler} joins it with conditions and
 * options to a {@link io.millrace.pattern.CompiledPattern}; {@link io.millrace.pattern.PatternMatcher} applies that to
 * the events of a key, whose {@link io.millrace.pattern.KeyState} goes in and comes out.
 */
package io.millrace.pattern;
