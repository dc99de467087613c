using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using PayFunctions.Healing;
using PayFunctions.Sandbox.Alipay;

namespace PayFunctions.Tests.Functions;

/// <summary>The reversal's route, and its orchestration behind it, over an app with Alipay.</summary>
[Collection(nameof(AppCollection))]
public class ReversalRouteTests(AppFixture world, AlipayAppFixture own) : IClassFixture<AlipayAppFixture>
{
    private const string Acme = "the-key-of-acme-0001";
    private const string Reason = """{"reason":"the wrong till"}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private RunningApp App => own.App;

    private DurableTaskClient Engine => App.Services.GetRequiredService<EngineClient>();

    [Fact]
    public async Task A_paid_order_is_taken_back_and_every_request_for_that_is_the_same_one()
    {
        var orderId = await PaidAsync();

        var taken = await AskAsync(orderId, Reason, "key-1-" + orderId);
        await UntilAsync(orderId, "Revoked");
        var replayed = await AskAsync(orderId, Reason, "key-1-" + orderId);
        var repeated = await AskAsync(orderId, Reason, "key-2-" + orderId);

        Assert.Equal(202, taken.Status);
        Assert.Equal("Requested", taken.Json.GetProperty("reversal").GetProperty("state").GetString());
        Assert.Equal((taken.Text, "true"), (replayed.Text, replayed.Header("Idempotent-Replayed")));
        Assert.Equal((202, "Revoked"), (repeated.Status, repeated.Json.GetProperty("state").GetString()));
        Assert.Equal([12.30m], own.Alipay.Trade(orderId).Refunds.Select(refund => refund.Amount));
        var order = (await App.GetAsync($"orders/{orderId}")).Json;
        Assert.Equal("Done", order.GetProperty("reversal").GetProperty("state").GetString());
        Assert.Equal("the wrong till", order.GetProperty("reversal").GetProperty("reason").GetString());
        var kinds = (await App.GetAsync($"orders/{orderId}/ledger")).Json.GetProperty("postings").EnumerateArray()
            .Select(posting => posting.GetProperty("kind").GetString());
        Assert.Equal(["payment", "reversal"], kinds);
    }

    [Theory]
    [InlineData("{}", "reason")]
    [InlineData("{\"reason\":\"\"}", "reason")]
    [InlineData("{\"reason\":1}", "reason")]
    [InlineData("{\"reason\":\"two\\nlines\"}", "reason")]
    [InlineData("{\"reason\":\"冲正冲正冲正冲正冲正冲正冲正冲正冲正冲正冲正冲正冲正冲正\"}", "reason")]
    [InlineData("{\"reason\":\"a\",\"amount\":1}", "amount")]
    [InlineData("[]", "body")]
    public async Task What_can_not_be_read_is_named_and_moves_nothing(string body, string field)
    {
        var orderId = await CreateAsync();

        var answer = await AskAsync(orderId, body);

        Assert.Equal(400, answer.Status);
        Assert.Contains(field, answer.Fields);
        Assert.Equal("AwaitingPayment", await App.StateAsync(orderId));
    }

    [Fact]
    public async Task Without_an_idempotency_key_nothing_is_taken()
    {
        var orderId = await CreateAsync();

        using var request = new HttpRequestMessage(HttpMethod.Post, $"orders/{orderId}/reverse")
        {
            Content = new StringContent(Reason),
        };
        var answer = await App.SendAsync(request);

        Assert.Equal(400, answer.Status);
        Assert.Equal("AwaitingPayment", await App.StateAsync(orderId));
    }

    [Fact]
    public async Task Another_tenants_order_and_one_that_is_not_there_are_not_found()
    {
        var orderId = await CreateAsync();

        var foreign = await AskAsync(orderId, Reason, tenantKey: Acme);
        var missing = await AskAsync(world.NewOrderId(), Reason);

        Assert.Equal((404, 404), (foreign.Status, missing.Status));
        Assert.Equal(foreign.Json.GetProperty("type").GetString(), missing.Json.GetProperty("type").GetString());
        Assert.Equal("AwaitingPayment", await App.StateAsync(orderId));
    }

    [Fact]
    public async Task What_its_channel_can_not_do_says_what_to_do_instead()
    {
        var orderId = world.NewOrderId();
        await App.CreateAsync(AppFixture.Body(orderId), orderId);

        var answer = await AskAsync(orderId, Reason);

        Assert.Equal((409, "AwaitingPayment"), (answer.Status, await App.StateAsync(orderId)));
        Assert.EndsWith("channel-cannot-reverse", answer.Json.GetProperty("type").GetString(), StringComparison.Ordinal);
        Assert.Contains("Unpaid: POST close. Paid: POST refunds.", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reversal_whose_orchestration_broke_off_goes_on_and_is_audited_once()
    {
        var orderId = await PaidAsync();
        own.Alipay.FailNext("alipay.trade.cancel", orderId, GatewayFault.NotDone);
        await AskAsync(orderId, Reason);
        await own.Alipay.Calls.WaitAsync(
            call => (call.Method, call.OutTradeNo) == ("alipay.trade.cancel", orderId), seen => seen.Length == 1,
            TimeSpan.FromSeconds(60), $"a cancel of {orderId}", Cancellation);
        var id = $"order-default-{orderId}~reversal-1";
        await App.BreakAsync(id);
        Assert.Equal("Paid", await App.StateAsync(orderId)); // And nobody to carry it on.

        for (var run = 0; run < 2; run++) await App.Services.GetRequiredService<Healer>().RunAsync(Engine, Cancellation);

        await UntilAsync(orderId, "Revoked");
        var heal = Assert.Single((await App.GetAsync($"orders/{orderId}")).Json.GetProperty("heals").EnumerateArray());
        Assert.Equal(
            ("Reversal", id), (heal.GetProperty("kind").GetString(), heal.GetProperty("cause").GetString()));
        Assert.Single(own.Alipay.Trade(orderId).Refunds);
    }

    [Fact]
    public async Task A_settlement_whose_timer_was_lost_is_started_again_and_shown_with_its_date()
    {
        var orderId = world.NewOrderId();
        var body = AppFixture.Body(orderId).Replace(
            "\"orderId\"", "\"profitSharing\":true,\"settlement\":{\"afterSeconds\":3600},\"orderId\"", StringComparison.Ordinal);
        Assert.Equal(201, (await App.CreateAsync(body, orderId)).Status);
        Assert.True(world.Provider.Pay(orderId));
        var id = $"order-default-{orderId}~settle";
        await Eventually.TrueAsync(
            async () => await Engine.GetInstanceAsync(id, cancellation: Cancellation) is not null, $"{id} is there");
        await App.BreakAsync(id);

        await App.Services.GetRequiredService<Healer>().RunAsync(Engine, Cancellation);

        // Started is not yet begun: it is pending until a worker has it.
        await Eventually.TrueAsync(
            async () => await App.FlowStatusAsync($"{id}~again") == OrchestrationRuntimeStatus.Running, $"{id}~again is running");
        var order = (await App.GetAsync($"orders/{orderId}")).Json;
        Assert.Equal("Settlement", order.GetProperty("heals")[0].GetProperty("kind").GetString());
        Assert.Equal(
            order.GetProperty("paidAt").GetDateTimeOffset().AddHours(1),
            order.GetProperty("settlement").GetProperty("at").GetDateTimeOffset());
    }

    private async Task<string> CreateAsync()
    {
        var orderId = world.NewOrderId();
        var created = await App.CreateAsync(
            $$"""
            {"orderId":"{{orderId}}","channel":"alipay","method":"precreate","merchantId":"{{own.Alipay.PublicKeyMode.AppId}}",
             "description":"A pot of tea","total":{"amount":1230,"currency":"CNY"} }
            """,
            orderId);
        Assert.Equal(201, created.Status);
        return orderId;
    }

    private async Task<string> PaidAsync()
    {
        var orderId = await CreateAsync();
        Assert.True(own.Alipay.Pay(orderId));
        await UntilAsync(orderId, "Paid");
        return orderId;
    }

    private Task<bool> UntilAsync(string orderId, string state) =>
        Eventually.TrueAsync(async () => await App.StateAsync(orderId) == state, $"{orderId} {state}");

    private async Task<Answer> AskAsync(string orderId, string body, string? key = null, string? tenantKey = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"orders/{orderId}/reverse");
        request.Content = new StringContent(body);
        request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        if (tenantKey is not null) request.Headers.Add("x-api-key", tenantKey);
        return await App.SendAsync(request);
    }
}
