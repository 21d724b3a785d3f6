package io.howdah.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.openjdk.jmh.infra.Blackhole;

/** Many virtual threads that take turns at few connections, as behind a pool. */
final class VirtualThreads implements Operation {
    static final int THREADS = 200;
    static final int TURNS = 5;

    private final List<Operation> operations;
    private final BlockingQueue<Operation> idle;

    VirtualThreads(List<Operation> operations) {
        this.operations = operations;
        this.idle = new ArrayBlockingQueue<>(operations.size(), false, operations);
    }

    @Override
    public long run(Blackhole sink) throws Exception {
        ExecutorService threads = newExecutor();
        try {
            List<Future<Long>> results = new ArrayList<>(THREADS);
            for (int i = 0; i < THREADS; i++) {
                results.add(threads.submit(() -> takeTurns(sink)));
            }
            long sum = 0;
            for (Future<Long> result : results) {
                sum += result.get();
            }
            return sum;
        } finally {
            threads.shutdown();
        }
    }

    private long takeTurns(Blackhole sink) throws Exception {
        long sum = 0;
        for (int i = 0; i < TURNS; i++) {
            Operation operation = idle.take();
            try {
                sum += operation.run(sink);
            } finally {
                idle.put(operation);
            }
        }
        return sum;
    }

    /** By reflection, since we are compiled for Java 17. */
    private static ExecutorService newExecutor() throws ReflectiveOperationException {
        return (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }

    @Override
    public void close() throws Exception {
        for (Operation operation : operations) {
            operation.close();
        }
    }
}
