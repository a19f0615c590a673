package org.eremite.image.junit;

import java.util.List;
import java.util.regex.Pattern;

/** Which classes hold tests: regular expressions for binary names of classes. */
public final class TestSelection {
    /** What Surefire takes for tests by default, classes within classes left out. */
    private static final String BY_CONVENTION = "([^$]*\\.)?(Test[^.$]*|[^.$]*(Test|Tests|TestCase))";
    private static final String ANY_PACKAGE = "(.*\\.)?";
    private static final String WILDCARD = "*";

    private TestSelection() {}

    /**
     * Classes that one of {@code names} fits, in which {@code *} stands for any characters and which may lack the package;
     * classes named as tests are by convention if there are none.
     */
    public static List<String> of(List<String> names) {
        return names.isEmpty() ? List.of(BY_CONVENTION) : names.stream().map(TestSelection::expression).toList();
    }

    private static String expression(String name) {
        StringBuilder expression = new StringBuilder(name.indexOf('.') < 0 ? ANY_PACKAGE : "");
        for (String part : name.split("(?=\\*)|(?<=\\*)")) {
            expression.append(part.equals(WILDCARD) ? ".*" : Pattern.quote(part));
        }
        return expression.toString();
    }
}
