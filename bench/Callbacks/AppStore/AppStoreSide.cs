using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PayFunctions.Infra.AppStore;

namespace PayFunctions.Bench.Callbacks.AppStore;

/// <summary>The App Store's notifications: three ES256 operations each.</summary>
internal sealed class AppStoreSide(AppStoreFixture fixture) : CallbackSide<AppStoreFixture.Notification>(fixture.Notifications)
{
    private readonly AppStoreNotifications _reader = ReaderFor(fixture);
    private readonly ECDsa _key = ECDsa.Create(fixture.SigningKey);

    protected override bool IsReadRightly(AppStoreFixture.Notification one)
    {
        byte[] tampered = [.. one.Body];
        tampered[^20] = (byte)(tampered[^20] == 'A' ? 'B' : 'A'); // A letter of its signature.
        return _reader.Read(one.Body).Notice?.Purchase?.TransactionId == one.TransactionId
            && _reader.Read(tampered).Refusal is not null;
    }

    protected override bool Verifies(AppStoreFixture.Notification one)
    {
        foreach (var (message, signature) in one.Signed)
        {
            if (!_key.VerifyData(message, signature, HashAlgorithmName.SHA256)) return false;
        }

        return true;
    }

    protected override bool Reads(AppStoreFixture.Notification one) => _reader.Read(one.Body).Notice is not null;

    private static AppStoreNotifications ReaderFor(AppStoreFixture fixture)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AppStore:RootCertificates"] = fixture.RootPem,
            [$"AppStore:Apps:{AppStoreFixture.App.BundleId}:AppAppleId"] = $"{AppStoreFixture.App.AppAppleId}",
        }).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddAppStore(configuration);
        return services.BuildServiceProvider().GetRequiredService<AppStoreNotifications>();
    }
}
