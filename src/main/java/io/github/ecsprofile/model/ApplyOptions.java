package io.github.ecsprofile.model;

/**
 * How far a run may go beyond creating what is missing.
 *
 * @param update change what exists and differs
 * @param prune remove managed policies and tags that were not asked for
 * @param adopt take over resources that carry other owner tags or none
 */
public record ApplyOptions(boolean update, boolean prune, boolean adopt) {}
