using PayFunctions.Sandbox.WeChatPay;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class CertificateEmergency : Scenario
{
    public override string Name => "certificate-emergency";

    public override string Title => "The only platform certificate expires, and its successor comes late";

    public override string Expectation => "asked for at once and again, no crash; the callback gets through after";

    private static readonly TimeSpan Lives = TimeSpan.FromSeconds(8);

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var certificates = world.WeChatPay.Certificates;
        await world.RestartAppAsync(
            [new("Certificates__Overlap", "00:00:01"), new("Certificates__RefreshEvery", "00:00:01")], cancellation);
        await world.UntilActiveAsync(certificates.Current.Serial, cancellation);
        var orderId = await world.CreateAsync(cancellation); // Before the seconds count.
        var former = certificates.All();
        var ending = certificates.IssueUntil(DateTimeOffset.UtcNow + Lives);
        certificates.SignWith(ending);
        foreach (var key in former) certificates.Withdraw(key);
        await world.Merchant.UntilListedAsync(ending.Serial, "Active", cancellation);
        await world.Merchant.UntilListedAsync(ending.Serial, "Expired", cancellation);
        var app = world.App;

        var attempts = await FailedAttemptsAsync(world, cancellation);
        var late = certificates.Issue();
        certificates.SignWith(late);
        certificates.Withdraw(ending);
        await world.Merchant.UntilListedAsync(late.Serial, "Active", cancellation);
        world.PayNow(orderId);
        await world.AcknowledgedAsync(orderId, 1, cancellation);

        await world.ExpectPaidOnceAsync(orderId, cancellation);
        Expect.True("the same process all along", world.App.Id == app.Id && !app.HasExited, "another");
        await world.RestartAppAsync([], cancellation);
        return $"{attempts} attempts without an answer to trust, then {late.Serial[..6]}…";
    }

    /// <summary>Waits until the provider was asked in vain, twice.</summary>
    private static async Task<int> FailedAttemptsAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var before = Downloads(world);
        return await OrderSteps.UntilAsync(
            "two attempts", () => Task.FromResult(Downloads(world) - before), made => made >= 2, made => made,
            cancellation);
    }

    private static int Downloads(SandboxWorld world) => world.WeChatPay.Calls.Where(
        call => call.Operation == "certificates" && call.MerchantId == "1900000001").Length;
}
