package org.eremite.hal.x86_64.code;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/** What surrounds the processor under test: ports and the identification of the CPU. */
final class Platform {
    static final int SERIAL = 0x3F8;
    static final int SERIAL_STATUS = 0x3FD;
    static final int DEBUG_CONSOLE = 0xE9;

    /** Values that ports give. */
    final Map<Integer, Integer> inputs = new HashMap<>(Map.of(SERIAL_STATUS, 0x60));
    /** Everything written to ports other than the serial line's and the debug console's. */
    final List<String> outputs = new ArrayList<>();
    /** Features that CPUID denies. */
    final Set<CpuRequirement> lacking = new HashSet<>();
    /** Highest basic leaf. */
    int highestLeaf = 0x20;
    /** EAX of leaf 0xD: extended states that exist. */
    int extendedStates = 0xE7;
    long timeStamp;
    /** What RDRAND gives next; 0, and nothing at all, stands for a failure. */
    final Queue<Long> randomNumbers = new ArrayDeque<>();
    /** What RDSEED gives next. */
    final Queue<Long> seeds = new ArrayDeque<>();

    private final ByteArrayOutputStream serial = new ByteArrayOutputStream();
    private final ByteArrayOutputStream debug = new ByteArrayOutputStream();

    int in(int port, int bytes) {
        int value = inputs.getOrDefault(port, -1);
        return bytes == Integer.BYTES ? value : value & (1 << 8 * bytes) - 1;
    }

    void out(int port, int bytes, int value) {
        if (port == SERIAL && bytes == 1) {
            serial.write(value);
        } else if (port == DEBUG_CONSOLE && bytes == 1) {
            debug.write(value);
        } else {
            outputs.add("%d bytes to port 0x%X: 0x%X".formatted(bytes, port, value));
        }
    }

    String serialText() {
        return serial.toString(StandardCharsets.US_ASCII);
    }

    String debugText() {
        return debug.toString(StandardCharsets.US_ASCII);
    }

    /** EAX, EBX, ECX, EDX. */
    int[] cpuid(int leaf, int subleaf) {
        return switch (leaf) {
            case 0 -> new int[] {highestLeaf, 0x756E6547, 0x6C65746E, 0x49656E69};
            case 0xD -> new int[] {subleaf == 0 ? extendedStates : 0, 832, 832, 0};
            case 1, 7, 0x8000_0001 -> features(leaf);
            default -> new int[] {leaf + 1, leaf + 2, leaf + 3, subleaf + 4};
        };
    }

    private int[] features(int leaf) {
        int[] registers = {-1, -1, -1, -1};
        for (CpuRequirement requirement : lacking) {
            if (requirement.leaf() == leaf) {
                int index = switch (requirement.register()) {
                    case EAX -> 0;
                    case EBX -> 1;
                    case ECX -> 2;
                    default -> 3;
                };
                registers[index] &= ~(1 << requirement.bit());
            }
        }
        return registers;
    }
}
