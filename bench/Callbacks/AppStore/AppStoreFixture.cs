using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PayFunctions.Sandbox.Apple;

namespace PayFunctions.Bench.Callbacks.AppStore;

/// <summary>Genuine notifications of the real shape, each of its own purchase, with the signed transaction and renewal
/// inside, under a root of this run's making.</summary>
internal sealed class AppStoreFixture
{
    private static readonly DateTimeOffset Now = new(2024, 3, 1, 0, 0, 6, TimeSpan.Zero);

    private readonly AppleAuthority _authority = new(Now);
    private readonly SigningChain _chain;

    public AppStoreFixture(int count)
    {
        _chain = _authority.Issue(new());
        Notifications = [.. Enumerable.Range(1, count).Select(Make)];
    }

    public static StoreApp App { get; } = new("com.example.app", 1234567890, "Production");

    public string RootPem => _authority.RootPem;

    public ECParameters SigningKey => ((ECDsa)_chain.Key).ExportParameters(includePrivateParameters: false);

    public IReadOnlyList<Notification> Notifications { get; }

    /// <summary>One notification as it would arrive, and the messages that its three signatures are over.</summary>
    public sealed record Notification(string TransactionId, byte[] Body, (byte[] Message, byte[] Signature)[] Signed);

    /// <summary>The same bytes for the peer in Node.</summary>
    public void WriteTo(string path) => File.WriteAllText(path, JsonSerializer.Serialize(new
    {
        root = Convert.ToBase64String(_authority.Root.RawData),
        bundleId = App.BundleId,
        appAppleId = App.AppAppleId,
        notifications = Notifications.Select(
            one => new { body = Convert.ToBase64String(one.Body), outTradeNo = one.TransactionId }),
    }));

    private Notification Make(int number)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"2{number:D14}");
        var bought = new StoreTransaction
        {
            TransactionId = id,
            OriginalTransactionId = id,
            BundleId = App.BundleId,
            PurchasedAt = Now,
            ExpiresAt = Now.AddDays(30),
        };
        var message = new StoreNotification("SUBSCRIBED", "INITIAL_BUY", $"{Guid.NewGuid()}", bought, 1)
            .Sign(_chain, App, Now);
        using var payload = JsonDocument.Parse(Base64Url.DecodeFromChars(message.Split('.')[1]));
        var data = payload.RootElement.GetProperty("data");
        string[] signed =
        [
            message, data.GetProperty("signedTransactionInfo").GetString()!,
            data.GetProperty("signedRenewalInfo").GetString()!,
        ];
        var body = JsonSerializer.SerializeToUtf8Bytes(new { signedPayload = message });
        return new(id, body, [.. signed.Select(Parts)]);
    }

    private static (byte[] Message, byte[] Signature) Parts(string message)
    {
        var end = message.LastIndexOf('.');
        return (Encoding.ASCII.GetBytes(message[..end]), Base64Url.DecodeFromChars(message.AsSpan(end + 1)));
    }
}
