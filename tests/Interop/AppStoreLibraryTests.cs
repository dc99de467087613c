using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using PayFunctions.Core;
using PayFunctions.Sandbox.Apple;
using PayFunctions.Tests.Infra.AppStore;

namespace PayFunctions.Tests.Interop;

/// <summary>The npm package <c>@apple/app-store-server-library</c>, Apple's own, takes what the sandbox signs and
/// refuses what ours refuses; the app takes what Node signs.</summary>
public class AppStoreLibraryTests
{
    [Fact]
    public async Task Each_takes_what_the_other_signs()
    {
        var store = new StoreSide();
        var genuine = store.Sign();
        using var stranger = new AppleAuthority(StoreSide.Now);
        string[] messages =
        [
            genuine, genuine[..^3] + "AAA", store.Sign(chain: stranger.Issue(new())),
            store.Sign(chain: store.Authority.Issue(new() { LeafMark = null })),
            store.Sign(chain: store.Authority.Issue(new() { IntermediateMark = null })),
            store.Sign(chain: store.Authority.Issue(new() { ValidSince = TimeSpan.FromDays(-2) })),
            store.Sign(app: StoreSide.App with { BundleId = "com.example.other" }),
            store.Sign(app: StoreSide.App with { Environment = "Sandbox" }),
        ];

        var said = await NodeScript.RunAsync(
            "appstore.mjs", Path.Combine("@apple", "app-store-server-library", "package.json"), Input(store, messages));

        var answer = JsonDocument.Parse(said[^1]).RootElement;
        var told = answer.GetProperty("told").EnumerateArray().ToArray();
        Assert.Equal("SUBSCRIBED", told[0].GetProperty("notificationType").GetString());
        Assert.Equal((12_340, 1), (told[0].GetProperty("price").GetInt64(), told[0].GetProperty("renews").GetInt32()));
        Assert.All(messages.Zip(told), one => Assert.Equal(
            store.Read(one.First).Refusal is not null, one.Second.TryGetProperty("refused", out _)));

        var reading = store.Read(answer.GetProperty("message").GetString()!);
        Assert.Null(reading.Refusal);
        Assert.Equal(new Money(1234, Currency.Cny), reading.Notice!.Purchase!.Price);
    }

    private static string Input(StoreSide store, string[] messages)
    {
        var notification = Content(messages[0]);
        var data = notification["data"]!;
        return new JsonObject
        {
            ["root"] = Convert.ToBase64String(store.Authority.Root.RawData),
            ["bundleId"] = StoreSide.BundleId,
            ["appAppleId"] = StoreSide.AppAppleId,
            ["key"] = ((ECDsa)store.Chain.Key).ExportPkcs8PrivateKeyPem(),
            ["x5c"] = new JsonArray([.. store.Chain.X5c.Select(one => JsonValue.Create(one))]),
            ["messages"] = new JsonArray([.. messages.Select(one => JsonValue.Create(one))]),
            ["payloads"] = new JsonObject
            {
                ["transaction"] = Content((string)data["signedTransactionInfo"]!),
                ["renewal"] = Content((string)data["signedRenewalInfo"]!),
                ["notification"] = notification,
            },
        }.ToJsonString();
    }

    private static JsonNode Content(string message) =>
        JsonNode.Parse(Base64Url.DecodeFromChars(message.Split('.')[1]))!;
}
