using System.Text.Json;
using System.Text.Json.Nodes;
using PayFunctions.Sandbox.Merchant;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class QuarantineResolved : Scenario
{
    public override string Name => "quarantine-resolved";

    public override string Title => "An operator resolves a payment of the wrong amount, and dismisses another";

    public override string Expectation => "not applied while it contradicts; sent back as paid; decided once, with who and why";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var (orderId, entry) = await QuarantinedAsync(world, cancellation);
        await ExpectAsync(world, entry, "apply", 409, "still-contradicts", cancellation);

        var resolved = await ExpectAsync(world, entry, "refund", 200, "refund late-", cancellation);

        Expect.Equal("who", "operator", resolved.Body.GetProperty("resolution").GetProperty("by").GetString());
        var refund = await world.UntilOwnRefundAsync(orderId, "QuarantinedPayment", "Succeeded", cancellation);
        Expect.Equal("what went back", 4999, refund.Amount.Amount);
        await world.ExpectSentBackAsync(orderId, "quarantined-payment", cancellation);
        Expect.Equal("state", "Closed", (await world.ReadAsync(orderId, cancellation)).State);
        await ExpectAsync(world, entry, "dismiss", 409, "already-resolved", cancellation);

        var (other, dismissed) = await QuarantinedAsync(world, cancellation);
        await ExpectAsync(world, dismissed, "dismiss", 200, "dismissed", cancellation);
        await world.ExpectUntouchedAsync(other, "AwaitingPayment", cancellation);
        return "4999 sent back as it was paid; the other dismissed";
    }

    private static async Task<(string OrderId, string Entry)> QuarantinedAsync(
        SandboxWorld world, CancellationToken cancellation)
    {
        var orderId = await world.CreateAsync(cancellation, amount: 5000);
        world.PayNow(orderId, total: 4999);
        var delivery = (await world.AcknowledgedAsync(orderId, 1, cancellation))[0];
        var answer = await world.Merchant.GetAsync("quarantine", cancellation);
        Expect.Equal("GET quarantine", 200, answer.Status);
        var entry = answer.Body.GetProperty("entries").EnumerateArray()
            .Select(one => one.GetProperty("id").GetString()!)
            .Single(id => id == delivery.NoticeId);
        return (orderId, entry);
    }

    private static async Task<ApiAnswer> ExpectAsync(
        SandboxWorld world, string entry, string action, int status, string says, CancellationToken cancellation)
    {
        var word = new JsonObject { ["action"] = action, ["reason"] = "The till was wrong", ["by"] = "operator" };
        var answer = await world.Merchant.PostAsync(
            $"quarantine/{Uri.EscapeDataString(entry)}/resolve", word, $"{action}-{entry}", cancellation);
        Expect.True($"{action}: {status}", answer.Status == status, answer);
        Expect.True($"{action} says {says}", answer.Text.Contains(says, StringComparison.Ordinal), answer.Text);
        return answer;
    }
}
