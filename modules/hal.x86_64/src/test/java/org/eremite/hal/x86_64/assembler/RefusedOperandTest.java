package org.eremite.hal.x86_64.assembler;

import static org.eremite.hal.x86_64.assembler.Memory.absolute;
import static org.eremite.hal.x86_64.assembler.Memory.mem;
import static org.eremite.hal.x86_64.assembler.Reference.physical;
import static org.eremite.hal.x86_64.assembler.Register.*;
import static org.eremite.hal.x86_64.assembler.Size.*;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Operands that have no encoding. */
class RefusedOperandTest {
    private static DynamicTest refused(Mode mode, String instruction, Consumer<Assembler> code) {
        return DynamicTest.dynamicTest(
                mode + ": " + instruction,
                () -> assertThrows(IllegalArgumentException.class, () -> Encodings.hex(mode, code)));
    }

    @TestFactory
    Stream<DynamicTest> refused() {
        return Stream.of(
                refused(Mode.CODE_32, "mov r8d, eax", a -> a.mov(R8D, EAX)),
                refused(Mode.CODE_32, "mov eax, [r8]", a -> a.mov(EAX, mem(R8))),
                refused(Mode.CODE_32, "mov rax, rbx", a -> a.mov(RAX, RBX)),
                refused(Mode.CODE_32, "mov rax, 1", a -> a.mov(RAX, 1)),
                refused(Mode.CODE_32, "mov sil, 1", a -> a.mov(SIL, 1)),
                refused(Mode.CODE_32, "mov qword [eax], 1", a -> a.mov(QWORD, mem(EAX), 1)),
                refused(Mode.CODE_32, "mov eax, [rip + label]", a -> a.mov(EAX, mem(a.here("label")))),
                refused(Mode.CODE_32, "push rax", a -> a.push(RAX)),
                refused(Mode.CODE_32, "mov cr8, eax", a -> a.mov(ControlRegister.CR8, EAX)),
                refused(Mode.CODE_32, "swapgs", Assembler::swapgs),
                refused(Mode.CODE_32, "iretq", Assembler::iretq),
                refused(Mode.CODE_64, "mov rax, ebx", a -> a.mov(RAX, EBX)),
                refused(Mode.CODE_64, "push eax", a -> a.push(EAX)),
                refused(Mode.CODE_64, "push 0x80000000", a -> a.push(0x8000_0000L)),
                refused(Mode.CODE_64, "mov al, 256", a -> a.mov(AL, 256)),
                refused(Mode.CODE_64, "mov al, -129", a -> a.mov(AL, -129)),
                refused(Mode.CODE_64, "mov eax, 1 << 32", a -> a.mov(EAX, 1L << 32)),
                refused(Mode.CODE_64, "add rax, 0x80000000", a -> a.add(RAX, 0x8000_0000L)),
                refused(Mode.CODE_64, "mov qword [rax], 0x80000000", a -> a.mov(QWORD, mem(RAX), 0x8000_0000L)),
                refused(Mode.CODE_64, "mov rax, [0x80000000]", a -> a.mov(RAX, absolute(0x8000_0000L))),
                refused(Mode.CODE_64, "mov eax, [physical]", a -> a.mov(EAX, mem(physical("f")))),
                refused(Mode.CODE_64, "mov rax, physical", a -> a.mov(RAX, physical("f"))),
                refused(Mode.CODE_64, "ljmp 8:physical", a -> a.ljmp(8, physical("f"))),
                refused(Mode.CODE_64, "mov cs, ax", a -> a.mov(SegmentRegister.CS, AX)),
                refused(Mode.CODE_64, "mov cr0, eax", a -> a.mov(ControlRegister.CR0, EAX)),
                refused(Mode.CODE_64, "in al, cx", a -> a.in(AL, CX)),
                refused(Mode.CODE_64, "in bl, dx", a -> a.in(BL, DX)),
                refused(Mode.CODE_64, "in al, 256", a -> a.in(AL, 256)),
                refused(Mode.CODE_64, "int 256", a -> a.interrupt(256)),
                refused(Mode.CODE_64, "shl eax, 32", a -> a.shl(EAX, 32)),
                refused(Mode.CODE_64, "bts rax, 64", a -> a.bts(RAX, 64)),
                refused(Mode.CODE_64, "bt al, 1", a -> a.bt(AL, 1)),
                refused(Mode.CODE_64, "movzx al, bl", a -> a.movzx(AL, BL)),
                refused(Mode.CODE_64, "movzx rax, ebx", a -> a.movzx(RAX, EBX)),
                refused(Mode.CODE_64, "lea al, [rax]", a -> a.lea(AL, mem(RAX))),
                refused(Mode.CODE_64, "rdrand al", a -> a.rdrand(AL)),
                refused(Mode.CODE_64, "ltr eax", a -> a.ltr(EAX)),
                refused(Mode.CODE_64, "db 256", a -> a.bytes(256)),
                refused(Mode.CODE_16, "call symbol", a -> a.call("f")),
                refused(Mode.CODE_16, "mov [0x10000], ax", a -> a.mov(absolute(0x1_0000), AX)),
                refused(Mode.CODE_16, "mov ax, [physical]", a -> a.mov(AX, mem(physical("f")))),
                refused(Mode.CODE_16, "jmp eax", a -> a.jmp(EAX)));
    }

    @Test
    void addressesHaveOneWidthAndNoStackPointerAsIndex() {
        assertThrows(IllegalArgumentException.class, () -> mem(RAX, RSP, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> mem(RAX, EBX, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> mem(RAX, RBX, 3, 0));
        assertThrows(IllegalArgumentException.class, () -> mem(BX));
        assertThrows(IllegalArgumentException.class, () -> mem(AL));
    }

    @Test
    void lockNeedsAReadModifyWriteOfMemory() {
        assertThrows(IllegalStateException.class, () -> Encodings.hex(Mode.CODE_64, a -> a.lock().mov(mem(RAX), RBX)));
        assertThrows(IllegalStateException.class, () -> Encodings.hex(Mode.CODE_64, a -> a.lock().cmp(mem(RAX), RBX)));
        assertThrows(IllegalStateException.class, () -> Encodings.hex(Mode.CODE_64, a -> a.lock().add(RAX, mem(RBX))));
        assertThrows(IllegalStateException.class, () -> Encodings.hex(Mode.CODE_64, a -> a.lock().add(RAX, RBX)));
        assertThrows(IllegalStateException.class, () -> Encodings.hex(Mode.CODE_64, a -> a.lock().nop()));
        assertThrows(IllegalStateException.class, () -> Encodings.hex(Mode.CODE_64, Assembler::lock));
    }
}
