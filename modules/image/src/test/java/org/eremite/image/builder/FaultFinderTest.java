package org.eremite.image.builder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FaultFinderTest {
    static Stream<Arguments> reports() {
        return Stream.of(
                Arguments.of(
                        "user error",
                        "Class 'a.Main' not found",
                        """
                        [1/8] Initializing...
                        Error: Class 'a.Main' not found
                        Internal exception: com.oracle.svm.core.util.UserError$UserException: Class 'a.Main' not found
                        Error: another
                        """),
                Arguments.of(
                        "crash of the builder",
                        "java.lang.IllegalStateException: no modules",
                        """
                        Fatal error: java.lang.IllegalStateException: no modules
                        \tat builder/A.b(A.java:1)
                        """),
                Arguments.of(
                        "unexpected error, with its stack trace",
                        "com.oracle.svm.core.util.VMError$HostedError: Header file missing",
                        """
                        The build process encountered an unexpected error:

                        com.oracle.svm.core.util.VMError$HostedError: Header file missing
                        \tat builder/A.b(A.java:1)
                        Error: later
                        """),
                Arguments.of(
                        "unexpected error, quoted",
                        "java.lang.ArithmeticException: / by zero",
                        """
                        The build process encountered an unexpected error:

                        > java.lang.ArithmeticException: / by zero

                        Please inspect the generated error report at:
                        """),
                Arguments.of(
                        "several unsupported features",
                        "Class initialization of a.B failed",
                        """
                        Error: Unsupported features in 2 methods
                        Detailed message:
                        Error: Class initialization of a.B failed
                        Error: No instances of a.C are allowed
                        """),
                Arguments.of(
                        "one unsupported feature",
                        "No instances of a.C are allowed",
                        """
                        Error: No instances of a.C are allowed
                        Detailed message:
                        Trace: at parsing a.D.e(D.java:3)
                        """),
                Arguments.of(
                        "list behind a colon",
                        "Classes got initialized during image building: a.B was unintentionally initialized",
                        """
                        Error: Classes got initialized during image building:
                         a.B was unintentionally initialized
                         a.C was unintentionally initialized
                        """),
                Arguments.of(
                        "missing module",
                        "java.lang.module.FindException: Module org.graalvm.word not found",
                        """
                        Error occurred during initialization of boot layer
                        java.lang.module.FindException: Module org.graalvm.word not found
                        """),
                Arguments.of(
                        "option unknown to the virtual machine",
                        "Unrecognized VM option 'UseNothing'",
                        """
                        Unrecognized VM option 'UseNothing'
                        Error: Could not create the Java Virtual Machine.
                        Error: A fatal exception has occurred. Program will exit.
                        """),
                Arguments.of(
                        "exception that nobody caught",
                        "java.lang.OutOfMemoryError: Java heap space",
                        """
                        Exception in thread "main" java.lang.OutOfMemoryError: Java heap space
                        """),
                Arguments.of(
                        "no memory from the host",
                        "There is insufficient memory for the Java Runtime Environment to continue.",
                        """
                        #
                        # There is insufficient memory for the Java Runtime Environment to continue.
                        # Native memory allocation (mmap) failed to map 4096 bytes.
                        """));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("reports")
    void theCauseIsFoundInTheReport(String kind, String cause, String report) {
        assertEquals(Optional.of(cause), read(report).fault(), kind);
    }

    @Test
    void ordinaryOutputHasNoFault() {
        FaultFinder faults = read("""
                Warning: Option 'DynamicProxyConfigurationResources' is deprecated
                 - '-H:+ReportExceptionStackTraces' (origin(s): command line)
                    3,315 types,   3,839 fields, and  16,131 methods found reachable
                """);
        assertEquals(Optional.empty(), faults.fault());
        assertEquals(Optional.empty(), faults.foreignLayout());
    }

    @Test
    void anOffsetOfTheBuildersOwnObjectLayoutIsAFaultAlthoughItIsOnlyAWarning() {
        FaultFinder faults = read("""
                Warning: RecomputeFieldValue.ArrayIndexShift automatic field value transformation failed. \
                The automatic registration was attempted because an ArrayIndexScale computation followed by a call to \
                java.lang.Integer.numberOfTrailingZeros(int) was detected in the class initializer of queues.Access. \
                Detailed failure reason(s): The field is not final
                """);
        String found = faults.foreignLayout().orElseThrow();
        assertTrue(found.startsWith("RecomputeFieldValue.ArrayIndexShift "), found);
        assertTrue(found.contains("queues.Access"), found);
        assertEquals(Optional.empty(), faults.fault());
    }

    @Test
    void theBuilderStillWordsThatWarningSo() {
        String source = "com.oracle.svm.hosted.substitute.AutomaticUnsafeTransformationSupport";
        boolean found = false;
        for (PoolEntry entry : BuilderFixture.builderClass(source).constantPool()) {
            found |= entry instanceof Utf8Entry text
                    && text.stringValue().contains(" automatic field value transformation failed. ");
        }
        assertTrue(found);
    }

    private static FaultFinder read(String report) {
        FaultFinder faults = new FaultFinder();
        report.lines().forEach(faults::take);
        return faults;
    }
}
