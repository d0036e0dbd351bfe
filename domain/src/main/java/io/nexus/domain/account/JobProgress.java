package io.nexus.domain.account;

/** How far the job has come.
 *
 * @param account whose Layer 6 says so
 * @param feedTimeMs everything up to it has passed Layers 1 to 6 */
public record JobProgress(String account, long feedTimeMs) {}
