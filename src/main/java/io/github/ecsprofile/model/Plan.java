package io.github.ecsprofile.model;

import java.util.List;

/**
 * What a run would do and what it found.
 *
 * @param conflicts what exists and differs and may not be changed; any of these stops the run
 * @param extras what is there and was not asked for, left alone
 */
public record Plan(
    List<Change> changes, List<Check> checks, List<Check> conflicts, List<Check> extras) {}
