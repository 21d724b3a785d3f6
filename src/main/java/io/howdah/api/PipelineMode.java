package io.howdah.api;

/** What an error in a {@link Pipeline} costs. */
public enum PipelineMode {
    /**
     * All that is sent by one {@link Pipeline#sync()} stands or falls together: behind the first error the rest is skipped. In
     * autocommit it is one transaction.
     */
    ABORTING,
    /**
     * Each statement stands by itself: an error is that statement's alone. In autocommit each is a transaction. Inside a
     * transaction an error fails that, as ever, and the statements behind it are refused with 25P02.
     */
    ISOLATED
}
