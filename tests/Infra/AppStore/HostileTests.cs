using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using PayFunctions.Infra.AppStore;
using PayFunctions.Sandbox.Apple;
using static PayFunctions.Infra.AppStore.AppStoreRefusal;

namespace PayFunctions.Tests.Infra.AppStore;

/// <summary>Messages that must be refused, each with the reason that it is counted under.</summary>
public class HostileTests
{
    private static readonly StoreSide Store = new();

    private static readonly string Genuine = Store.Sign();

    private static readonly string[] Parts = Genuine.Split('.');

    private static readonly Lazy<SigningChain> Stranger = new(() => new AppleAuthority(StoreSide.Now).Issue(new()));

    /// <summary>Name, reason, and what makes the body.</summary>
    private static readonly (string Name, AppStoreRefusal Reason, Func<string> Body)[] Table =
    [
        ("nothing", Malformed, () => ""),
        ("no JSON", Malformed, () => "signedPayload"),
        ("no payload", Malformed, () => "{}"),
        ("null payload", Malformed, () => """{"signedPayload":null}"""),
        ("a number for a payload", Malformed, () => """{"signedPayload":7}"""),
        ("two payloads", Malformed, () => $$"""{"signedPayload":"{{Genuine}}","signedPayload":"{{Genuine}}"}"""),
        ("bytes after the body", Malformed, () => StoreSide.Body(Genuine) + "x"),
        ("a second body", Malformed, () => StoreSide.Body(Genuine) + "{}"),
        ("a body cut short", Malformed, () => StoreSide.Body(Genuine)[..^9]),
        ("deep JSON around it", Malformed, () => $$"""{"a":{{Deep(40)}},"signedPayload":"{{Genuine}}"}"""),
        ("escaped letters", Malformed, () => StoreSide.Body(Genuine)
            .Replace("ey", "\\u0065y", StringComparison.Ordinal)),
        ("one part", Malformed, () => StoreSide.Body(Parts[0])),
        ("two parts", Malformed, () => StoreSide.Body($"{Parts[0]}.{Parts[1]}")),
        ("four parts", Malformed, () => StoreSide.Body($"{Genuine}.{Parts[2]}")),
        ("padding", Malformed, () => StoreSide.Body($"{Parts[0]}=.{Parts[1]}.{Parts[2]}")),
        ("spaces inside", Malformed, () => StoreSide.Body($"{Parts[0]}. {Parts[1]}.{Parts[2]}")),
        ("a header cut short", Malformed, () => StoreSide.Body($"{Parts[0][..^5]}.{Parts[1]}.{Parts[2]}")),
        ("no signature", BadSignature, () => StoreSide.Body($"{Parts[0]}.{Parts[1]}.")),
        ("a signature cut short", BadSignature, () => StoreSide.Body(Genuine[..^1])),
        ("a longer signature", BadSignature, () => StoreSide.Body($"{Genuine}AA")),
        ("a signature of zeros", BadSignature, () => StoreSide.Body($"{Parts[0]}.{Parts[1]}.{new string('A', 86)}")),
        ("a DER signature", BadSignature, DerSignature),
        ("one letter of the content", BadSignature, () => StoreSide.Body($"{Parts[0]}.{Flip(Parts[1])}.{Parts[2]}")),
        ("another amount", BadSignature, () => Resign("price")),
        ("another type", BadSignature, () => Altered(json => json["notificationType"] = "REFUND")),
        ("another id", BadSignature, () => Altered(json => json["notificationUUID"] = "other")),
        ("another date", BadSignature, () => Altered(json => json["signedDate"] = 1)),
        ("another app's id, unsigned", BadSignature, () => Altered(json => json["data"]!["bundleId"] = "com.other")),
        ("alg none", WrongAlgorithm, () => WithHeader("""{"alg":"none","x5c":[$]}""", signature: "")),
        ("alg HS256 with the leaf as its key", WrongAlgorithm, HmacWithTheLeaf),
        ("alg ES384", WrongAlgorithm, () => WithHeader("""{"alg":"ES384","x5c":[$]}""")),
        ("alg es256", WrongAlgorithm, () => WithHeader("""{"alg":"es256","x5c":[$]}""")),
        ("no alg", WrongAlgorithm, () => WithHeader("""{"x5c":[$]}""")),
        ("two algs", Malformed, () => WithHeader("""{"alg":"ES256","alg":"none","x5c":[$]}""")),
        ("a critical extension", Malformed, () => WithHeader("""{"alg":"ES256","crit":["b64"],"x5c":[$]}""")),
        ("a key of its own", WrongChain, () => WithHeader("""{"alg":"ES256","jwk":{"kty":"EC"}}""")),
        ("an RSA leaf", WrongAlgorithm, () => ByChain(new() { LeafIsRsa = true })),
        ("a P-384 leaf", WrongAlgorithm, () => ByChain(new() { LeafCurve = ECCurve.NamedCurves.nistP384 })),
        ("no chain", WrongChain, () => WithHeader("""{"alg":"ES256"}""")),
        ("an empty chain", WrongChain, () => WithHeader("""{"alg":"ES256","x5c":[]}""")),
        ("two certificates", WrongChain, () => WithX5c(Store.Chain.X5c[..2])),
        ("four certificates", WrongChain, () => WithX5c([.. Store.Chain.X5c, Store.Chain.X5c[2]])),
        ("a certificate cut short", WrongChain, () => WithX5c([Store.Chain.X5c[0][..400], .. Store.Chain.X5c[1..]])),
        ("a certificate in PEM", WrongChain, () => WithX5c([Pem(Store.Chain), .. Store.Chain.X5c[1..]])),
        ("bytes after a certificate", WrongChain, () => WithX5c([Longer(Store.Chain.X5c[0]), .. Store.Chain.X5c[1..]])),
        ("leaf and intermediate swapped", LeafNotMarked, () => WithX5c(
            [Store.Chain.X5c[1], Store.Chain.X5c[0], Store.Chain.X5c[2]])),
        ("the root for an intermediate", IntermediateNotMarked, () => WithX5c(
            [Store.Chain.X5c[0], Store.Chain.X5c[2], Store.Chain.X5c[2]])),
        ("a leaf without its mark", LeafNotMarked, () => ByChain(new() { LeafMark = null })),
        ("a leaf marked for payments", LeafNotMarked, () => ByChain(
            new() { LeafMark = AppleAuthority.PaymentLeafMark })),
        ("an intermediate without its mark", IntermediateNotMarked, () => ByChain(new() { IntermediateMark = null })),
        ("an intermediate that is no authority", NotUnderTheRoot, () => ByChain(
            new() { IntermediateIsAuthority = false })),
        ("another root", NotUnderTheRoot, () => StoreSide.Body(Store.Sign(chain: Stranger.Value))),
        ("another root's leaf under our intermediate", NotUnderTheRoot, () => WithX5c(
            [Stranger.Value.X5c[0], .. Store.Chain.X5c[1..]])),
        ("a chain that had ended", CertificateNotInForce, () => ByChain(
            new() { ValidSince = TimeSpan.FromDays(9), ValidFor = TimeSpan.FromDays(3) })),
        ("a chain not yet begun", CertificateNotInForce, () => ByChain(new() { ValidSince = TimeSpan.FromDays(-2) })),
        ("an app of somebody else", OtherApp, () => Signed(app: StoreSide.App with { BundleId = "com.example.other" })),
        ("another number of the app", OtherApp, () => Signed(app: StoreSide.App with { AppAppleId = 1 })),
        ("no number of the app", OtherApp, () => Signed(json => json["data"]!.AsObject().Remove("appAppleId"))),
        ("no app", OtherApp, () => Signed(json => json.Remove("data"))),
        ("the sandbox", OtherEnvironment, () => Signed(app: StoreSide.App with { Environment = "Sandbox" })),
        ("Xcode", OtherEnvironment, () => Signed(app: StoreSide.App with { Environment = "Xcode" })),
        ("LocalTesting", OtherEnvironment, () => Signed(app: StoreSide.App with { Environment = "LocalTesting" })),
        ("a transaction of another app", OtherApp, () => SignedInside(json => json["bundleId"] = "com.example.other")),
        ("a transaction of the sandbox", OtherEnvironment, () => SignedInside(json => json["environment"] = "Sandbox")),
        ("a transaction without a number", Malformed, () => SignedInside(json => json.Remove("transactionId"))),
        ("a transaction of an unknown kind", Malformed, () => SignedInside(json => json["type"] = "Lottery")),
        ("a number that is no key", Malformed, () => SignedInside(json => json["transactionId"] = "../../1")),
        ("a price in letters", Malformed, () => SignedInside(json => json["price"] = "12340")),
        ("a price past counting", Malformed, () => SignedInside(json => json["price"] = 1e30)),
        ("a time past counting", Malformed, () => SignedInside(json => json["signedDate"] = long.MaxValue)),
        ("a transaction of another subscription", Malformed, () => SignedInside(
            json => json["originalTransactionId"] = "999999")),
        ("a transaction signed by a stranger", NotUnderTheRoot, () => Signed(
            json => json["data"]!["signedTransactionInfo"] = Inner(Stranger.Value))),
        ("a renewal signed by a stranger", NotUnderTheRoot, () => Signed(
            json => json["data"]!["signedRenewalInfo"] = Stranger.Value.Sign("{}"))),
        ("a transaction in the open", Malformed, () => Signed(
            json => json["data"]!["signedTransactionInfo"] = "{\"price\":1}")),
        ("money without a transaction", Malformed, () => Signed(
            json => json["data"]!.AsObject().Remove("signedTransactionInfo"))),
        ("a status past counting", Malformed, () => Signed(json => json["data"]!["status"] = 9)),
        ("two parts that name an app", Malformed, () => Signed(json => json["summary"] = new JsonObject())),
        ("no date", Malformed, () => Signed(json => json.Remove("signedDate"))),
        ("no id", Malformed, () => Signed(json => json.Remove("notificationUUID"))),
        ("an empty id", Malformed, () => Signed(json => json["notificationUUID"] = "")),
        ("deep JSON inside it", Malformed, () => Signed(json => json["extra"] = JsonNode.Parse(Deep(40)))),
        ("a body over the limit", TooLarge, () => StoreSide.Body(new string('A', 70_000))),
    ];

