package io.github.ecsprofile.model;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Values of attributes of a role, in the order of {@link RoleAttribute}; not all need one. */
public record RoleAttributes(Map<RoleAttribute, AttributeValue> values) {
  public static final RoleAttributes NONE = new RoleAttributes(Map.of());

  /** Copies the values; fails if one is not of its attribute's type. */
  public RoleAttributes {
    Map<RoleAttribute, AttributeValue> copy = new EnumMap<>(RoleAttribute.class);
    values.forEach(
        (attribute, value) -> {
          if (value.type() != attribute.type()) {
            throw new IllegalArgumentException(attribute + ": " + value);
          }
          copy.put(attribute, value);
        });
    values = Collections.unmodifiableMap(copy);
  }

  /** Asks for the value of every attribute. */
  public static RoleAttributes from(Function<RoleAttribute, Optional<AttributeValue>> source) {
    Map<RoleAttribute, AttributeValue> all = new EnumMap<>(RoleAttribute.class);
    for (RoleAttribute attribute : RoleAttribute.values()) {
      source.apply(attribute).ifPresent(value -> all.put(attribute, value));
    }
    return new RoleAttributes(all);
  }

  public Optional<AttributeValue> get(RoleAttribute attribute) {
    return Optional.ofNullable(values.get(attribute));
  }

  /** Returns the text of an attribute; null if there is none. */
  public String text(RoleAttribute attribute) {
    return get(attribute).map(AttributeValue::text).orElse(null);
  }

  /** Returns the values by their names in JSON. */
  public ObjectNode json() {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    values.forEach((attribute, value) -> all.set(attribute.jsonName(), value.json()));
    return all;
  }

  RoleAttributes only(Predicate<RoleAttribute> which) {
    return from(a -> which.test(a) ? get(a) : Optional.empty());
  }

  /** Returns these values, and those of attributes that have none here. */
  public RoleAttributes or(RoleAttributes others) {
    return from(a -> get(a).or(() -> others.get(a)));
  }
}
