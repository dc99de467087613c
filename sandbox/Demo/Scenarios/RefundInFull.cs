using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class RefundInFull : Scenario
{
    public override string Name => "refund-in-full";

    public override string Title => "A paid order is refunded in full, and the request is repeated";

    public override string Expectation => "REFUNDED once, one payment and one refund posted";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        foreach (var account in new[] { world.WeChatPay.PlatformMode, world.WeChatPay.PublicKeyMode })
        {
            var orderId = await world.CreateAsync(cancellation, account: account);
            world.PayNow(orderId);
            await world.AcknowledgedAsync(orderId, 1, cancellation);

            var refundId = await world.RefundAsync(orderId, 1234, cancellation);
            var repeat = await world.Merchant.RefundAsync(orderId, refundId, 1234, cancellation);
            Expect.True("the same request again: 202, replayed", repeat is { Status: 202, Replayed: true }, repeat);

            await world.UntilAsync(orderId, "Refunded", cancellation);
            await world.AcknowledgedAsync(refundId, 1, cancellation);
            await world.ExpectRefundedAsync(orderId, "Refunded", 1234, cancellation);
            var refund = await world.UntilRefundAsync(orderId, refundId, "Succeeded", cancellation);
            Expect.Equal(
                "the provider's number", world.WeChatPay.Refunds(orderId).Single().RefundId, refund.ProviderRefundId);
            var kinds = (await world.Merchant.PostingsAsync(orderId, cancellation)).Select(one => one.Kind);
            Expect.Same($"postings of {orderId}", ["payment", "refund"], kinds);
            await world.ExpectFollowedUpAsync([orderId], cancellation);
        }

        return "REFUNDED by certificate and by public key, 1 refund each";
    }
}
