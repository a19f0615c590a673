package org.eremite.tests.architecture;

import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of the runtime's own classes ({@code com.oracle.svm}) in a class file. Class references, descriptors, signatures
 * and annotations are all texts of the constant pool, so none can be missed there.
 */
final class RuntimeReferences {
    /** The one name that every module may use: the mark of the kernel's dialect. */
    private static final String MARK = "com/oracle/svm/core/Uninterruptible";
    private static final Pattern RUNTIME_CLASS = Pattern.compile("com[/.]oracle[/.]svm[/.][\\w/.$]*");

    private RuntimeReferences() {
    }

    /** All of them except the mark. */
    static Set<String> in(byte[] classFile) {
        Set<String> found = new TreeSet<>();
        for (PoolEntry entry : ClassFile.of().parse(classFile).constantPool()) {
            if (entry instanceof Utf8Entry text) {
                Matcher matcher = RUNTIME_CLASS.matcher(text.stringValue());
                while (matcher.find()) {
                    if (!matcher.group().equals(MARK)) {
                        found.add(matcher.group());
                    }
                }
            }
        }
        return found;
    }
}
