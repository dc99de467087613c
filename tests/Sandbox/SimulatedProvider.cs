using PayFunctions.Sandbox.WeChatPay;

namespace PayFunctions.Tests.Sandbox;

/// <summary>
/// One simulated provider for a class of tests: its keys take long to make. Each test has orders of its own.
/// </summary>
public sealed class SimulatedProvider : IAsyncLifetime
{
    /// <summary>The schedule's 24 hours in 87 ms.</summary>
    public const double Scale = 1.0 / 3600 / 1000;

    private int _lastOrder;

    internal SimulatedWeChatPay Provider { get; private set; } = null!;

    internal MerchantSide Merchant { get; private set; } = null!;

    public string NewOrder() => $"ORDER{Interlocked.Increment(ref _lastOrder):D5}";

    public async ValueTask InitializeAsync()
    {
        Provider = await SimulatedWeChatPay.StartAsync(
            new() { TimeScale = Scale }, TestContext.Current.CancellationToken);
        Merchant = new(Provider, Provider.PlatformMode);
    }

    public async ValueTask DisposeAsync()
    {
        Merchant.Dispose();
        await Provider.DisposeAsync();
    }
}
