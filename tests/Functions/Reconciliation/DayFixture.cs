using Microsoft.Azure.Functions.Worker.Builder;
using PayFunctions.Sandbox.Alipay;
using PayFunctions.Sandbox.Azurite;
using PayFunctions.Sandbox.WeChatPay;

namespace PayFunctions.Tests.Functions.Reconciliation;

/// <summary>A place for bills, and the settings that make a day short; each test has an app and providers of its own.</summary>
public sealed class DayFixture(AzuriteFixture azurite) : IAsyncLifetime
{
    internal const string Merchant = "1900000001";

    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    internal static DateTimeOffset Yesterday { get; } = new DateTimeOffset(
        DateTimeOffset.UtcNow.ToOffset(China).Date, China).AddDays(-1);

    internal AzuriteBlobs Bills { get; private set; } = null!;

    internal string Storage => azurite.ConnectionString;

    public async ValueTask InitializeAsync() =>
        Bills = await AzuriteBlobs.StartAsync(folder: null, _ => { }, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_shared is not null) await _shared.DisposeAsync();
        if (Bills is not null) await Bills.DisposeAsync();
    }

    /// <summary>
    /// A day of its own in a world that other tests use too: for those that change no setting. An app and its providers take longer
    /// to start than a day takes.
    /// </summary>
    internal async Task<DayWorld> ShareAsync() =>
        (_shared ??= await StartAsync()).On(Yesterday.AddDays(-DaysApart * ++_taken));

    /// <summary>Days that tests take of one world are far enough apart for nothing to be carried from one to another.</summary>
    private const int DaysApart = 4;

    private DayWorld? _shared;
    private int _taken;

    internal static string NewTenant() => "t" + Guid.NewGuid().ToString("N")[..10];

    /// <summary>A world of its own, and yesterday: no other test's orders are in its tenant's day.</summary>
    internal async Task<DayWorld> StartAsync(
        Dictionary<string, string>? changes = null, Action<FunctionsApplicationBuilder>? also = null, string? tenant = null)
    {
        var provider = await SimulatedWeChatPay.StartAsync(new() { TimeScale = 1.0 / 3600 }, TestContext.Current.CancellationToken);
        var alipay = await SimulatedAlipay.StartAsync(1.0 / 3600, TestContext.Current.CancellationToken);
        return await DayWorld.StartAsync(this, provider, alipay, tenant ?? NewTenant(), changes ?? [], also);
    }
}

[CollectionDefinition(nameof(DayCollection))]
public sealed class DayCollection : ICollectionFixture<DayFixture>;
