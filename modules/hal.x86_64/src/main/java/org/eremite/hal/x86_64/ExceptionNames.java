package org.eremite.hal.x86_64;

import com.oracle.svm.core.Uninterruptible;

/** Names for the panic report (SDM vol. 3, table 6-1). */
final class ExceptionNames {
    private ExceptionNames() {}

    @Uninterruptible(reason = "Called by the panic report.")
    static String name(int vector) {
        switch (vector) {
            case 0:
                return "divide error (#DE)";
            case 1:
                return "debug exception (#DB)";
            case 2:
                return "non-maskable interrupt";
            case 3:
                return "breakpoint (#BP)";
            case 4:
                return "overflow (#OF)";
            case 5:
                return "bound range exceeded (#BR)";
            case 6:
                return "invalid opcode (#UD)";
            case 7:
                return "device not available (#NM)";
            case 8:
                return "double fault (#DF)";
            case 10:
                return "invalid TSS (#TS)";
            case 11:
                return "segment not present (#NP)";
            case 12:
                return "stack segment fault (#SS)";
            case 13:
                return "general protection (#GP)";
            case 14:
                return "page fault (#PF)";
            case 16:
                return "x87 floating-point error (#MF)";
            case 17:
                return "alignment check (#AC)";
            case 18:
                return "machine check (#MC)";
            case 19:
                return "SIMD floating-point exception (#XM)";
            default:
                return "unexpected exception";
        }
    }

    /** Register {@code index} of {@link TrapFrameDescriptor#REGISTERS}. */
    @Uninterruptible(reason = "Called by the panic report.")
    static String register(int index) {
        switch (index) {
            case 0:
                return "  r15 ";
            case 1:
                return "  r14 ";
            case 2:
                return "  r13 ";
            case 3:
                return "  r12 ";
            case 4:
                return "  r11 ";
            case 5:
                return "  r10 ";
            case 6:
                return "  r9  ";
            case 7:
                return "  r8  ";
            case 8:
                return "  rbp ";
            case 9:
                return "  rdi ";
            case 10:
                return "  rsi ";
            case 11:
                return "  rdx ";
            case 12:
                return "  rcx ";
            case 13:
                return "  rbx ";
            default:
                return "  rax ";
        }
    }
}
