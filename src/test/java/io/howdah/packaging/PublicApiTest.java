package io.howdah.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Compares what users can call with docs/api.txt, so that no change of it goes in unseen. With {@code -Dapi.write=true} the
 * document is written instead.
 */
class PublicApiTest {
    private static final Path PROJECT =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private static final Path DOCUMENT = PROJECT.resolve("docs/api.txt");
    private static final Path SOURCES = PROJECT.resolve("src/main/java");

    /** The JVM's and the compiler's own; what remains is the API's. */
    private static final int WORDS =
            Modifier.PUBLIC | Modifier.PROTECTED | Modifier.STATIC | Modifier.FINAL | Modifier.ABSTRACT;

    @Test
    void theDocumentTellsAllThatUsersCanCall() throws Exception {
        String text = exportedClasses().map(PublicApiTest::describe).collect(Collectors.joining("\n"));
        if (Boolean.getBoolean("api.write")) {
            Files.writeString(DOCUMENT, text);
        }
        assertThat(text)
                .as("The public API has changed. If it is meant to, write docs/api.txt anew by -Dapi.write=true")
                .isEqualTo(Files.readString(DOCUMENT));
    }

    private static Stream<Class<?>> exportedClasses() throws IOException {
        List<String> packages = Pattern.compile("exports\\s+([\\w.]+);")
                .matcher(Files.readString(SOURCES.resolve("module-info.java")))
                .results()
                .map(result -> result.group(1))
                .sorted()
                .toList();
        assertThat(packages).contains("io.howdah", "io.howdah.api");
        return packages.stream()
                .flatMap(each -> topLevelClasses(each).stream())
                .flatMap(PublicApiTest::withMembers)
                .filter(type -> isShown(type.getModifiers()));
    }

    private static Collection<Class<?>> topLevelClasses(String packageName) {
        try (var files = Files.list(SOURCES.resolve(packageName.replace('.', '/')))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java") && !name.contains("-info"))
                    .sorted()
                    .map(name -> packageName + "." + name.replace(".java", ""))
                    .<Class<?>>map(PublicApiTest::load)
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static Stream<Class<?>> withMembers(Class<?> type) {
        if (!isShown(type.getModifiers())) {
            return Stream.empty();
        }
        return Stream.concat(
                Stream.of(type),
                Arrays.stream(type.getDeclaredClasses())
                        .sorted((a, b) -> a.getName().compareTo(b.getName()))
                        .flatMap(PublicApiTest::withMembers));
    }

    private static String describe(Class<?> type) {
        var members = new TreeSet<String>();
        boolean canBeExtended = !Modifier.isFinal(type.getModifiers());
        Stream.of(type.getDeclaredFields(), type.getDeclaredConstructors(), type.getDeclaredMethods())
                .flatMap(Arrays::stream)
                .map(Member.class::cast)
                .filter(member -> !member.isSynthetic())
                .filter(member -> Modifier.isPublic(member.getModifiers())
                        || canBeExtended && Modifier.isProtected(member.getModifiers()))
                .forEach(member -> members.add("    " + describe(member) + "\n"));
        return head(type) + "\n" + String.join("", members);
    }

    private static String head(Class<?> type) {
        String kind = type.isRecord() ? "record" : type.isEnum() ? "enum" : type.isInterface() ? "interface" : "class";
        var head = new StringBuilder(words(type.getModifiers() & ~(type.isInterface() ? Modifier.ABSTRACT : 0)))
                .append(type.isSealed() ? "sealed " : "")
                .append(kind)
                .append(' ')
                .append(type.getCanonicalName())
                .append(typeVariables(type.getTypeParameters()));
        Type parent = type.getGenericSuperclass();
        if (parent != null && parent != Object.class && !type.isEnum() && !type.isRecord()) {
            head.append(" extends ").append(parent.getTypeName());
        }
        if (type.getGenericInterfaces().length > 0) {
            head.append(type.isInterface() ? " extends " : " implements ").append(names(type.getGenericInterfaces()));
        }
        return head.toString();
    }

    private static String describe(Member member) {
        if (member instanceof Field field) {
            return words(field.getModifiers()) + field.getGenericType().getTypeName() + " " + field.getName();
        }
        var executable = (Executable) member;
        String variables = typeVariables(executable.getTypeParameters());
        String name = executable instanceof Method method
                ? method.getGenericReturnType().getTypeName() + " " + method.getName()
                : executable.getDeclaringClass().getSimpleName();
        String thrown = executable.getGenericExceptionTypes().length == 0
                ? ""
                : " throws " + names(executable.getGenericExceptionTypes());
        boolean isDefault = executable instanceof Method method && method.isDefault();
        return words(executable.getModifiers())
                + (isDefault ? "default " : "")
                + (variables.isEmpty() ? "" : variables + " ")
                + name
                + Arrays.stream(executable.getParameters())
                        .map(Parameter::getParameterizedType)
                        .map(Type::getTypeName)
                        .collect(Collectors.joining(", ", "(", ")"))
                + thrown;
    }

    private static String typeVariables(TypeVariable<?>[] variables) {
        return variables.length == 0
                ? ""
                : Arrays.stream(variables)
                        .map(variable -> variable + bounds(variable))
                        .collect(Collectors.joining(", ", "<", ">"));
    }

    private static String bounds(TypeVariable<?> variable) {
        return List.of(variable.getBounds()).equals(List.of(Object.class))
                ? ""
                : " extends " + names(variable.getBounds());
    }

    private static String names(Type[] types) {
        return Arrays.stream(types).map(Type::getTypeName).collect(Collectors.joining(", "));
    }

    private static String words(int modifiers) {
        String words = Modifier.toString(modifiers & WORDS);
        return words.isEmpty() ? "" : words + " ";
    }

    private static boolean isShown(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }
}
