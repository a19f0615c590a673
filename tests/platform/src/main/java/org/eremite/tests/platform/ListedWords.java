package org.eremite.tests.platform;

import java.util.ListResourceBundle;

/** Words in a class. */
public final class ListedWords extends ListResourceBundle {
    /** Found by name. */
    public ListedWords() {}

    @Override
    protected Object[][] getContents() {
        return new Object[][] {{"answer", 42}};
    }
}
