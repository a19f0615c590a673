package org.eremite.tests.architecture;

import java.lang.module.ModuleDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The layer picture of ARCHITECTURE.md: arrows only go down. */
final class Layers {
    private static final String PREFIX = "org.eremite.";
    private static final String APPLICATION_PREFIX = "app.";
    private static final String CONTRACT_OF_THE_MACHINE = "hal";
    private static final String HOST_TOOL = "image";
    private static final Set<String> MACHINES = Set.of("hal.x86_64", "hal.sim", "hal.linux");
    /** Optional modules: they provide contracts of {@code io}, and only applications require them. */
    private static final Set<String> OPTIONAL = Set.of("net", "fs.virtio");
    /** Modules of one element do not know each other. From the top, without applications. */
    private static final List<Set<String>> FROM_THE_TOP = List.of(Set.of("par.guest"), Set.of("par", "junit"), Set.of("jdk"),
            Set.of("abi"), OPTIONAL, Set.of("io"), Set.of("virtio"), Set.of("vm"), Set.of("sched"), Set.of("mm"),
            Set.of(CONTRACT_OF_THE_MACHINE));

    private Layers() {
    }

    /** The arrows of {@code module} that the picture does not allow, one sentence each. */
    static List<String> faults(ModuleDescriptor module) {
        List<String> faults = new ArrayList<>();
        String from = shortName(module.name());
        if (level(from).isEmpty()) {
            faults.add(from + " has no place in the layer picture");
        }
        for (ModuleDescriptor.Requires arrow : module.requires()) {
            if (arrow.name().startsWith(PREFIX)) {
                String to = shortName(arrow.name());
                if (!allowed(from, to)) {
                    faults.add(from + " must not require " + to);
                }
            }
        }
        return faults;
    }

    private static boolean allowed(String from, String to) {
        if (level(from).isEmpty() || level(to).isEmpty() || MACHINES.contains(to) || to.equals(HOST_TOOL)) {
            return false;
        }
        if (MACHINES.contains(from) || from.equals(HOST_TOOL)) {
            return to.equals(CONTRACT_OF_THE_MACHINE);
        }
        boolean forApplications = OPTIONAL.contains(to);
        return level(from).get() > level(to).get() && (!forApplications || isApplication(from));
    }

    private static boolean isApplication(String name) {
        return name.startsWith(APPLICATION_PREFIX);
    }

    /** Height in the picture; empty for a module that is not in it. */
    private static Optional<Integer> level(String name) {
        if (isApplication(name) || name.equals(HOST_TOOL)) {
            return Optional.of(FROM_THE_TOP.size());
        }
        if (MACHINES.contains(name)) {
            return Optional.of(0);
        }
        for (int i = 0; i < FROM_THE_TOP.size(); i++) {
            if (FROM_THE_TOP.get(i).contains(name)) {
                return Optional.of(FROM_THE_TOP.size() - 1 - i);
            }
        }
        return Optional.empty();
    }

    private static String shortName(String module) {
        return module.startsWith(PREFIX) ? module.substring(PREFIX.length()) : module;
    }
}
