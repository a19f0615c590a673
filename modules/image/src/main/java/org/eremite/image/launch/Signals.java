package org.eremite.image.launch;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * The signals that ask a program to end, told to somebody else than the JVM as long as this is open.
 *
 * <p>The one interface to signals is {@code sun.misc.Signal} of the module {@code jdk.unsupported}. It is used by reflection,
 * because javac warns of every mention of it, in a way that nothing suppresses.
 */
final class Signals implements AutoCloseable {
    private static final List<String> NAMES = List.of("INT", "TERM", "HUP");

    /** A signal and who heard of it before. */
    private record Former(Object signal, Object handler) {
    }

    private final List<Former> formers = new ArrayList<>();
    private final Method handle;

    /** Calls {@code handler} with the number of each signal, in a thread of its own. */
    Signals(IntConsumer handler) {
        try {
            Class<?> signalClass = Class.forName("sun.misc.Signal");
            Class<?> handlerClass = Class.forName("sun.misc.SignalHandler");
            Constructor<?> constructor = signalClass.getConstructor(String.class);
            Method number = signalClass.getMethod("getNumber");
            handle = signalClass.getMethod("handle", signalClass, handlerClass);
            Object ignore = handlerClass.getField("SIG_IGN").get(null);
            Object listener = Proxy.newProxyInstance(handlerClass.getClassLoader(), new Class<?>[] {handlerClass},
                    (_, _, arguments) -> {
                        handler.accept((Integer) number.invoke(arguments[0]));
                        return null;
                    });
            for (String name : NAMES) {
                Object signal = constructor.newInstance(name);
                Object former = handle.invoke(null, signal, listener);
                // What this process was told to ignore, as by nohup or in the background of a script, stays ignored.
                if (former.equals(ignore)) {
                    handle.invoke(null, signal, former);
                } else {
                    formers.add(new Former(signal, former));
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("every JDK has sun.misc.Signal", e);
        }
    }

    @Override
    public void close() {
        try {
            for (Former former : formers) {
                handle.invoke(null, former.signal(), former.handler());
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a signal cannot be given back", e);
        }
    }
}
