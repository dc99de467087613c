using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PayFunctions.Infra.AppStore;
using PayFunctions.Infra.Callbacks;
using PayFunctions.Sandbox.Apple;
using PayFunctions.Tests.Infra.WeChatPay;

namespace PayFunctions.Tests.Infra.AppStore;

/// <summary>The store's side with a root of its own, and the app's reader that trusts it.</summary>
internal sealed class StoreSide
{
    public const string BundleId = "com.example.app";
    public const long AppAppleId = 1234567890;

    public static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public static readonly StoreApp App = new(BundleId, AppAppleId, "Production");

    public StoreSide(string? root = null, StoreApp? app = null)
    {
        Chain = Authority.Issue(new());
        Notifications = Reader(root ?? Authority.RootPem, app ?? App);
    }

    public AppleAuthority Authority { get; } = new(Now);

    public SigningChain Chain { get; }

    public AppStoreNotifications Notifications { get; }

    public static StoreTransaction Bought(string id = "200000000000001") => new()
    {
        TransactionId = id,
        OriginalTransactionId = "200000000000001",
        BundleId = BundleId,
        PurchasedAt = Now,
        ExpiresAt = Now.AddDays(30),
    };

    public static StoreNotification Subscribed(StoreTransaction? transaction = null) =>
        new("SUBSCRIBED", "INITIAL_BUY", "002e14d5-51f5-4503-b5a8-c3a1af68eb20", transaction ?? Bought(), 1);

    public string Sign(
        StoreNotification? notification = null, Action<JsonObject>? alter = null,
        Action<JsonObject>? alterTransaction = null, SigningChain? chain = null, StoreApp? app = null) =>
        (notification ?? Subscribed()).Sign(chain ?? Chain, app ?? App, Now, alter, alterTransaction);

    public AppStoreReading Read(string message) => ReadBody(Body(message));

    public AppStoreReading ReadBody(string body) => Notifications.Read(Encoding.UTF8.GetBytes(body));

    public static string Body(string message) => JsonSerializer.Serialize(new { signedPayload = message });

    public static AppStoreNotifications Reader(string? rootPem, StoreApp app)
    {
        var options = new AppStoreOptions { RootCertificates = rootPem };
        options.Apps[app.BundleId] = new() { Environment = app.Environment, AppAppleId = app.AppAppleId };
        return new(
            new(Options.Create(options)), Options.Create(options),
            new Monitored<CallbackOptions>(new()), TimeProvider.System, NullLogger<AppStoreNotifications>.Instance);
    }
}
