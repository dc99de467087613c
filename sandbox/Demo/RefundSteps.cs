using PayFunctions.Sandbox.Merchant;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo;

/// <summary>The steps that the refunds' scenarios are made of.</summary>
internal static class RefundSteps
{
    /// <summary>An order that is paid, booked and followed up.</summary>
    public static async Task<string> CreatePaidAsync(
        this SandboxWorld world, CancellationToken cancellation, long amount = 1234)
    {
        var orderId = await world.CreateAsync(cancellation, amount);
        world.PayNow(orderId);
        await world.AcknowledgedAsync(orderId, 1, cancellation);
        return orderId;
    }

    /// <summary>An id that no other refund of this world has: the provider takes each number once.</summary>
    public static string RefundId(string orderId, int nth = 1) => $"R{nth}-{orderId}";

    /// <summary>Asks for a refund and holds the answer to the contract.</summary>
    public static async Task<string> RefundAsync(
        this SandboxWorld world, string orderId, long amount, CancellationToken cancellation, int nth = 1)
    {
        var refundId = RefundId(orderId, nth);
        var answer = await world.Merchant.RefundAsync(orderId, refundId, amount, cancellation);
        Expect.True("POST refunds: 202", answer.Status == 202, answer);
        Expect.Equal("refundId of the new refund", refundId, answer.Body.GetProperty("refundId").GetString());
        Expect.Equal("state of the new refund", "Requested", answer.Body.GetProperty("state").GetString());
        return refundId;
    }

    /// <summary>Reads the refund until it stands there.</summary>
    public static Task<RefundView> UntilRefundAsync(
        this SandboxWorld world, string orderId, string refundId, string state, CancellationToken cancellation) =>
        OrderSteps.UntilAsync(
            $"refund {refundId} {state}",
            () => world.Merchant.ReadRefundAsync(orderId, refundId, cancellation),
            refund => refund.State == state,
            refund => refund,
            cancellation);

    /// <summary>The refund that the app made by itself, once it stands there.</summary>
    public static async Task<RefundView> UntilOwnRefundAsync(
        this SandboxWorld world, string orderId, string cause, string state, CancellationToken cancellation)
    {
        var order = await OrderSteps.UntilAsync(
            $"a refund of {orderId} for {cause}, {state}",
            () => world.ReadAsync(orderId, cancellation),
            order => order.Refunds.Any(refund => refund.Cause == cause && refund.State == state),
            order => string.Join("; ", order.Refunds.AsEnumerable()),
            cancellation);
        return order.Refunds.Single(refund => refund.Cause == cause);
    }

    /// <summary>State, sums and postings agree with each other and with what the provider sent back.</summary>
    public static async Task ExpectRefundedAsync(
        this SandboxWorld world, string orderId, string state, long refunded, CancellationToken cancellation)
    {
        var order = await world.ReadAsync(orderId, cancellation);
        Expect.Equal($"state of {orderId}", state, order.State);
        Expect.Equal($"amount refunded of {orderId}", refunded, order.Refunded?.Amount);
        var postings = await world.Merchant.PostingsAsync(orderId, cancellation);
        Expect.True($"balanced postings of {orderId}", postings.All(one => one.Debits == one.Credits), postings.Length);
        var booked = postings.Where(one => one.Kind == "refund").Sum(one => one.Debits);
        Expect.Equal($"refunds booked of {orderId}", refunded, booked);
        var sent = world.WeChatPay.Refunds(orderId)
            .Where(refund => refund is { Status: WeChatPay.RefundStatus.Success } && IsOfOrder(refund, order))
            .Sum(refund => refund.Amount);
        Expect.Equal($"what the provider sent back of {orderId}", refunded, sent);
    }

    /// <summary>
    /// A payment that nobody could use: booked, and sent back once, in full, so that nothing is left of it.
    /// </summary>
    public static async Task ExpectSentBackAsync(
        this SandboxWorld world, string orderId, string kind, CancellationToken cancellation)
    {
        var postings = await world.Merchant.PostingsAsync(orderId, cancellation);
        var came = postings.Single(one => one.Kind == kind);
        var went = postings.Single(one => one.Kind == "suspense-refund");
        Expect.Equal($"what went back of {orderId}", came.Debits, went.Debits);
        var suspense = postings.SelectMany(one => one.Entries).Where(entry => entry.Account == $"suspense/{kind}");
        Expect.Equal($"what is left in suspense of {orderId}", 0, suspense.Sum(entry => entry.Debit - entry.Credit));
        var sent = world.WeChatPay.Refunds(orderId)
            .Single(refund => refund.OutRefundNo.StartsWith("late-", StringComparison.Ordinal));
        Expect.Equal($"what the provider sent back of {orderId}", came.Debits, sent.Amount);
    }

    private static bool IsOfOrder(WeChatPay.SimulatedRefund refund, OrderView order) =>
        order.Refunds.Any(one => one.RefundId == refund.OutRefundNo && one.Cause is "MerchantRequest" or "TopUpFailed");
}
