package org.eremite.par;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Beats exactly when a test says so: the moments at which work is divided become inputs. */
final class ScriptedBeats implements BeatSource {
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    @Override
    public Beats open(Listener listener) {
        listeners.add(listener);
        return new Beats() {
            @Override
            public void resume() {
            }

            @Override
            public void close() {
                listeners.remove(listener);
            }
        };
    }

    /** Two beats, so that whatever the workers do next is worth sharing. */
    synchronized void beat() {
        for (Listener listener : listeners) {
            listener.onBeat();
            listener.onBeat();
        }
    }
}
