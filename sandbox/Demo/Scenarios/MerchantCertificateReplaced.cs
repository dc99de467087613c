using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class MerchantCertificateReplaced : Scenario
{
    public override string Name => "merchant-certificate-replaced";

    public override string Title => "The merchant's own certificate gets a new version in the vault, under traffic";

    public override string Expectation => "no restart, no order refused, the new key signs, no key in the log";

    private const string InVault = "wechatpay-1900000001";
    private const string Purpose = "WeChatPayMerchant";
    private const int OrdersMax = 200;

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        if (!world.HasVault) return "the app has no vault here: its certificate can't be trusted on this system";
        var account = world.WeChatPay.PlatformMode;
        var before = account.SerialNumber;
        await world.ImportAsync(InVault, account.Certificate, cancellation);
        await world.RestartAppAsync(
            [new("WeChatPay__Merchants__1900000001__PrivateKey", $"certificate:{InVault}")], cancellation);
        await world.Merchant.UntilListedAsync(before, "Active", cancellation, Purpose);
        await world.CreateAsync(cancellation);
        Expect.Equal("the serial that signs", before, account.LastSerial);
        var app = world.App;

        account.ReplaceCertificate();
        await world.ImportAsync(InVault, account.Certificate, cancellation);
        var made = 0;
        while (account.LastSerial != account.SerialNumber && made < OrdersMax)
        {
            await world.CreateAsync(cancellation);
            made++;
        }

        Expect.Equal("the serial that signs", account.SerialNumber, account.LastSerial);
        var orderId = await world.CreateAsync(cancellation);
        world.PayNow(orderId);
        await world.AcknowledgedAsync(orderId, 1, cancellation);
        await world.ExpectPaidOnceAsync(orderId, cancellation);
        Expect.True("the same process all along", world.App.Id == app.Id && !app.HasExited, "another");
        var told = world.AppLog().Count(line => line.Contains("BEGIN", StringComparison.Ordinal));
        Expect.Equal("lines of the log with a key", 0, told);
        await world.RestartAppAsync([], cancellation);
        return $"{before[..6]}… to {account.SerialNumber[..6]}… within {made} orders, all created";
    }
}
