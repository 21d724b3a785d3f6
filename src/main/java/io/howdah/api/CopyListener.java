package io.howdah.api;

/** Is told how far a COPY is, by the thread that copies: once for some 64 KiB, and at the end. */
@FunctionalInterface
public interface CopyListener {
    /**
     * What it throws ends the COPY, and is the cause of the SQLException that says so. At the last report of a COPY into the
     * server there is nothing left to end, all is copied; the SQLException comes all the same.
     */
    void onProgress(CopyProgress progress);
}
