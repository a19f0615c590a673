package org.eremite.tests.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words of one machine in Java source text; comments may use them. */
final class MachineNames {
    private static final Pattern NAMES =
            Pattern.compile("\\b(x86|cr[0-4]|rax|apic|msr|gdt|idt|cpuid|tsc)\\b|hal\\.x86_64", Pattern.CASE_INSENSITIVE);
    /** A text block, a string, a character, or a comment, whichever begins first. */
    private static final Pattern TOKENS = Pattern.compile(
            "\"\"\"(?:\\\\.|[^\\\\])*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\\n])*'|//[^\n]*|/\\*(?:[^*]|\\*(?!/))*+\\*/",
            Pattern.DOTALL);
    /** Where one word of a name ends and the next begins, so that {@code readMsr} and {@code MSR_BASE} are seen too. */
    private static final Pattern SEAM = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|_");

    private MachineNames() {
    }

    /** The lines of {@code source} with such a word, as {@code NUMBER: text}. */
    static List<String> in(String source) {
        List<String> found = new ArrayList<>();
        List<String> lines = withoutComments(source).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (NAMES.matcher(line).find() || NAMES.matcher(SEAM.matcher(line).replaceAll(" ")).find()) {
                found.add(i + 1 + ": " + line.strip());
            }
        }
        return found;
    }

    private static String withoutComments(String source) {
        return TOKENS.matcher(source).replaceAll(token -> {
            String text = token.group();
            boolean comment = text.startsWith("//") || text.startsWith("/*");
            return Matcher.quoteReplacement(comment ? text.replaceAll("[^\n]", "") : text);
        });
    }
}
