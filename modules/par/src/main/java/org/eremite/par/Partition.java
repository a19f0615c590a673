package org.eremite.par;

/**
 * The elements of a sequence divided by a condition, both parts in the order of the sequence.
 *
 * @param <A> the type of the parts
 * @param matching the elements that meet the condition
 * @param others those that do not
 */
public record Partition<A>(A matching, A others) {
}
