package io.github.ecsprofile.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many typing errors lie between two words. */
class EditDistanceTest {
  @ParameterizedTest
  @CsvSource({
    "verify,   verify,   0",
    "verfy,    verify,   1",
    "verrify,  verify,   1",
    "verifi,   verify,   1",
    "verfiy,   verify,   2",
    "list,     delete,   5",
    "'',       all,      3",
    "ab,       ba,       2",
    "abcdef,   bcdefa,   2",
    "kitten,   sitting,  3",
    "Verify,   verify,   1"
  })
  void insertedDeletedAndReplacedCharactersAreCounted(String a, String b, int expected) {
    assertEquals(expected, EditDistance.between(a, b));
    assertEquals(expected, EditDistance.between(b, a));
  }
}
