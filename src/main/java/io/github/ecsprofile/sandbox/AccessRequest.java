package io.github.ecsprofile.sandbox;

import java.util.List;
import java.util.Map;

/**
 * Holds one question to the policies: may the caller run an action on a resource?
 *
 * @param action with its service prefix, such as iam:CreateRole
 * @param resource an ARN, or * if the action has no resource
 * @param context the values of condition keys; the keys are in lower case
 */
record AccessRequest(String action, String resource, Map<String, List<String>> context) {}
