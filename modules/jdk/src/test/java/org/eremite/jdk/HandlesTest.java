package org.eremite.jdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class HandlesTest {
    private final Handles<String> handles = new Handles<>();

    @Test
    void aNumberStandsForItsObjectUntilItIsClosed() {
        long one = handles.open("one");
        long two = handles.open("two");
        assertNotEquals(0, one);
        assertEquals("one", handles.get(one));
        handles.close(one);
        assertThrows(IllegalStateException.class, () -> handles.get(one));
        assertEquals("two", handles.get(two));
    }

    @Test
    void numbersAreNotGivenTwice() {
        long first = handles.open("x");
        handles.close(first);
        assertNotEquals(first, handles.open("x"));
    }
}
