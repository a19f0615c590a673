package org.eremite.tests.platform;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.Paths;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Names of files, and files that do not exist. */
final class PathsChapter {
    private static final String MISSING = "/no/such/directory/file.txt";

    private PathsChapter() {}

    static void tell(Transcript transcript) {
        names(transcript);
        missing(transcript);
    }

    private static void names(Transcript t) {
        Path path = Path.of("/usr/lib/../lib/./jvm/file.tar.gz");
        t.line("path.normalize", () -> path.normalize());
        t.line("path.parts", () -> path.getRoot() + " " + path.getFileName() + " " + path.getNameCount() + " " + path.subpath(0, 2) + " " + path.getParent());
        t.line("path.relativize", () -> Path.of("/a/b").relativize(Path.of("/a/c/d")));
        t.line("path.resolve", () -> Path.of("a").resolve("b/../c") + " " + Path.of("a").resolve("/b") + " " + Path.of("a/b").resolveSibling("c"));
        t.line("path.compare", () -> Path.of("/a").startsWith("/") + " " + Path.of("a/b").endsWith("b") + " " + Path.of("a").compareTo(Path.of("b")));
        t.line("path.iterate", () -> {
            StringBuilder parts = new StringBuilder();
            Path.of("x/y/z").forEach(part -> parts.append(part).append(';'));
            return parts;
        });
        t.line("path.unicode", () -> Path.of("/\u00e9\u20ac").toString().length());
        t.line("path.nul", () -> Path.of("a\0b"));
        t.line("path.uri", () -> Path.of("/a b").toUri() + " " + Path.of(java.net.URI.create("file:///x/y")));
        t.line("path.absolute", () -> Path.of("/a").toAbsolutePath() + " " + Path.of("a").toAbsolutePath().isAbsolute());
        t.line("path.more", () -> Paths.get("a", "b", "c"));
        t.line("path.empty", () -> Path.of("").getNameCount() + " " + Path.of("").isAbsolute());
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:**.{java,class}");
        t.line("path.glob", () -> matcher.matches(Path.of("/a/B.java")) + " " + matcher.matches(Path.of("/a/B.txt")));
        t.line("path.regex", () -> FileSystems.getDefault().getPathMatcher("regex:.*[0-9]").matches(Path.of("x9")));
        t.line("system", () -> FileSystems.getDefault().getSeparator() + " " + FileSystems.getDefault().isOpen() + " "
                + FileSystems.getDefault().provider().getScheme());
        t.line("system.roots", () -> FileSystems.getDefault().getRootDirectories().iterator().next());
        t.line("system.close", () -> {
            FileSystems.getDefault().close();
            return null;
        });
        t.line("file.names", () -> new File("/a/b/../c.txt").getName() + " " + new File("/a/b").getParent() + " " + new File("a//b/").getPath());
        t.line("file.canonical", () -> new File("/no/such/../x").getCanonicalPath());
        t.line("file.path", () -> new File("/a/b").toPath().getNameCount());
    }

    private static void missing(Transcript t) {
        Path path = Path.of(MISSING);
        File file = new File(MISSING);
        t.line("missing.exists", () -> Files.exists(path) + " " + Files.notExists(path) + " " + Files.isDirectory(path) + " " + Files.isReadable(path));
        t.line("missing.stream", () -> Files.newInputStream(path));
        t.line("missing.read", () -> Files.readString(path));
        t.line("missing.lines", () -> Files.lines(path));
        t.line("missing.write", () -> Files.writeString(path, "x"));
        t.line("missing.channel", () -> FileChannel.open(path, StandardOpenOption.READ));
        t.line("missing.size", () -> Files.size(path));
        t.line("missing.attributes", () -> Files.readAttributes(path, "*", LinkOption.NOFOLLOW_LINKS));
        t.line("missing.modified", () -> Files.getLastModifiedTime(path));
        t.line("missing.list", () -> Files.list(path));
        t.line("missing.walk", () -> Files.walk(path));
        t.line("missing.delete", () -> {
            Files.delete(path);
            return null;
        });
        t.line("missing.deleteIfExists", () -> Files.deleteIfExists(path));
        t.line("missing.createDirectory", () -> Files.createDirectory(path));
        t.line("missing.createFile", () -> Files.createFile(path));
        t.line("missing.copy", () -> Files.copy(path, Path.of("/no/such/target")));
        t.line("missing.move", () -> Files.move(path, Path.of("/no/such/target")));
        t.line("missing.real", () -> path.toRealPath());
        t.line("missing.same", () -> Files.isSameFile(path, Path.of("/other")));
        t.line("missing.link", () -> Files.readSymbolicLink(path));
        t.line("missing.owner", () -> Files.getOwner(path));
        t.line("missing.store", () -> Files.getFileStore(path));
        t.line("missing.file", () -> file.exists() + " " + file.isFile() + " " + file.length() + " " + file.lastModified() + " " + file.canRead()
                + " " + file.delete() + " " + file.mkdir() + " " + (file.list() == null));
        t.refusal("missing.inputStream", () -> new FileInputStream(file).close());
        t.refusal("missing.inputStreamClass", () -> {
            throw new FileNotFoundException();
        });
        t.refusal("missing.randomAccess", () -> new RandomAccessFile(file, "r").close());
        t.refusal("missing.outputStream", () -> new java.io.FileOutputStream(file).close());
        t.refusal("missing.createNewFile", () -> file.createNewFile());
        t.refusal("missing.scanner", () -> new java.util.Scanner(file).close());
        t.line("missing.names", () -> List.of(NoSuchFileException.class.getSuperclass().getSimpleName(), IOException.class.getSimpleName()));
    }
}
