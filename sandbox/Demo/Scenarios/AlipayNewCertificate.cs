using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class AlipayNewCertificate : Scenario
{
    public override string Name => "alipay-new-certificate";

    public override string Title => "Alipay signs with a new certificate that nobody has been told of";

    public override string Expectation =>
        "fetched by its serial, held to the root, listed; the order is paid once; no call repeated for it";

    private const string Download = "alipay.open.app.alipaycert.download";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var application = world.Alipay.CertificateMode;
        var account = $"alipay/{application.AppId}";
        var former = application.Certificates!.AlipaySerial;
        await world.Merchant.UntilListedAsync(former, "Active", cancellation, "AlipayPublic", account);
        var orderId = await world.CreateAlipayAsync(cancellation, "page", application: application);

        var next = application.RenewAlipaysCertificate();
        world.PayByAlipay(orderId);
        var deliveries = await world.AcknowledgedByAlipayAsync(orderId, 1, cancellation);
        await world.ExpectPaidOnceByAlipayAsync(orderId, cancellation);
        await world.Merchant.UntilListedAsync(next, "Active", cancellation, "AlipayPublic", account);
        await world.Merchant.UntilListedAsync(former, "Active", cancellation, "AlipayPublic", account);

        var again = await world.CreateAlipayAsync(cancellation, "precreate", application: application);
        world.PayByAlipay(again);
        var afterwards = await world.AcknowledgedByAlipayAsync(again, 1, cancellation);
        Expect.Equal("deliveries once it is known", 1, afterwards.Length);
        await world.ExpectPaidOnceByAlipayAsync(again, cancellation);
        var asked = world.Alipay.Calls.Where(call => call.Method == Download && call.AppId == application.AppId).Length;
        return $"{next[..6]}… taken after {deliveries.Length} deliveries; {asked} downloads in all, the start's included";
    }
}