    public static TheoryData<string> Names => [.. Table.Select(row => row.Name)];

    [Fact]
    public void The_message_that_all_these_are_made_of_is_taken() => Assert.Null(Store.Read(Genuine).Refusal);

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_refused_for_its_reason(string name)
    {
        var row = Table.Single(row => row.Name == name);

        var reading = Store.ReadBody(row.Body());

        Assert.Equal(row.Reason, reading.Refusal);
        Assert.Null(reading.Notice);
    }

    [Fact]
    public void Every_reason_has_a_row() =>
        Assert.Empty(Enum.GetValues<AppStoreRefusal>().Except(Table.Select(row => row.Reason)));

    private static string Signed(Action<JsonObject>? alter = null, StoreApp? app = null) =>
        StoreSide.Body(Store.Sign(alter: alter, app: app));

    private static string SignedInside(Action<JsonObject> alter) => StoreSide.Body(Store.Sign(alterTransaction: alter));

    private static string ByChain(ChainPlan plan) => StoreSide.Body(Store.Sign(chain: Store.Authority.Issue(plan)));

    private static string Inner(SigningChain chain) =>
        chain.Sign(StoreSide.Bought().ToJson("Production", StoreSide.Now).ToJsonString());

    private static string Altered(Action<JsonObject> alter)
    {
        var json = JsonNode.Parse(Base64Url.DecodeFromChars(Parts[1]))!.AsObject();
        alter(json);
        return StoreSide.Body($"{Parts[0]}.{Encode(json.ToJsonString())}.{Parts[2]}");
    }

