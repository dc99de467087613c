using System.Security.Cryptography;
using System.Text.Json.Nodes;
using PayFunctions.Infra.ApplePay;
using PayFunctions.Sandbox.Apple;
using static PayFunctions.Infra.ApplePay.ApplePayRefusal;

namespace PayFunctions.Tests.Infra.ApplePay;

/// <summary>Tokens that must be refused, each with the reason that it is counted under.</summary>
public class HostileTests
{
    private const string Sha1 = "1.3.14.3.2.26";
    private const string Sha512 = "2.16.840.1.101.3.4.2.3";

    private static readonly DeviceSide Side = new();

    private static readonly JsonObject Genuine = Side.Pay();

    private static readonly ChainPlan Payments = ApplePayDevice.Plan;

    private static readonly (string Name, ApplePayRefusal Reason, Func<JsonObject> Token)[] Table =
    [
        ("no version", WrongVersion, () => With("version", null)),
        ("another version", WrongVersion, () => With("version", "EC_v2")),
        ("a version in small letters", WrongVersion, () => With("version", "ec_v1")),
        ("no data", Malformed, () => With("data", null)),
        ("data cut short", Malformed, () => Cut("data")),
        ("data with spaces", Malformed, () => With("data", " " + (string)Genuine["data"]!)),
        ("a tag and no data", Malformed, () => With("data", Convert.ToBase64String(new byte[16]))),
        ("data past any size", Malformed, () => With("data", new string('A', 80_000))),
        ("no signature", Malformed, () => With("signature", null)),
        ("a signature cut short", Malformed, () => Cut("signature")),
        ("a signature of noise", Malformed, () => With("signature", Noise(900))),
        ("bytes after the signature", Malformed, () => With("signature", Longer("signature"))),
        ("no key of the device", Malformed, () => WithHeader("ephemeralPublicKey", null)),
        ("keys of both versions", Malformed, () => WithHeader("wrappedKey", Noise(256))),
        ("no hash of the merchant's key", Malformed, () => WithHeader("publicKeyHash", null)),
        ("a short hash", Malformed, () => WithHeader("publicKeyHash", Noise(31))),
        ("no id", Malformed, () => WithHeader("transactionId", null)),
        ("an id that is no hex", Malformed, () => WithHeader("transactionId", new string('z', 64))),
        ("a short id", Malformed, () => WithHeader("transactionId", "00ff")),
        ("half a byte of application data", Malformed, () => WithHeader("applicationData", "0")),
        ("the signed bytes in the signature too", BadSignature, () => Planned(new() { Embedded = true })),
        ("no signing time", Malformed, () => Planned(new() { HasSigningTime = false })),
        ("SHA-1", WrongAlgorithm, () => Planned(new() { DigestAlgorithm = Sha1 })),
        ("SHA-512", WrongAlgorithm, () => Planned(new() { DigestAlgorithm = Sha512 })),
        ("an RSA signature under EC_v1", WrongAlgorithm, () => ByChain(Payments with { LeafIsRsa = true })),
        ("an EC signature under RSA_v1", WrongAlgorithm, () => Side.Pay(
            Side.Rsa, new() { Chain = Side.Authority.Issue(Payments) })),
        ("another data", BadSignature, () => Flip(Genuine, "data")),
        ("another id", BadSignature, () => WithHeader("transactionId", Convert.ToHexString(new byte[32]))),
        ("another key of the device", BadSignature, () => WithHeader(
            "ephemeralPublicKey", (string)Side.Pay()["header"]!["ephemeralPublicKey"]!)),
        ("application data that was not signed", BadSignature, () => WithHeader(
            "applicationData", Convert.ToHexString(new byte[32]))),
        ("the signature of another token", BadSignature, () => With("signature", (string)Side.Pay()["signature"]!)),
        ("a leaf without its mark", LeafNotMarked, () => ByChain(Payments with { LeafMark = null })),
        ("a leaf of the App Store", LeafNotMarked, () => ByChain(new())),
        ("an intermediate without its mark", IntermediateNotMarked, () => ByChain(
            Payments with { IntermediateMark = null })),
        ("an intermediate of the App Store", IntermediateNotMarked, () => ByChain(
            Payments with { IntermediateMark = AppleAuthority.AppStoreIntermediateMark })),
        ("an intermediate that is no authority", NotUnderTheRoot, () => ByChain(
            Payments with { IntermediateIsAuthority = false })),
        ("another root", NotUnderTheRoot, () => Planned(
            new() { Chain = new AppleAuthority(DeviceSide.Now).Issue(Payments) })),
        ("a chain that had ended", CertificateNotInForce, () => ByChain(
            Payments with { ValidSince = TimeSpan.FromDays(9), ValidFor = TimeSpan.FromDays(3) })),
        ("a chain not yet begun", CertificateNotInForce, () => ByChain(
            Payments with { ValidSince = TimeSpan.FromDays(-2) })),
        ("signed six minutes ago", StaleSigningTime, () => Planned(
            new() { SignedAt = DeviceSide.Now.AddMinutes(-6) })),
        ("signed six minutes from now", StaleSigningTime, () => Planned(
            new() { SignedAt = DeviceSide.Now.AddMinutes(6) })),
        ("for another key of the merchant", UnknownKey, () => WithHeader("publicKeyHash", Noise(32))),
        ("RSA's hash under EC_v1", UnknownKey, () => WithHeader(
            "publicKeyHash", (string)Side.Pay(Side.Rsa)["header"]!["publicKeyHash"]!)),
        ("sealed for another merchant of the same key", NotDecryptable, () => Side.Pay(
            Side.Ec with { MerchantIdentifier = "merchant.com.other" })),
        ("no payment", UnsupportedData, () => Planned(new() { Content = "{}" })),
        ("no JSON", UnsupportedData, () => Planned(new() { Content = "account 4111" })),
        ("a chip's data", UnsupportedData, () => Planned(new()
        {
            Content = """{"transactionAmount":1,"paymentDataType":"EMV","paymentData":{"emvData":"AA=="}}""",
        })),
        ("an amount of letters", UnsupportedData, () => Planned(new()
        {
            Content = """{"transactionAmount":"12","paymentDataType":"3DSecure"}""",
        })),
        ("deep JSON inside", UnsupportedData, () => Planned(new()
        {
            Content = $$"""{"a":{{new string('[', 40)}}{{new string(']', 40)}}}""",
        })),
    ];

