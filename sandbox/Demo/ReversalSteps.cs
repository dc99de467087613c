using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo;

/// <summary>The steps that the reversals' scenarios are made of.</summary>
internal static class ReversalSteps
{
    private const string Cancel = "alipay.trade.cancel";

    /// <summary>Asks for the reversal and holds the answer to the contract.</summary>
    public static async Task ReverseAsync(this SandboxWorld world, string orderId, CancellationToken cancellation)
    {
        var answer = await world.Merchant.ReverseAsync(orderId, "wrong till", cancellation);
        Expect.True("POST reverse: 202", answer.Status == 202, answer);
        Expect.Equal("orderId of the answer", orderId, answer.Body.GetProperty("orderId").GetString());
    }

    /// <summary>Revoked: the money went back once at Alipay and once in the ledger, and nothing is left of it.</summary>
    public static async Task ExpectRevokedAsync(
        this SandboxWorld world, string orderId, int cancels, CancellationToken cancellation)
    {
        var order = await world.UntilAsync(orderId, "Revoked", cancellation);
        Expect.Equal($"reversal of {orderId}", "Done", order.Reversal?.State);
        Expect.Equal($"amount paid of {orderId}", 0, order.Paid?.Amount ?? 0);
        var sent = world.Alipay.Trade(orderId).Refunds.Select(refund => refund.Amount);
        Expect.Same($"what Alipay sent back of {orderId}", [order.Total.Amount / 100m], sent);
        Expect.Equal($"cancels of {orderId}", cancels, world.CancelsOf(orderId));

        var postings = await world.Merchant.PostingsAsync(orderId, cancellation);
        Expect.Same($"postings of {orderId}", ["payment", "reversal"], postings.Select(one => one.Kind));
        var left = postings.SelectMany(one => one.Entries).GroupBy(entry => entry.Account)
            .Select(account => account.Sum(entry => entry.Debit - entry.Credit));
        Expect.Same($"what is left on the accounts of {orderId}", [0L, 0L], left);
    }

    public static int CancelsOf(this SandboxWorld world, string orderId) =>
        world.Alipay.Calls.Where(call => (call.Method, call.OutTradeNo) == (Cancel, orderId)).Length;

    /// <summary>It is refused by that rule, and the refusal says what to do instead.</summary>
    public static async Task ExpectNotReversibleAsync(
        this SandboxWorld world, string orderId, string rule, string instead, CancellationToken cancellation)
    {
        var before = await world.ReadAsync(orderId, cancellation);
        var answer = await world.Merchant.ReverseAsync(orderId, "wrong till", cancellation);
        Expect.Equal($"status of POST reverse of {orderId}", 409, answer.Status);
        Expect.Equal("rule", $"urn:payfunctions:problem:{rule}", answer.Body.GetProperty("type").GetString());
        var detail = answer.Body.GetProperty("detail").GetString()!;
        Expect.True($"a detail that says '{instead}'", detail.Contains(instead, StringComparison.Ordinal), detail);
        var after = await world.ReadAsync(orderId, cancellation);
        Expect.Equal($"state of {orderId}", before.State, after.State);
    }

    /// <summary>The next cancel of the order is carried out, and its answer and its notice are lost.</summary>
    public static void LoseTheCancelOf(this SandboxWorld world, string orderId)
    {
        world.Alipay.PlanFor(orderId, new() { Lose = true });
        world.Alipay.FailNext(Cancel, orderId, Alipay.GatewayFault.AnswerLost);
    }

    /// <summary>The next cancel of the order is not carried out: Alipay asks to be called again.</summary>
    public static void PutOffTheCancelOf(this SandboxWorld world, string orderId) =>
        world.Alipay.FailNext(Cancel, orderId, Alipay.GatewayFault.NotDone);
}
