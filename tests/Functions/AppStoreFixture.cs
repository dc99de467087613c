using System.Net;
using System.Text;
using PayFunctions.Sandbox.WeChatPay;
using PayFunctions.Tests.Infra.AppStore;

namespace PayFunctions.Tests.Functions;

/// <summary>One app that trusts a store of the tests' own, for two tenants.</summary>
public sealed class AppStoreFixture(AzuriteFixture azurite) : IAsyncLifetime
{
    public const string AcmesApp = "com.acme.app";

    private static int _last;
    private SimulatedWeChatPay? _provider;

    internal StoreSide Store { get; } = new();

    internal RunningApp App { get; private set; } = null!;

    internal string Storage => azurite.ConnectionString;

    /// <summary>A purchase number that no other test has.</summary>
    public static string NewTransactionId() => $"{DateTime.UtcNow.Ticks}{Interlocked.Increment(ref _last) % 100:D2}";

    public async ValueTask InitializeAsync()
    {
        _provider = await SimulatedWeChatPay.StartAsync(new(), TestContext.Current.CancellationToken);
        App = await RunningApp.StartAsync(Storage, _provider, new()
        {
            ["AppStore__RootCertificates"] = Store.Authority.RootPem,
            [$"AppStore__Apps__{StoreSide.BundleId}__AppAppleId"] = $"{StoreSide.AppAppleId}",
            [$"AppStore__Apps__{AcmesApp}__Environment"] = "Sandbox",
            [$"AppStore__Apps__{AcmesApp}__Tenant"] = "acme",
        });
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        if (_provider is not null) await _provider.DisposeAsync();
    }

    internal async Task<HttpStatusCode> DeliverAsync(string message)
    {
        using var content = new StringContent(StoreSide.Body(message), Encoding.UTF8, "application/json");
        using var response = await App.Stranger.PostAsync(
            "callbacks/appstore", content, TestContext.Current.CancellationToken);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        return response.StatusCode;
    }
}
