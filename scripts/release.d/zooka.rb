class Zooka < Formula
  desc "Shell for ZooKeeper and Kafka"
  homepage "@HOME@"
  url "@URL@/zooka-@VERSION@.tar.gz"
  sha256 "@SUM_ARCHIVE@"
  license "Apache-2.0"

  depends_on "openjdk"

  def install
    libexec.install "bin", "lib", "startup"
    (bin/"zooka").write_env_script libexec/"bin/zooka", Language::Java.overridable_java_home_env
    bash_completion.install "completions/zooka.bash" => "zooka"
    zsh_completion.install "completions/_zooka"
    fish_completion.install "completions/zooka.fish"
    man1.install Dir["man/man1/*.1"]
    doc.install "README.md", "CHANGELOG.md", "docs"
  end

  test do
    assert_equal "zooka #{version}\n", shell_output("#{bin}/zooka --version")
    assert_match "error: ", shell_output("#{bin}/zooka -z 127.0.0.1:1 --timeout 1s ls / 2>&1", 6)
  end
end
