package org.eremite.hal.x86_64.assembler;

import static org.eremite.hal.x86_64.assembler.Encodings.row;
import static org.eremite.hal.x86_64.assembler.Encodings.tests;
import static org.eremite.hal.x86_64.assembler.Memory.gs;
import static org.eremite.hal.x86_64.assembler.Memory.mem;
import static org.eremite.hal.x86_64.assembler.Register.R11;
import static org.eremite.hal.x86_64.assembler.Register.R12;
import static org.eremite.hal.x86_64.assembler.Register.R9;
import static org.eremite.hal.x86_64.assembler.Register.RAX;
import static org.eremite.hal.x86_64.assembler.Register.RCX;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Branches other than those to labels. */
class ControlFlowEncodingTest {
    @TestFactory
    Stream<DynamicTest> branches() {
        return tests(
                Mode.CODE_64,
                row("jmp rax", a -> a.jmp(RAX), "FF E0"),
                row("jmp r11", a -> a.jmp(R11), "41 FF E3"),
                row("jmp [rax+8]", a -> a.jmp(mem(RAX, 8)), "FF 60 08"),
                row("jmp gs:[8]", a -> a.jmp(gs(8)), "65 FF 24 25 08 00 00 00"),
                row("call rcx", a -> a.call(RCX), "FF D1"),
                row("call r9", a -> a.call(R9), "41 FF D1"),
                row("call [r12+rax*8]", a -> a.call(mem(R12, RAX, 8, 0)), "41 FF 14 C4"),
                row("jmp symbol", a -> a.jmp("symbol"), "E9 00 00 00 00"),
                row("call symbol", a -> a.call("symbol"), "E8 00 00 00 00"),
                row("jne symbol", a -> a.jcc(Condition.NOT_EQUAL, "symbol"), "0F 85 00 00 00 00"),
                row("ret", a -> a.ret(), "C3"),
                row("ljmp [rax]", a -> a.ljmp(mem(RAX)), "FF 28"),
                row("retf", a -> a.lret(), "CB"),
                row("retfq", a -> a.retfq(), "48 CB"),
                row("iretq", a -> a.iretq(), "48 CF"),
                row("iretd", a -> a.iretd(), "CF"),
                row("int 0x80", a -> a.interrupt(0x80), "CD 80"),
                row("int3", a -> a.int3(), "CC"),
                row("ud2", a -> a.ud2(), "0F 0B"));
    }
}
