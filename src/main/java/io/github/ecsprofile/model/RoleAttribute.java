package io.github.ecsprofile.model;

import io.github.ecsprofile.model.Violation.Rule;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The attributes of a role that a run sets besides its name, path, trust policy and tags: one row
 * each. Validating, comparing, planning and showing them follow from the row; the name of its check
 * is that of the constant.
 */
public enum RoleAttribute {
  DESCRIPTION("description", Setter.UPDATE_ROLE, 1000),

  /** The longest session (API Reference, CreateRole, MaxSessionDuration). */
  MAX_SESSION_DURATION("maxSessionDuration", Setter.UPDATE_ROLE, 3600, 43200, 3600),

  PERMISSIONS_BOUNDARY("permissionsBoundary", Setter.PUT_ROLE_PERMISSIONS_BOUNDARY);

  /** The calls that set attributes of a role that exists. */
  public enum Setter {
    UPDATE_ROLE(IamAction.UPDATE_ROLE, IamWrites::updateRole),
    PUT_ROLE_PERMISSIONS_BOUNDARY(
        IamAction.PUT_ROLE_PERMISSIONS_BOUNDARY, IamWrites::putRolePermissionsBoundary);

    private interface Call {
      void send(IamWrites iam, String role, RoleAttributes values);
    }

    private final IamAction action;
    private final Call call;

    Setter(IamAction action, Call call) {
      this.action = action;
      this.call = call;
    }

    public IamAction action() {
      return action;
    }

    void send(IamWrites iam, String role, RoleAttributes values) {
      call.send(iam, role, values);
    }

    /** Returns whether the call sets more than one attribute. */
    boolean isShared() {
      return Arrays.stream(RoleAttribute.values()).filter(a -> a.setter == this).count() > 1;
    }
  }

  /** The texts that IAM accepts (API Reference, CreateRole, Description). */
  private static final Pattern TEXT = Pattern.compile("[\\t\\n\\r\\x20-\\x7E\\xA1-\\xFF]*");

  private final String jsonName;
  private final Setter setter;
  private final AttributeValue.Type type;
  private final int min;
  private final int max;
  private final AttributeValue unset;

  /** A text of a length in characters; an empty one is none. */
  RoleAttribute(String jsonName, Setter setter, int maxLength) {
    this(jsonName, setter, AttributeValue.Type.TEXT, 0, maxLength, new AttributeValue.Text(""));
  }

  /** A number of seconds, with the one that IAM takes if none is set. */
  RoleAttribute(String jsonName, Setter setter, int min, int max, int unset) {
    this(
        jsonName, setter, AttributeValue.Type.SECONDS, min, max, new AttributeValue.Seconds(unset));
  }

  /** The ARN of a managed policy. */
  RoleAttribute(String jsonName, Setter setter) {
    this(jsonName, setter, AttributeValue.Type.POLICY_ARN, 0, 0, null);
  }

  RoleAttribute(
      String jsonName,
      Setter setter,
      AttributeValue.Type type,
      int min,
      int max,
      AttributeValue unset) {
    this.jsonName = jsonName;
    this.setter = setter;
    this.type = type;
    this.min = min;
    this.max = max;
    this.unset = unset;
  }

  /** Returns the name that the JSON of a plan uses. */
  public String jsonName() {
    return jsonName;
  }

  public Setter setter() {
    return setter;
  }

  public AttributeValue.Type type() {
    return type;
  }

  /** Returns the smallest number that IAM accepts; 0 for other types. */
  public int min() {
    return min;
  }

  /**
   * Returns the largest number, or the length of the longest text, that IAM accepts; 0 for none.
   */
  public int max() {
    return max;
  }

  /** Checks a value against IAM's constraints, those of an ARN's partition aside. */
  public Optional<Violation> check(AttributeValue value) {
    return switch (type) {
      case TEXT -> checkText(value.text());
      case SECONDS -> checkSeconds(((AttributeValue.Seconds) value).number());
      // Checked where the name of a policy becomes its ARN, which needs the partition.
      case POLICY_ARN -> Optional.empty();
    };
  }

  private Optional<Violation> checkText(String text) {
    int length = text.codePointCount(0, text.length());
    if (length > max) {
      return Optional.of(Violation.of(this, Rule.LENGTH, text, length, max));
    }
    return TEXT.matcher(text).matches()
        ? Optional.empty()
        : Optional.of(Violation.of(this, Rule.CHARACTERS, text, 0, 0));
  }

  private Optional<Violation> checkSeconds(int seconds) {
    return seconds >= min && seconds <= max
        ? Optional.empty()
        : Optional.of(Violation.of(this, Rule.RANGE, Integer.toString(seconds), seconds, max));
  }

  /** Returns the attribute's value on a role that has these attributes. */
  Optional<AttributeValue> effective(RoleAttributes attributes) {
    return attributes.get(this).or(() -> Optional.ofNullable(unset));
  }
}