    public static TheoryData<string> Names => [.. Table.Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_refused_for_its_reason(string name)
    {
        var row = Table.Single(row => row.Name == name);

        var opened = Side.Open(row.Token());

        Assert.Equal(row.Reason, opened.Refusal);
        Assert.Null(opened.Token);
    }

    [Fact]
    public void A_merchant_that_is_not_configured_is_refused() =>
        Assert.Equal(UnknownMerchant, Side.Tokens.Open("merchant.com.other", DeviceSide.Token(Genuine)).Refusal);

    [Fact]
    public void Every_reason_has_a_row() =>
        // A key whose certificate is over, and one that the vault has not given, have tests of their own: CertificateTests,
        // SecretKeeperTests.
        Assert.Equal([UnknownMerchant, KeyNotThereYet, KeyNotInForce], Enum.GetValues<ApplePayRefusal>().Except(Table.Select(row => row.Reason)));

    private static JsonObject Planned(TokenPlan plan) => Side.Pay(plan: plan);

    private static JsonObject ByChain(ChainPlan plan) => Planned(new() { Chain = Side.Authority.Issue(plan) });

    private static JsonObject With(string name, string? value)
    {
        var token = Genuine.DeepClone().AsObject();
        token[name] = value;
        return token;
    }

    private static JsonObject WithHeader(string name, string? value)
    {
        var token = Genuine.DeepClone().AsObject();
        token["header"]![name] = value;
        return token;
    }

    private static JsonObject Cut(string name) => With(name, ((string)Genuine[name]!)[..^3]);

    private static JsonObject Flip(JsonObject genuine, string name)
    {
        var bytes = Convert.FromBase64String((string)genuine[name]!);
        bytes[3] ^= 1;
        return With(name, Convert.ToBase64String(bytes));
    }

    private static string Longer(string name) =>
        Convert.ToBase64String([.. Convert.FromBase64String((string)Genuine[name]!), 0, 0]);

    private static string Noise(int bytes) => Convert.ToBase64String(RandomNumberGenerator.GetBytes(bytes));
}
