package org.eremite.image.builder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryAnswersTest {
    private static final Pattern RECORD = Pattern.compile("NativeCodeInfo:\\w+(:\\w+)*:PropertyInfo:\\w+=[^\\s=]+");
    private static final Pattern FEATURE =
            Pattern.compile(".*:CPUFeatures:StructFieldInfo:(\\w+):PropertyInfo:(size|offset)=(\\d+)");

    @TempDir
    private Path directory;

    @Test
    void everyFileConsistsOfTheBuildersRecordsOnly() throws IOException {
        QueryAnswers.writeTo(directory);
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(
                    QueryAnswers.FILES,
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
        for (String name : QueryAnswers.FILES) {
            List<String> records = Files.readAllLines(directory.resolve(name));
            assertTrue(records.size() > 10, name);
            records.forEach(record -> assertTrue(RECORD.matcher(record).matches(), name + ": " + record));
        }
    }

    @Test
    void writingThemAgainReplacesThem() throws IOException {
        QueryAnswers.writeTo(directory);
        Path file = directory.resolve(QueryAnswers.FILES.getFirst());
        byte[] content = Files.readAllBytes(file);
        Files.writeString(file, "damaged");
        QueryAnswers.writeTo(directory);
        assertEquals(-1, Arrays.mismatch(content, Files.readAllBytes(file)));
    }

    @Test
    void everyCpuFeatureTheRuntimeDeclaresHasAPlaceOfItsOwn() throws IOException {
        Map<String, Integer> offsets = new TreeMap<>();
        Map<String, Integer> sizes = new TreeMap<>();
        QueryAnswers.writeTo(directory);
        for (String record : Files.readAllLines(directory.resolve("AMD64LibCHelperDirectives.cap"))) {
            Matcher feature = FEATURE.matcher(record);
            if (feature.matches()) {
                Map<String, Integer> values = feature.group(2).equals("size") ? sizes : offsets;
                values.put(feature.group(1), Integer.valueOf(feature.group(3)));
            }
        }
        TreeSet<String> declared = new TreeSet<>();
        BuilderFixture.builderClass("com.oracle.svm.core.amd64.AMD64LibCHelper$CPUFeatures")
                .methods()
                .forEach(method -> declared.add(method.methodName().stringValue()));
        assertEquals(declared, offsets.keySet());
        assertEquals(declared, sizes.keySet());
        BitSet taken = new BitSet();
        offsets.forEach((name, offset) -> {
            int end = offset + sizes.get(name);
            assertEquals(0, taken.get(offset, end).cardinality(), name);
            taken.set(offset, end);
        });
    }
}
