package org.eremite.image.application;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.module.ResolutionException;
import java.lang.module.ResolvedModule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.eremite.image.Suggestion;
import org.eremite.image.ToolException;
import org.eremite.image.application.ApplicationModule.Role;

/**
 * Finds the modules of an application's image: what it requires, what {@code --add-modules} names, what every image
 * needs, what serves one of these, and nothing else.
 */
public final class ApplicationResolver {
    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    private final Repository repository;
    private final List<String> systemModules;
    private final ModuleFinder platform = ModuleFinder.ofSystem();

    /** Takes modules of {@code repository} for granted; {@code systemModules} are in every image. */
    public ApplicationResolver(Repository repository, List<String> systemModules) {
        this.repository = repository;
        this.systemModules = systemModules;
    }

    /** The application {@code selector} names. */
    public Application resolve(ApplicationSelector selector) throws ToolException {
        try {
            return switch (selector) {
                case ApplicationSelector.OfRepository module -> ofRepository(module);
                case ApplicationSelector.OnModulePath module -> onModulePath(module);
                case ApplicationSelector.OnClassPath type -> onClassPath(type);
            };
        } catch (FindException | ResolutionException | SecurityException e) {
            throw new ToolException("the modules cannot be resolved: " + e.getMessage(),
                    "correct the module path or the descriptors", e);
        }
    }

    private Application ofRepository(ApplicationSelector.OfRepository selector) throws ToolException {
        Target target = Target.parse(selector.name());
        String name = target.module().startsWith(Repository.PREFIX)
                ? target.module().substring(Repository.PREFIX.length()) : target.module();
        if (!repository.names().contains(name)) {
            List<String> applications = repository.applications();
            String fix = Suggestion.nearest(name, repository.names()).map(near -> "did you mean " + near + "?")
                    .orElse(applications.isEmpty() ? "name one with --module-path or --class-path"
                            : "applications here are " + String.join(", ", applications));
            throw ToolException.usage("no module " + target.module() + " in this repository", fix);
        }
        if (repository.jar(name).isEmpty()) {
            throw notBuilt(Repository.PREFIX + name);
        }
        return module(Repository.PREFIX + name, target.mainClass(), repository.finder(), selector.addModules());
    }

    private Application onModulePath(ApplicationSelector.OnModulePath selector) throws ToolException {
        Target target = Target.parse(selector.module());
        ModuleFinder users = ModuleFinder.of(
                ClassPath.entries(selector.modulePath(), "--module-path").toArray(Path[]::new));
        if (users.find(target.module()).isEmpty()) {
            Set<String> names = users.findAll().stream()
                    .map(reference -> reference.descriptor().name()).collect(Collectors.toCollection(TreeSet::new));
            String fix = Suggestion.nearest(target.module(), names).map(near -> "did you mean " + near + "?")
                    .orElse(names.isEmpty() ? "there is no module on that path at all"
                            : "modules there are " + String.join(", ", names));
            throw ToolException.usage("no module " + target.module() + " on --module-path", fix);
        }
        ModuleFinder own = repository.finder();
        if (own.find(target.module()).isPresent()) {
            throw ToolException.usage("module " + target.module() + " has the name of one of this repository's",
                    "name it without --module-path, or rename it");
        }
        return module(target.module(), target.mainClass(), ModuleFinder.compose(own, users), selector.addModules());
    }

    private Application module(String name, Optional<String> mainClass, ModuleFinder modules, List<String> addModules)
            throws ToolException {
        ModuleReference reference = modules.find(name).orElseThrow();
        try (ModuleReader reader = reference.open()) {
            Optional<String> main = mainClass.or(() -> reference.descriptor().mainClass());
            if (main.isEmpty()) {
                main = manifestMainClass(reader);
            }
            if (main.isEmpty()) {
                throw ToolException.usage("module " + name + " states no main class", "write " + name + "/MAINCLASS");
            }
            MainClassCheck.check(main.get(), resource -> read(reader, resource), "module " + name);
            List<String> roots = new ArrayList<>(addModules);
            roots.add(name);
            return assemble(imageName(name), Optional.of(name), main.get(), modules, roots, List.of());
        } catch (IOException e) {
            throw new ToolException("cannot read module " + name, "check " + reference.location().orElseThrow(), e);
        }
    }

