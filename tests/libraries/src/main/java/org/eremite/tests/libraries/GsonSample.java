package org.eremite.tests.libraries;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import com.google.gson.JsonSyntaxException;
import com.google.gson.annotations.Expose;
import com.google.gson.annotations.SerializedName;
import com.google.gson.annotations.Since;
import com.google.gson.reflect.TypeToken;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The examples of Gson's user guide; the classes they name are in the program's reachability metadata. */
final class GsonSample {
    /** Primitive fields, one of them not to be written. */
    static final class BagOfPrimitives {
        private int value1 = 1;
        private String value2 = "abc";
        private transient int value3 = 3;

        @Override
        public String toString() {
            return value1 + " " + value2 + " " + value3;
        }
    }

    /** A generic class. */
    static final class Foo<T> {
        private T value;

        Foo(T value) {
            this.value = value;
        }
    }

    /** Annotated fields. */
    static final class Invoice {
        @SerializedName("invoice_number")
        private final String number;
        @Expose
        @Since(1.1)
        private final BigDecimal total;
        private final Invoice previous;

        Invoice(String number, BigDecimal total, Invoice previous) {
            this.number = number;
            this.total = total;
            this.previous = previous;
        }
    }

    /** A record with a collection, a map and an enum. */
    record Event(String name, Collection<Integer> seats, Map<String, Double> prices, Kind kind) {
        /** Renamed in JSON. */
        enum Kind {
            /** Played. */
            @SerializedName("concert")
            CONCERT,
            /** Acted. */
            PLAY
        }
    }

    private GsonSample() {}

    static void tell(Consumer<String> out) {
        Gson gson = new Gson();
        out.accept(gson.toJson(new BagOfPrimitives()));
        out.accept(gson.fromJson("{\"value1\":17,\"value2\":\"x\",\"value3\":9}", BagOfPrimitives.class).toString());
        out.accept(gson.toJson(new int[][] {{1, 2}, {3}}) + gson.toJson(new String[] {"abc", "\"<>\u2028"}));
        List<Integer> integers = gson.fromJson("[1,2,3,4,5]", new TypeToken<List<Integer>>() {}.getType());
        out.accept(integers.stream().mapToInt(Integer::intValue).sum() + "");
        Foo<BagOfPrimitives> foo =
                gson.fromJson("{\"value\":{\"value1\":5}}", new TypeToken<Foo<BagOfPrimitives>>() {}.getType());
        out.accept(foo.value + " " + gson.toJson(new Foo<>(List.of("a", "b"))));
        Event event = gson.fromJson("""
                {"name": "hello", "seats": [3, 1, 2], "prices": {"low": 1.5, "high": 20}, "kind": "concert"}""", Event.class);
        out.accept(event + " " + gson.toJson(event));
        Invoice invoice = new Invoice("B-2", new BigDecimal("10.50"), new Invoice("A-1", null, null));
        out.accept(gson.toJson(invoice));
        out.accept(new GsonBuilder().setVersion(1.0).serializeNulls().setPrettyPrinting().create().toJson(invoice)
                .replace('\n', '|'));
        out.accept(new GsonBuilder().excludeFieldsWithoutExposeAnnotation().create().toJson(invoice));
        JsonSerializer<LocalDate> dates = (date, type, context) -> new JsonPrimitive(date.toString());
        out.accept(new GsonBuilder().registerTypeAdapter(LocalDate.class, dates).create()
                .toJson(new TreeMap<>(Map.of("leap", LocalDate.of(2024, 2, 29)))));
        JsonElement tree = JsonParser.parseString("{\"a\": [1, {\"b\": null}], \"c\": 1e3}");
        out.accept(tree + " " + tree.getAsJsonObject().get("c").getAsInt());
        try {
            gson.fromJson("{\"value1\": \"many\"}", BagOfPrimitives.class);
        } catch (JsonSyntaxException e) {
            out.accept(e.getMessage());
        }
    }
}
