package io.github.ecsprofile;

import org.graalvm.nativeimage.ImageInfo;
import org.graalvm.nativeimage.VMRuntime;

/** What a native image leaves to its program. */
final class NativeImage {
  private NativeImage() {}

  /**
   * Installs the signal handlers, without which no shutdown hook runs. An image does so itself only
   * where it takes options from the command line, and those are the user's here: see
   * native-image.properties. On a JVM this does nothing, and needs none of GraalVM's classes.
   */
  static void start() {
    if (System.getProperty(ImageInfo.PROPERTY_IMAGE_CODE_KEY) != null) {
      VMRuntime.initialize();
    }
  }
}
