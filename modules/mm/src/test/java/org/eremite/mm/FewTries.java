package org.eremite.mm;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.lifecycle.AroundTryHook;
import net.jqwik.api.lifecycle.Lifespan;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.Store;
import net.jqwik.api.lifecycle.TryExecutionResult;
import net.jqwik.api.lifecycle.TryExecutor;
import net.jqwik.api.lifecycle.TryLifecycleContext;

/** Ends each property after a few tries in a mutation run, which repeats it for each mutant. */
public final class FewTries implements AroundTryHook {
    /** True in a run of the profile {@code mutation}. */
    static final boolean MUTATION = Boolean.getBoolean("eremite.mutation");
    private static final int TRIES = 12;

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }

    @Override
    public TryExecutionResult aroundTry(TryLifecycleContext context, TryExecutor tried, List<Object> parameters) {
        TryExecutionResult result = tried.execute(parameters);
        if (!MUTATION || !result.isSatisfied()) {
            return result;
        }
        int tries = Store.getOrCreate(FewTries.class, Lifespan.PROPERTY, AtomicInteger::new).get().incrementAndGet();
        return TryExecutionResult.satisfied(tries >= TRIES);
    }
}
