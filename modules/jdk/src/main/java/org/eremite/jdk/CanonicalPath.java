package org.eremite.jdk;

import java.util.ArrayDeque;
import java.util.Deque;

/** Absolute names of files without detours, which takes no file system where nothing is a link. */
final class CanonicalPath {
    private static final String SEPARATOR = "/";

    private CanonicalPath() {}

    /** {@code path}, absolute, without {@code .}, {@code ..} and doubled separators. */
    static String of(String path) {
        Deque<String> names = new ArrayDeque<>();
        for (String name : path.split(SEPARATOR)) {
            if (name.equals("..")) {
                names.pollLast();
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.addLast(name);
            }
        }
        return SEPARATOR + String.join(SEPARATOR, names);
    }
}
