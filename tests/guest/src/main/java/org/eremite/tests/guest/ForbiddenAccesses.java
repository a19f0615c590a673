package org.eremite.tests.guest;

import java.lang.reflect.Field;
import org.graalvm.nativeimage.StackValue;
import org.graalvm.nativeimage.c.function.CFunction.Transition;
import org.graalvm.nativeimage.c.function.CFunctionPointer;
import org.graalvm.nativeimage.c.function.InvokeCFunctionPointer;
import org.graalvm.word.Pointer;
import org.graalvm.word.WordFactory;
import sun.misc.Unsafe;

/**
 * Accesses to memory that no program can make in the Java language, and that must stop the machine; each is a boot of its
 * own. The addresses are those of the memory map in ARCHITECTURE.md.
 */
@SuppressWarnings("removal")
final class ForbiddenAccesses {
    private static final long CODE_BASE = 8L << 40;
    /** The image heap begins with its read-only part, behind the null region. */
    private static final long CONSTANTS_OF_IMAGE_HEAP = (16L << 40) + (512L << 10);
    private static final long PAGE = 4096;
    private static final byte RETURN_INSTRUCTION = (byte) 0xC3;
    private static final int BLOCK_BYTES = 96;
    /** More than the kernel heap keeps from being used anew in checking mode. */
    private static final int BLOCKS_FREED_LATER = 20_000;

    private static final Unsafe UNSAFE = unsafe();

    private ForbiddenAccesses() {
    }

    /** Native code without arguments. */
    interface Code extends CFunctionPointer {
        @InvokeCFunctionPointer(transition = Transition.NO_TRANSITION)
        void call();
    }

    /** Makes the access called {@code name}, which should be the end; returns false if there is none of that name. */
    static boolean apply(String name) {
        switch (name) {
            case "writeCode" -> UNSAFE.putByte(CODE_BASE, RETURN_INSTRUCTION);
            case "writeConstant" -> UNSAFE.putLong(CONSTANTS_OF_IMAGE_HEAP, 1);
            case "executeData" -> executeData();
            case "writePageZero" -> UNSAFE.putLong(0, 1);
            case "runOffStack" -> runOffStack();
            case "freeTwice" -> freeTwice();
            case "overrun" -> overrun();
            case "useAfterFree" -> useAfterFree();
            default -> {
                return false;
            }
        }
        System.out.println("survived " + name);
        return true;
    }

    private static void executeData() {
        long data = UNSAFE.allocateMemory(PAGE);
        UNSAFE.setMemory(data, PAGE, RETURN_INSTRUCTION);
        Code code = WordFactory.pointer(data);
        code.call();
    }

    /** Writes to every page from this frame down: all of them belong to the stack, until its guard page. */
    private static void runOffStack() {
        Pointer here = StackValue.get(Long.BYTES);
        for (long address = here.rawValue() & -PAGE; ; address -= PAGE) {
            UNSAFE.putLong(address, address);
        }
    }

    private static void freeTwice() {
        long block = UNSAFE.allocateMemory(BLOCK_BYTES);
        UNSAFE.freeMemory(block);
        UNSAFE.freeMemory(block);
    }

    private static void overrun() {
        long block = UNSAFE.allocateMemory(BLOCK_BYTES);
        UNSAFE.putByte(block + BLOCK_BYTES, (byte) 1);
        UNSAFE.freeMemory(block);
    }

    private static void useAfterFree() {
        long block = UNSAFE.allocateMemory(BLOCK_BYTES);
        UNSAFE.freeMemory(block);
        UNSAFE.putByte(block, (byte) 1);
        for (int i = 0; i < BLOCKS_FREED_LATER; i++) {
            UNSAFE.freeMemory(UNSAFE.allocateMemory(BLOCK_BYTES));
        }
    }

    static Unsafe unsafe() {
        try {
            Field field = Unsafe.class.getDeclaredField("theUnsafe");
            field.setAccessible(true);
            return (Unsafe) field.get(null);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
