package org.eremite.image.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void nestedValuesAreWrittenInOrder() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("b", List.of(1, true, "x"));
        map.put("a", null);
        map.put("c", Map.of());
        map.put("d", List.of());
        assertEquals("{\"b\":[1,true,\"x\"],\"a\":null,\"c\":{},\"d\":[]}", Json.write(map));
    }

    @Test
    void textStaysOnOneLine() {
        assertEquals("\"a\\\"\\\\\\n\\t\\r\\u0000ü\"", Json.write("a\"\\\n\t\r\0ü"));
    }
}