    private Application onClassPath(ApplicationSelector.OnClassPath selector) throws ToolException {
        List<Path> entries = ClassPath.entries(selector.classPath(), "--class-path");
        MainClassCheck.check(selector.mainClass(), resource -> ClassPath.read(entries, resource), "--class-path");
        return assemble(imageName(selector.mainClass()), Optional.empty(), selector.mainClass(), repository.finder(),
                selector.addModules(), entries);
    }

    private Application assemble(String imageName, Optional<String> mainModule, String mainClass, ModuleFinder modules,
            List<String> roots, List<Path> classPath) throws ToolException {
        ModuleClosure closure = new ModuleClosure(platform, modules);
        for (String system : systemModules) {
            if (modules.find(system).isEmpty()) {
                throw notBuilt(system);
            }
            closure.add(system);
        }
        Set<String> system = Set.copyOf(systemModules);
        for (String root : roots) {
            closure.add(root);
        }
        // What this repository has for those who ask by service; a kernel module's contract is for the assembler to fill.
        closure.bind(Repository.PREFIX, system);
        Set<String> all = new TreeSet<>(closure.found());
        all.addAll(closure.foundPlatform());
        Configuration configuration = Configuration.empty()
                .resolve(ModuleFinder.compose(platform, new LimitedFinder(modules, closure.found())), ModuleFinder.of(), all);
        List<ApplicationModule> found = new ArrayList<>();
        for (String name : closure.found()) {
            Role role = mainModule.filter(name::equals).isPresent() ? Role.APPLICATION
                    : system.contains(name) ? Role.SYSTEM : closure.bound().contains(name) ? Role.SERVICE : Role.REQUIRED;
            found.add(new ApplicationModule(name, Path.of(modules.find(name).orElseThrow().location().orElseThrow()), role));
        }
        List<String> platformModules = configuration.modules().stream().map(ResolvedModule::name)
                .filter(name -> platform.find(name).isPresent()).sorted().toList();
        return new Application(imageName, mainModule, mainClass, found, platformModules, classPath);
    }

    private static ToolException notBuilt(String module) {
        return new ToolException("module " + module + " has not been built", "start through ./build.sh, or mvn package");
    }

    private static String imageName(String name) {
        String plain = name.startsWith(Repository.PREFIX) ? name.substring(Repository.PREFIX.length()) : name;
        return plain.replaceAll("[^A-Za-z0-9._$-]", "_");
    }

    private static Optional<String> manifestMainClass(ModuleReader reader) throws IOException {
        Optional<InputStream> stream = reader.open(MANIFEST);
        if (stream.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream bytes = stream.get()) {
            return Optional.ofNullable(new Manifest(bytes).getMainAttributes().getValue(Attributes.Name.MAIN_CLASS));
        }
    }

    private static Optional<byte[]> read(ModuleReader reader, String resource) throws IOException {
        Optional<InputStream> stream = reader.open(resource);
        if (stream.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream bytes = stream.get()) {
            return Optional.of(bytes.readAllBytes());
        }
    }

    /** {@code MODULE[/MAINCLASS]}. */
    private record Target(String module, Optional<String> mainClass) {
        static Target parse(String text) throws ToolException {
            int slash = text.indexOf('/');
            Target target = slash < 0 ? new Target(text, Optional.empty())
                    : new Target(text.substring(0, slash), Optional.of(text.substring(slash + 1)));
            if (target.module.isEmpty() || target.mainClass.filter(String::isEmpty).isPresent()) {
                throw ToolException.usage("'" + text + "' names no module", "write MODULE or MODULE/MAINCLASS");
            }
            return target;
        }
    }

    /** Shows only some modules of another finder, so that automatic modules do not draw in everything on the path. */
    private record LimitedFinder(ModuleFinder modules, Set<String> names) implements ModuleFinder {
        @Override
        public Optional<ModuleReference> find(String name) {
            return names.contains(name) ? modules.find(name) : Optional.empty();
        }

        @Override
        public Set<ModuleReference> findAll() {
            return names.stream().map(name -> modules.find(name).orElseThrow()).collect(Collectors.toUnmodifiableSet());
        }
    }
}
