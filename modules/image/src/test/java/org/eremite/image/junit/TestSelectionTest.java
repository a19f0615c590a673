package org.eremite.image.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestSelectionTest {
    private static boolean selects(List<String> names, String className) {
        return TestSelection.of(names).stream().anyMatch(className::matches);
    }

    @ParameterizedTest
    @CsvSource({"p.FooTest,true", "FooTest,true", "p.q.TestFoo,true", "p.FooTests,true", "p.FooTestCase,true",
        "p.Foo,false", "p.FooTester,false", "p.Outer$FooTest,false", "p.FooTest$Inner,false"})
    void withoutNamesTheConventionHolds(String className, boolean selected) {
        assertEquals(selected, selects(List.of(), className));
    }

    @ParameterizedTest
    @CsvSource({"Foo,p.Foo,true", "Foo,Foo,true", "Foo,p.Foos,false", "Foo,p.AFoo,false", "p.Foo,p.Foo,true", "p.Foo,q.p.Foo,false",
        "p.*,p.q.Foo,true", "*Check,p.FooCheck,true", "p.F?o,p.Foo,false", "'p.[a-z]*',p.a,false"})
    void aNameSelectsWhatItFits(String name, String className, boolean selected) {
        assertEquals(selected, selects(List.of(name), className));
    }
}
