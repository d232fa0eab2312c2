package io.github.ecsprofile.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was asked for, complete and checked. What is empty was not asked for and not compared. */
public record Desired(
    String project,
    String roleName,
    String profileName,
    PolicyDocument trust,
    Map<String, String> tags,
    List<String> policies,
    Optional<String> path,
    Optional<String> description,
    Optional<Integer> maxSessionDuration,
    Optional<String> boundary) {}
