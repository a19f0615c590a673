package org.eremite.image.launch;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What stands before QEMU on its command line, of programs that most systems have (util-linux): {@code setsid}, since in a
 * session of its own QEMU hears no Ctrl-C, so that the guest can end in its own way; {@code setpriv}, so that QEMU does not
 * outlive a tool that is killed.
 */
final class Detachment {
    private static final List<String> DIE_WITH_PARENT = List.of("--pdeathsig", "KILL");

    private Detachment() {
    }

    /** The words, of programs on the PATH of {@code environment}; those that are missing are left out. */
    static List<String> words(Map<String, String> environment) {
        List<String> words = new ArrayList<>(ProgramSearch.onPath("setsid", environment).stream().toList());
        ProgramSearch.onPath("setpriv", environment).filter(Detachment::knowsDeathSignal).ifPresent(program -> {
            words.add(program);
            words.addAll(DIE_WITH_PARENT);
        });
        return words;
    }

    /** Not every implementation does. */
    private static boolean knowsDeathSignal(String setpriv) {
        List<String> trial = new ArrayList<>(List.of(setpriv));
        trial.addAll(DIE_WITH_PARENT);
        trial.add("true");
        try {
            return new ProcessBuilder(trial).redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD).start()
                    .waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
