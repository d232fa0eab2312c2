class EcsProfile < Formula
  desc "Makes the IAM instance profile that an ECS container instance needs"
  homepage "https://github.com/@REPOSITORY@"
  version "@VERSION@"
  license "Apache-2.0"

  on_macos do
    on_arm do
      url "https://github.com/@REPOSITORY@/releases/download/v@VERSION@/ecs-profile-@VERSION@-macos-arm64.tar.gz"
      sha256 "@MACOS_ARM64@"
    end
    on_intel do
      url "https://github.com/@REPOSITORY@/releases/download/v@VERSION@/ecs-profile-@VERSION@-macos-x64.tar.gz"
      sha256 "@MACOS_X64@"
    end
  end

  on_linux do
    on_arm do
      url "https://github.com/@REPOSITORY@/releases/download/v@VERSION@/ecs-profile-@VERSION@-linux-arm64.tar.gz"
      sha256 "@LINUX_ARM64@"
    end
    on_intel do
      url "https://github.com/@REPOSITORY@/releases/download/v@VERSION@/ecs-profile-@VERSION@-linux-x64.tar.gz"
      sha256 "@LINUX_X64@"
    end
  end

  def install
    libexec.install Dir["*"]
    bin.install_symlink libexec/"bin/ecs-profile"
    generate_completions_from_executable(bin/"ecs-profile", "completion", shells: [:bash, :zsh, :fish])
    man1.install_symlink Dir[libexec/"man/**/*.1"]
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/ecs-profile --version")
    assert_match "instance-profile/demo-ecs-instance-role",
                 shell_output("XDG_STATE_HOME=#{testpath} #{bin}/ecs-profile --sandbox all --project demo")
  end
end
