using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class TwoInstancesOneLease : Scenario
{
    public override string Name => "certificate-lease";

    public override string Title => "Two instances are told to renew while one is at it";

    public override string Expectation => "LOCK_NOT_ACQUIRED for the second, one download, both have the certificate";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        if (!world.HasVault) return "the app has no vault here: its certificate can't be trusted on this system";
        using var second = await world.StartAnotherAppAsync(cancellation);
        var before = world.WeChatPay.Certificates.Current.Serial;
        await world.Merchant.UntilListedAsync(before, "Active", cancellation);
        await second.Merchant.UntilListedAsync(before, "Active", cancellation);
        var fresh = world.WeChatPay.Certificates.Issue();
        var gate = world.WeChatPay.GateNext("certificates", "");
        var downloads = Downloads(world);

        var first = await StartRenewalAsync(world, gate.Arrived, cancellation);
        var refused = await second.Merchant.RenewCertificatesAsync(cancellation);
        gate.Open();
        var renewed = await first;
        await world.Merchant.UntilListedAsync(fresh.Serial, "Active", cancellation);
        await second.Merchant.UntilListedAsync(fresh.Serial, "Active", cancellation);

        Expect.True("the first renews", renewed.Text.Contains("\"Renewed\"", StringComparison.Ordinal), renewed);
        Expect.True("the second is told", refused.Text.Contains("LockNotAcquired", StringComparison.Ordinal), refused);
        Expect.True(
            "LOCK_NOT_ACQUIRED in its log", second.Log().Contains("LOCK_NOT_ACQUIRED", StringComparison.Ordinal), "no");
        Expect.Equal("downloads of the list", 1, Downloads(world) - downloads);
        return "one download; the other instance took it from the vault";
    }

    /// <summary>Too soon after the last one an instance refuses: asked again until it is at it.</summary>
    private static async Task<Task<Merchant.ApiAnswer>> StartRenewalAsync(
        SandboxWorld world, Task arrived, CancellationToken cancellation)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (true)
        {
            var asked = world.Merchant.RenewCertificatesAsync(cancellation);
            await Task.WhenAny(asked, arrived);
            if (arrived.IsCompleted) return asked;
            await asked;
            await pace.WaitForNextTickAsync(cancellation);
        }
    }

    private static int Downloads(SandboxWorld world) => world.WeChatPay.Calls.Where(
        call => call.Operation == "certificates" && call.MerchantId == "1900000001").Length;
}
