package org.eremite.image.builder;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eremite.image.application.Application;
import org.eremite.image.application.ApplicationModule;

/** The command line of the builder's JVM. */
final class BuilderCommand {
    private static final String MAIN =
            "org.graalvm.nativeimage.builder/com.oracle.svm.hosted.NativeImageGeneratorRunner";
    /** Packages and classes built with the image: the kernel runs before anything can be initialised. */
    private static final List<String> KERNEL_PACKAGES =
            List.of(
                    "org.eremite.hal",
                    "org.eremite.mm",
                    "org.eremite.sched",
                    "org.eremite.vm",
                    "org.eremite.abi.ImageLog",
                    "org.eremite.jdk.CommandLineHook");
    /** Features of system modules, by module. */
    private static final List<String[]> FEATURES = List.of(
            new String[] {"org.eremite.vm", "org.eremite.vm.EremiteFeature"},
            new String[] {"org.eremite.jdk", "org.eremite.jdk.JdkFeature"});
    /** What a builder argument begins with that is meant for the builder's JVM, as in {@code -J-Xmx4g}. */
    private static final String VIRTUAL_MACHINE_PREFIX = "-J";
    private static final String PLATFORM = "org.eremite.vm.EremitePlatform";

    private final BuilderInstallation installation;
    private final BuildRequest request;
    private final Path objects;

    /** @param objects empty directory below which the object file is to be left */
    BuilderCommand(BuilderInstallation installation, BuildRequest request, Path objects) {
        this.installation = installation;
        this.request = request;
        this.objects = objects;
    }

    /** Writes the files the command refers to and returns it. */
    List<String> write() throws IOException {
        Path work = request.workDirectory();
        Path arguments = work.resolve("builder.args");
        Path patch = ProgressReporterPatch.writeTo(work.resolve("patch"));
        Path answers = QueryAnswers.writeTo(work.resolve("answers"));
        List<String> all = new ArrayList<>(virtualMachine(patch));
        all.add("--module");
        all.add(MAIN);
        all.addAll(builder(answers));
        Files.write(arguments, all.stream().map(BuilderCommand::quoted).toList());
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "@" + arguments);
    }

    /** One argument of a java argument file: in quotes, with backslashes and quotes escaped. */
    static String quoted(String argument) {
        return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private List<String> virtualMachine(Path patch) {
        List<String> options = new ArrayList<>(List.of(
                "-XX:+UnlockExperimentalVMOptions",
                "-XX:+EnableJVMCI",
                "-XX:-UseJVMCICompiler",
                "-XX:+UseParallelGC",
                "-XX:MaxRAMPercentage=50",
                "-Xss10m",
                "--add-modules",
                "ALL-DEFAULT,org.graalvm.nativeimage.builder",
                "--upgrade-module-path",
                installation.compiler().toString(),
                "--module-path",
                path(installation.jars()),
                "--patch-module",
                ProgressReporterPatch.MODULE + "=" + patch,
                "-Djava.awt.headless=true",
                // The defaults of the image, whatever those of the host are.
                "-Duser.language=en",
                "-Duser.country=US",
                "-Dfile.encoding=UTF-8",
                "-Dsun.jnu.encoding=UTF-8",
                "-Dorg.graalvm.nativeimage.imagecode=buildtime",
                "-Dcom.oracle.graalvm.isaot=true",
                "-Djdk.internal.lambda.eagerlyInitialize=false",
                "-Djdk.internal.lambda.disableEagerInitialization=true",
                "-Djava.lang.invoke.InnerClassLambdaMetafactory.initializeLambdas=false",
                "-Djava.system.class.loader=com.oracle.svm.hosted.NativeImageSystemClassLoader",
                "-Deremite.log=" + request.options().log().orElse(BuildOptions.DEFAULT_LOG),
                "-Dsvm.platform=" + PLATFORM));
        options.addAll(AccessGrants.forBuilder(installation));
        request.options().builderArguments().stream()
                .filter(BuilderCommand::isForVirtualMachine)
                .map(argument -> argument.substring(VIRTUAL_MACHINE_PREFIX.length()))
                .forEach(options::add);
        return options;
    }

    private List<String> builder(Path answers) throws IOException {
        Application application = request.application();
        List<String> options = new ArrayList<>();
        if (!application.classPath().isEmpty()) {
            options.add("-imagecp");
            options.add(path(application.classPath()));
        }
        options.add("-imagemp");
        options.add(path(application.modulePath()));
        options.add("-H:+UnlockExperimentalVMOptions");
        application.mainModule().ifPresent(module -> options.add("-H:Module=" + module));
        options.addAll(List.of(
                "-H:Class=" + application.mainClass(),
                "-H:Name=" + application.name(),
                "-H:Path=" + objects,
                "-H:TempDirectory=" + objects,
                "-H:ImageBuildID=" + identity(application),
                "-H:+ExitAfterRelocatableImageWrite",
                "-H:+UseCAPCache",
                "-H:CAPCacheDir=" + answers,
                "-H:-InstallExitHandlers",
                "-H:-UseSystemLocale",
                // Bundles stay as they are: unpacking them at run time would take an Inflater.
                "-H:-LocalizationSubstituteLoadLookup",
                // Whether branches are padded would depend on the CPU that the builder happens to run on.
                "-H:-UseBranchesWithin32ByteBoundary",
                // A copying collector would need twice the heap in memory, in the worst case.
                "-H:+CompactingOldGen",
                "-H:+ReportExceptionStackTraces",
                "-H:Optimize=" + request.options().optimization(),
                "-H:MicroArchitecture=" + request.options().march(),
                "-H:Features=" + features(application),
                "-H:ClassInitialization="
                        + KERNEL_PACKAGES.stream().map(name -> name + ":build_time").collect(Collectors.joining(","))));
        options.addAll(AccessGrants.forKernel(installation, application.modulePath()));
        options.addAll(ReachabilityMetadata.of(application).options());
        request.options().builderArguments().stream()
                .filter(argument -> !isForVirtualMachine(argument))
                .forEach(options::add);
        return options;
    }

    private static boolean isForVirtualMachine(String argument) {
        return argument.startsWith(VIRTUAL_MACHINE_PREFIX);
    }

    private static String features(Application application) {
        List<String> modules =
                application.modules().stream().map(ApplicationModule::name).toList();
        return FEATURES.stream()
                .filter(feature -> modules.contains(feature[0]))
                .map(feature -> feature[1])
                .collect(Collectors.joining(","));
    }

    /** The same application always gets the same identity. */
    private static UUID identity(Application application) {
        String name = application.name() + "/" + application.mainClass();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private static String path(List<Path> paths) {
        return paths.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
