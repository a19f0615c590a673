package org.eremite.jdk.zip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.PriorityQueue;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HuffmanCodeTest {
    @Property
    void everySymbolThatOccursHasACodeAndTheCodeIsComplete(
            @ForAll @Size(min = 2, max = 300) int[] raw, @ForAll @IntRange(min = 9, max = 15) int limit) {
        int[] frequencies = Arrays.stream(raw).map(f -> Math.floorMod(f, 1 << 14)).toArray();
        HuffmanCode code = new HuffmanCode(frequencies.length, limit);
        code.build(frequencies);
        double space = 0;
        for (int symbol = 0; symbol < frequencies.length; symbol++) {
            int length = code.length(symbol);
            assertTrue(length <= limit && (frequencies[symbol] == 0 || length > 0));
            space += length == 0 ? 0 : Math.pow(2, -length);
        }
        assertEquals(1, space);
    }

    @Property
    void whereTheLimitDoesNotMatterNoCodeIsShorter(@ForAll @Size(min = 2, max = 100) int[] raw) {
        int[] frequencies = Arrays.stream(raw).map(f -> 1 + Math.floorMod(f, 100)).toArray();
        HuffmanCode code = new HuffmanCode(frequencies.length, 15);
        code.build(frequencies);
        PriorityQueue<Long> trees = new PriorityQueue<>();
        Arrays.stream(frequencies).asLongStream().forEach(trees::add);
        long bits = 0;
        while (trees.size() > 1) {
            long both = trees.poll() + trees.poll();
            bits += both;
            trees.add(both);
        }
        assertEquals(bits, code.cost(frequencies));
    }

    @Test
    void frequenciesThatGrowLikeFibonacciNumbersAreHeldToTheLimit() {
        int[] frequencies = new int[19];
        frequencies[0] = 1;
        frequencies[1] = 1;
        for (int i = 2; i < frequencies.length; i++) {
            frequencies[i] = frequencies[i - 1] + frequencies[i - 2];
        }
        HuffmanCode code = new HuffmanCode(frequencies.length, 7);
        code.build(frequencies);
        HuffmanDecoder decoder = new HuffmanDecoder();
        byte[] lengths = new byte[19];
        for (int i = 0; i < 19; i++) {
            lengths[i] = (byte) code.length(i);
        }
        assertEquals(HuffmanDecoder.Kind.COMPLETE, decoder.build(lengths, 0, 19));
    }
}
