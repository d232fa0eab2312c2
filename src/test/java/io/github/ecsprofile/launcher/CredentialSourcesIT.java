package io.github.ecsprofile.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsprofile.cli.CliRunner;
import io.github.ecsprofile.iam.FakeAws;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each source of credentials, by the packaged program, up to the call of IAM that they sign. One
 * local server stands in for IAM, STS, IAM Identity Center, AWS Sign-In, and the metadata service
 * of an instance and of a container.
 */
class CredentialSourcesIT {
  private static final String LOGIN = "arn:aws:iam::111122223333:user/me";
  private static final String PAST = "2020-01-01T00:00:00Z";
  private static final String FUTURE = "2099-01-01T00:00:00Z";
  private static final String CONFIG =
      """
      [profile keys]
      aws_access_key_id = AKIAKEYS
      aws_secret_access_key = secret-of-keys
      [profile chain]
      role_arn = arn:aws:iam::111122223333:role/second
      source_profile = role
      [profile role]
      role_arn = arn:aws:iam::111122223333:role/first
      source_profile = keys
      [profile web]
      role_arn = arn:aws:iam::111122223333:role/web
      web_identity_token_file = ~/token
      [profile process]
      credential_process = printf '{"Version":1,"AccessKeyId":"AKIAPROC","SecretAccessKey":"x"}'
      [profile instance]
      role_arn = arn:aws:iam::111122223333:role/third
      credential_source = Ec2InstanceMetadata
      [profile sso]
      sso_session = corp
      sso_account_id = 111122223333
      sso_role_name = dev
      [sso-session corp]
      sso_start_url = https://corp.awsapps.com/start
      sso_region = us-east-1
      [profile oldsso]
      sso_start_url = https://corp.awsapps.com/start
      sso_region = us-east-1
      sso_account_id = 111122223333
      sso_role_name = dev
      [profile login]
      login_session = %s
      region = us-east-1
      [profile plain]
      endpoint_url = http://example.com
      aws_access_key_id = AKIAIOSFODNN7EXAMPLE
      aws_secret_access_key = x
      """
          .formatted(LOGIN);

  @TempDir Path dir;

  private final FakeAws aws = new FakeAws(CredentialSourcesIT::answer);

