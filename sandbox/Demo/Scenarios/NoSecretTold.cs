using PayFunctions.Sandbox.Telemetry;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class NoSecretTold : Scenario
{
    public override string Name => "no-secret-told";

    public override string Title =>
        "All that the app has written so far is searched for every key, token, card number and payer's id";

    public override string Expectation => "in no log line, no span, no orchestration's history, no metric and no problem details";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        // What may tell something of the payer or the card, if it did not come before.
        await new WaysOfPaying().RunAsync(world, cancellation);
        await new ApplePayToken().RunAsync(world, cancellation);
        await RefusedAsync(world, cancellation);
        var orderId = await world.CreateAsync(cancellation);
        if (world.Collector is { } collector) await TracedAsync(collector, orderId, cancellation);
        var (secrets, told) = (WorldSecrets.Of(world), await WorldSecrets.ToldAsync(world, cancellation));

        // The search finds what is there: an order's id is in the log's and the history's text.
        var isSeen = told.Where(one => one.Text.Contains(orderId, StringComparison.Ordinal)).Select(one => one.Name);
        Expect.True("an order's id is found in the history", isSeen.Any(name => name.StartsWith("the history", StringComparison.Ordinal)), isSeen);
        Expect.True("and in the traces", world.Collector is null || isSeen.Contains("the collector's traces"), isSeen);
        Expect.True("problem details were answered", !world.Merchant.Problems.IsEmpty, "none");
        Expect.True("secrets are looked for", secrets.Count > 10 && secrets.All(one => one.Text.Length > 7), secrets.Count);

        var found =
            from secret in secrets
            from text in told
            where text.Text.Contains(secret.Text, StringComparison.Ordinal)
            select $"{secret.Name} in {text.Name}";
        Expect.Same("secrets in clear", [], found);
        var characters = told.Sum(one => (long)one.Text.Length);
        return $"{secrets.Count} secrets in none of {told.Count} texts, {characters:N0} characters in all";
    }

    /// <summary>Spans are sent every few seconds.</summary>
    private static Task TracedAsync(OtlpCollector collector, string orderId, CancellationToken cancellation) => collector.Spans.WaitAsync(
        span => span.Tag("order_id") == orderId, seen => seen.Length > 0, OrderSteps.Patience, $"A span of {orderId}", cancellation);

    /// <summary>Refusals that have a secret or something personal in their request.</summary>
    private static async Task RefusedAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var body = $$"""
            {"orderId":"{{world.NewOrderId()}}","channel":"wechatpay","method":"jsapi","merchantId":"1900000001",
             "description":"tea","total":{"amount":0,"currency":"CNY"},"payer":{"openId":"{{WaysOfPaying.OpenId}} "},
             "key":"{{world.FunctionKey}}"}
            """;
        var unknown = await world.Merchant.CreateAsync(body, $"{Guid.NewGuid()}", cancellation);
        Expect.Equal("a request with a field too many", 400, unknown.Status);
        var bad = await world.Merchant.CreateAsync(
            body.Replace($"\"key\":\"{world.FunctionKey}\"", "\"expiresInSeconds\":0", StringComparison.Ordinal),
            $"{Guid.NewGuid()}", cancellation);
        Expect.Equal("a request with an openid that is none", 400, bad.Status);
    }
}