    /// <summary>The transaction inside is altered under its old signature, and the notification signed
    /// anew.</summary>
    private static string Resign(string property) => Signed(json =>
    {
        var inner = ((string)json["data"]!["signedTransactionInfo"]!).Split('.');
        var told = JsonNode.Parse(Base64Url.DecodeFromChars(inner[1]))!.AsObject();
        told[property] = 10;
        json["data"]!["signedTransactionInfo"] = $"{inner[0]}.{Encode(told.ToJsonString())}.{inner[2]}";
    });

    private static string WithX5c(string[] x5c) => WithHeader(
        $$"""{"alg":"ES256","x5c":[{{string.Join(',', x5c.Select(one => $"\"{one}\""))}}]}""");

    private static string WithHeader(string header, string? signature = null)
    {
        var x5c = string.Join(',', Store.Chain.X5c.Select(one => $"\"{one}\""));
        var message = Store.Chain.Sign(header.Replace("$", x5c, StringComparison.Ordinal), Decode(Parts[1]));
        return StoreSide.Body(signature is null ? message : message[..(message.LastIndexOf('.') + 1)] + signature);
    }

    private static string HmacWithTheLeaf()
    {
        var x5c = string.Join(',', Store.Chain.X5c.Select(one => $"\"{one}\""));
        var signed = $"{Encode($$"""{"alg":"HS256","x5c":[{{x5c}}]}""")}.{Parts[1]}";
        var key = Store.Chain.Leaf.PublicKey.ExportSubjectPublicKeyInfo();
        return StoreSide.Body(
            $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(signed)))}");
    }

    private static string DerSignature()
    {
        var signed = Encoding.ASCII.GetBytes($"{Parts[0]}.{Parts[1]}");
        var der = ((ECDsa)Store.Chain.Key).SignData(
            signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return StoreSide.Body($"{Parts[0]}.{Parts[1]}.{Base64Url.EncodeToString(der)}");
    }

    private static string Pem(SigningChain chain) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(chain.Leaf.ExportCertificatePem()));

    private static string Longer(string certificate) =>
        Convert.ToBase64String([.. Convert.FromBase64String(certificate), 0, 0]);

    private static string Flip(string part) => part[..40] + (part[40] == 'A' ? 'B' : 'A') + part[41..];

    private static string Deep(int levels) => new string('[', levels) + new string(']', levels);

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private static string Decode(string part) => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(part));
}
