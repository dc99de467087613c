using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class AlipayPaid : Scenario
{
    private static readonly string[] Ways = ["precreate", "page", "wap", "app"];

    public override string Name => "alipay-paid";

    public override string Title => "Through Alipay: a code, a page, a phone's page, from another app, in both key modes";

    public override string Expectation => "offers that Alipay takes, and none that was changed; PAID by one callback each";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var counts = await CallbackCounts.BeginAsync(world, cancellation, "alipay");
        var orders = new List<string>();
        foreach (var application in new[] { world.Alipay.PublicKeyMode, world.Alipay.CertificateMode })
        {
            foreach (var way in Ways)
            {
                var orderId = await world.CreateAlipayAsync(cancellation, way, 1000 + orders.Count, application);
                world.PayByAlipay(orderId);
                var deliveries = await world.AcknowledgedByAlipayAsync(orderId, 1, cancellation);
                Expect.Equal($"deliveries by {way}", 1, deliveries.Length);
                await world.ExpectPaidOnceByAlipayAsync(orderId, cancellation);
                orders.Add(orderId);
            }
        }

        await counts.ExpectAsync(cancellation, applied: orders.Count);
        await world.ExpectFollowedUpAsync(orders, cancellation);
        return $"{orders.Count} PAID at the acknowledgement, by public key and by certificate";
    }
}
