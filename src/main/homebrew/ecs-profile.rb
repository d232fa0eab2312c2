class EcsProfile < Formula
  desc "Create the IAM instance profile of Amazon ECS instances"
  homepage "https://github.com/@REPOSITORY@"
  version "@VERSION@"
  license "Apache-2.0"

  on_macos do
    depends_on arch: :arm64
    url "https://github.com/@REPOSITORY@/releases/download/v@VERSION@/ecs-profile-@VERSION@-macos-arm64.tar.gz"
    sha256 "@MACOS_ARM64@"
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
    bin.install "bin/ecs-profile"
    bash_completion.install "completions/ecs-profile.bash" => "ecs-profile"
    zsh_completion.install "completions/_ecs-profile"
    fish_completion.install "completions/ecs-profile.fish"
    man1.install Dir["man/man1/*.1"]
    prefix.install "licenses"
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/ecs-profile --version")
    assert_match "instance-profile/demo-ecs-instance-role",
                 shell_output("XDG_STATE_HOME=#{testpath} #{bin}/ecs-profile --sandbox all --project demo")
  end
end