  @BeforeEach
  void files() throws IOException {
    Files.writeString(dir.resolve("token"), "web-identity-token\n");
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  private static FakeAws.Answer answer(FakeAws.Request request) {
    String keys = "\"AccessKeyId\":\"%s\",\"SecretAccessKey\":\"x\",\"Token\":\"t\",";
    String until = "\"Expiration\":\"" + FUTURE + "\"}";
    String path = request.path().replaceFirst("\\?.*", "");
    return switch (path) {
      case "/" ->
          FakeAws.Answer.ok(
              request.action().startsWith("Assume") ? FakeAws.session(request) : FakeAws.PROFILE);
      case "/container" -> FakeAws.Answer.ok("{" + keys.formatted("ASIACONTAINER") + until);
      case "/latest/api/token" -> FakeAws.Answer.ok("metadata-token");
      case "/latest/meta-data/iam/security-credentials/" -> FakeAws.Answer.ok("of-instance");
      case "/latest/meta-data/iam/security-credentials/of-instance" ->
          FakeAws.Answer.ok("{\"Code\":\"Success\"," + keys.formatted("ASIAINSTANCE") + until);
      case "/federation/credentials" ->
          FakeAws.Answer.ok(
              "{\"roleCredentials\":{\"accessKeyId\":\"ASIASSO\",\"secretAccessKey\":\"x\","
                  + "\"sessionToken\":\"t\",\"expiration\":4070908800000}}");
      case "/token" ->
          FakeAws.Answer.ok("{\"accessToken\":\"new\",\"expiresIn\":600,\"refreshToken\":\"r\"}");
      case "/v1/token" ->
          FakeAws.Answer.ok(
              "{\"accessToken\":{\"accessKeyId\":\"ASIAREFRESHED\",\"secretAccessKey\":\"x\","
                  + "\"sessionToken\":\"t\"},\"tokenType\":\"aws_sigv4\",\"expiresIn\":900,"
                  + "\"refreshToken\":\"r2\"}");
      default -> FakeAws.Answer.error(404, "NotFound", path);
    };
  }

  private Launcher launcher() {
    return Launcher.atHome(dir, CONFIG)
        .with("AWS_EC2_METADATA_SERVICE_ENDPOINT", aws.url())
        .with("AWS_ENDPOINT_URL", aws.url());
  }

  private void signsWith(String key, Launcher launcher, String... more) {
    List<String> words = new ArrayList<>(List.of("-q", "get-arn", "--project", "p"));
    words.addAll(List.of(more));
    CliRunner.Run run = launcher.run(words);
    assertEquals(0, run.code(), run.all() + aws.requests);
    assertEquals("arn:aws:iam::111122223333:instance-profile/x\n", run.out());
    FakeAws.Request last = aws.requests.get(aws.requests.size() - 1);
    assertEquals("GetInstanceProfile", last.action());
    assertTrue(last.authorization().contains("Credential=" + key + "/"), last.authorization());
  }

  @ParameterizedTest
  @CsvSource({
    "keys,     AKIAKEYS,   1",
    "chain,    ASIAsecond, 3",
    "web,      ASIAweb,    2",
    "process,  AKIAPROC,   1",
    "instance, ASIAthird,  5"
  })
  void aProfileSigns(String profile, String key, int requests) {
    signsWith(key, launcher(), "--profile", profile);
    assertEquals(requests, aws.requests.size(), aws.requests.toString());
  }

  @Test
  void theEnvironmentSigns() {
    Map<String, String> keys = Map.of("AWS_ACCESS_KEY_ID", "AKIAENV");
    signsWith("AKIAENV", with(keys).with("AWS_SECRET_ACCESS_KEY", "x"));
    Map<String, String> web =
        Map.of("AWS_ROLE_ARN", "arn:aws:iam::111122223333:role/pod", "AWS_PROFILE", "keys");
    signsWith(
        "ASIApod", with(web).with("AWS_WEB_IDENTITY_TOKEN_FILE", dir.resolve("token").toString()));
  }

  private Launcher with(Map<String, String> env) {
    Launcher launcher = launcher();
    env.forEach(launcher::with);
    return launcher;
  }

  @Test
  void theRolesOfAContainerAndOfAnInstanceSign() {
    signsWith("ASIAINSTANCE", launcher());
    String container = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
    signsWith("ASIACONTAINER", launcher().with(container, aws.url() + "/container"));
  }

  @ParameterizedTest
  @CsvSource({
    "sso,    corp,                            2099, 2",
    "sso,    corp,                            2020, 3",
    "oldsso, https://corp.awsapps.com/start,  2099, 2"
  })
  void anSsoSessionSigns(String profile, String session, String expires, int requests)
      throws IOException, GeneralSecurityException {
    cache(
        "sso/cache",
        hash("SHA-1", session),
        "{\"accessToken\":\"sso-token\",\"expiresAt\":\"%s-01-01T00:00:00Z\",".formatted(expires)
            + "\"region\":\"us-east-1\",\"startUrl\":\"https://corp.awsapps.com/start\","
            + "\"clientId\":\"c\",\"clientSecret\":\"s\",\"refreshToken\":\"r\","
            + "\"registrationExpiresAt\":\"2099-01-01T00:00:00Z\"}");
    signsWith("ASIASSO", launcher(), "--profile", profile);
    assertEquals(requests, aws.requests.size(), aws.requests.toString());
  }

  /** The session file is as the AWS CLI writes it; a session that is over is renewed with DPoP. */
  @ParameterizedTest
  @CsvSource({FUTURE + ", ASIALOGIN", PAST + ", ASIAREFRESHED"})
  void aLoginSessionSigns(String expires, String key) throws IOException, GeneralSecurityException {
    cache(
        "login/cache",
        hash("SHA-256", LOGIN),
        "{\"accessToken\":{\"accessKeyId\":\"ASIALOGIN\",\"secretAccessKey\":\"x\","
            + "\"sessionToken\":\"t\",\"accountId\":\"111122223333\",\"expiresAt\":\""
            + expires
            + "\"},\"tokenType\":\"aws_sigv4\",\"clientId\":\"arn:aws:signin:::devtools/same-device\","
            + "\"refreshToken\":\"r\",\"dpopKey\":\""
            + privateKey()
            + "\"}");
    signsWith(key, launcher(), "--profile", "login");
  }

  @ParameterizedTest
  @CsvSource({
    "sso,     5, aws sso login --profile sso",
    "login,   5, aws login --profile login",
    "plain,   2, --allow-plain-http",
    "missing, 2, does not exist"
  })
  void aProfileThatCannotSignIsAnErrorWithAHint(String profile, int code, String message) {
    CliRunner.Run run =
        launcher()
            .without("AWS_ENDPOINT_URL")
            .run("-q", "all", "--project", "demo", "--profile", profile);
    assertEquals(code, run.code(), run.all());
    assertEquals("", run.out());
    assertEquals(2, run.err().lines().count(), run.err());
    assertTrue(run.err().contains(message), run.err());
    assertEquals(List.of(), aws.requests);
  }

  private void cache(String folder, String name, String json) throws IOException {
    Path cache = Files.createDirectories(dir.resolve(".aws").resolve(folder));
    Files.writeString(cache.resolve(name + ".json"), json);
  }

  private static String hash(String algorithm, String text) throws GeneralSecurityException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
  }

  /** Returns a key of P-256 as a JSON string with the PEM of RFC 5915, section 3. */
  private static String privateKey() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    String secret = "%064x".formatted(((ECPrivateKey) pair.getPrivate()).getS());
    String spki = HexFormat.of().formatHex(pair.getPublic().getEncoded());
    String der =
        "30770201010420%sa00a06082a8648ce3d030107a144034200%s"
            .formatted(secret, spki.substring(spki.length() - 130));
    return "-----BEGIN EC PRIVATE KEY-----\\n"
        + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(der))
        + "\\n-----END EC PRIVATE KEY-----\\n";
  }
}
