package org.eremite.par;

/**
 * An element and its position.
 *
 * @param <T> the type of the element
 * @param index how many elements come before it
 * @param value the element
 */
public record Indexed<T>(long index, T value) {
}
