package org.eremite.image;

/**
 * Tells the user which phase of a longer job is running and how long each took.
 */
public interface Progress {
    /** Announces {@code phases} more phases, so that lines can say {@code [n/m]}. */
    void expect(int phases);

    /** Ends the current phase, if there is one, and begins the one called {@code name}. */
    void begin(String name);

    /** Ends the current phase, if there is one. */
    void end();

    /** One line for the user outside the sequence of phases. */
    void note(String line);
}
