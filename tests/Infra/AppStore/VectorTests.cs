using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using PayFunctions.Infra.Apple;
using PayFunctions.Infra.AppStore;

namespace PayFunctions.Tests.Infra.AppStore;

public class VectorTests
{
    [Fact]
    public void The_root_that_ships_is_the_one_that_Apple_publishes()
    {
        var ours = Assert.Single(AppleRoots.Read(null));

        Assert.Equal(
            "63343ABFB89A6A03EBB57E9B3F5FA7BE7C4F5C756F3017B3A8C488C3653E9179",
            ours.GetCertHashString(HashAlgorithmName.SHA256));
        Assert.Equal(AppleVectors.Text("AppleRootCA-G3.pem").Trim(), ours.ExportCertificatePem());
    }

    [Fact]
    public void The_officially_signed_samples_come_out_as_expected()
    {
        var vector = AppleVectors.Json("appstore-jws.json");
        var root = AppleVectors.Text(vector.String("trusted_root"));
        var app = vector.GetProperty("app");
        var reader = StoreSide.Reader(root, new(
            app.String("bundleId"), app.GetProperty("appAppleId").GetInt64(), app.String("environment")));
        var leaves = new AppStoreLeaves(AppleRoots.Read(root));

        Assert.All(vector.GetProperty("cases").EnumerateArray(), one =>
        {
            var accepted = one.String("kind") == "signedPayload"
                ? reader.Read(Encoding.UTF8.GetBytes(StoreSide.Body(one.String("jws")))).Refusal is null
                : Opens(leaves, one.String("jws"), one.GetProperty("payload"));
            Assert.True(accepted == (one.String("expected") == "accept"), one.String("name"));
        });
    }

    [Fact]
    public void The_official_chains_come_out_as_expected() =>
        Assert.All(AppleVectors.Json("appstore-chains.json").EnumerateArray(), one =>
        {
            var chain = new AppleChain([Certificate(one, "root_der")], LeafMark, IntermediateMark);
            var check = chain.Check(Certificate(one, "leaf_der"), Certificate(one, "intermediate_der"));
            var accepted = check.Holds(one.GetProperty("at").GetDateTimeOffset());
            Assert.True(accepted == (one.String("expected") == "accept"), $"{one.String("name")}: {check}");
        });

    private const string LeafMark = "1.2.840.113635.100.6.11.1";
    private const string IntermediateMark = "1.2.840.113635.100.6.2.1";

    private static bool Opens(AppStoreLeaves leaves, string message, JsonElement payload)
    {
        var content = new byte[message.Length];
        var opened = SignedMessage.Open(leaves, Encoding.ASCII.GetBytes(message), content, StoreSide.Now);
        if (opened.Refusal is not null) return false;
        var told = JsonDocument.Parse(content.AsMemory(0, opened.Length)).RootElement;
        Assert.True(JsonElement.DeepEquals(payload, told));
        return opened.Leaf!.Holds(DateTimeOffset.FromUnixTimeMilliseconds(told.GetProperty("signedDate").GetInt64()));
    }

    private static X509Certificate2 Certificate(JsonElement chain, string name) =>
        X509CertificateLoader.LoadCertificate(Convert.FromBase64String(chain.String(name)));
}
