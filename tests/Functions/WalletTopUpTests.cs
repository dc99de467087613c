using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using PayFunctions.Core;
using PayFunctions.Healing;
using PayFunctions.Infra.Wallets;
using PayFunctions.Orders;
using PayFunctions.Wallets;

namespace PayFunctions.Tests.Functions;

[Collection(nameof(AppCollection))]
public class WalletTopUpTests(AppFixture world)
{
    private readonly string _account = $"acc-{Guid.NewGuid():N}";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private RunningApp App => world.App;

    private DurableTaskClient Engine => App.Services.GetRequiredService<EngineClient>();

    [Fact]
    public async Task A_paid_order_tops_its_wallet_up_once_however_often_its_activities_run()
    {
        var orderId = await PaidAsync();

        await UntilBalanceAsync(1234);
        var again = await CreditAsync(orderId);

        Assert.Equal(TopUpOutcome.Credited, again);
        Assert.Equal((1234, 0), await BalanceAsync());
        Assert.Equal(_account, (await App.GetAsync($"orders/{orderId}")).Json.GetProperty("topUp").GetString());
    }

    [Fact]
    public async Task Twenty_runs_at_once_credit_once()
    {
        var orderId = await PaidAsync();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => CreditAsync(orderId)));

        Assert.Equal((1234, 0), await BalanceAsync());
    }

    [Fact]
    public async Task An_order_that_is_not_paid_credits_nothing()
    {
        var orderId = await CreateAsync();

        Assert.Equal(TopUpOutcome.NothingToCredit, await CreditAsync(orderId));
        await App.SendAsync(new(HttpMethod.Post, $"orders/{orderId}/close"));
        await Eventually.TrueAsync(async () => await App.StateAsync(orderId) == "Closed");
        await App.UntilEndedAsync($"order-default-{orderId}~topup");

        Assert.Equal(404, (await App.GetAsync($"wallets/{_account}")).Status);
    }

    [Fact]
    public async Task What_the_account_does_not_take_goes_back_to_the_payer_in_full_and_once()
    {
        await App.Services.GetRequiredService<WalletBook>().TopUpAsync(
            "default", _account, new Money(5, Currency.Usd), "order-0", Cancellation);

        var orderId = await PaidAsync();

        await Eventually.TrueAsync(async () => await App.StateAsync(orderId) == "Refunded");
        Assert.Equal(TopUpOutcome.NothingToCredit, await CreditAsync(orderId));
        Assert.Equal((5, 0), await BalanceAsync());
        var refunds = (await App.GetAsync($"orders/{orderId}")).Json.GetProperty("refunds");
        var refund = Assert.Single(refunds.EnumerateArray());
        Assert.Equal(
            ("TopUpFailed", $"topup-{orderId}"),
            (refund.GetProperty("cause").GetString(), refund.GetProperty("refundId").GetString()));
    }

    [Fact]
    public async Task The_merchant_can_not_refund_what_is_on_the_wallet()
    {
        var orderId = await PaidAsync();

        using var request = new HttpRequestMessage(HttpMethod.Post, $"orders/{orderId}/refunds")
        {
            Content = new StringContent("""{"refundId":"REF1","amount":{"amount":1,"currency":"CNY"}}"""),
            Headers = { { "Idempotency-Key", $"refund-{orderId}" } },
        };
        var answer = await App.SendAsync(request);

        Assert.Equal((409, "topped-up"), (answer.Status, answer.Json.GetProperty("code").GetString()));
        Assert.Contains("1234 CNY", answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_top_up_that_broke_off_is_healed_and_counts_once()
    {
        var orderId = await PaidAsync();
        await UntilBalanceAsync(1234);
        var broken = $"order-default-{orderId}~topup~broken";
        await Engine.ScheduleNewOrchestrationInstanceAsync(
            nameof(WalletTopUp), new OrderName("default", orderId),
            new(broken, DateTimeOffset.UtcNow.AddHours(1)), Cancellation);
        await App.BreakAsync(broken);

        await App.Services.GetRequiredService<Healer>().RunAsync(Engine, Cancellation);

        var heals = (await App.GetAsync($"orders/{orderId}")).Json.GetProperty("heals");
        Assert.Equal("TopUp", Assert.Single(heals.EnumerateArray()).GetProperty("kind").GetString());
        await App.UntilEndedAsync($"{broken}~again");
        Assert.Equal((1234, 0), await BalanceAsync());
    }

    private Task<TopUpOutcome> CreditAsync(string orderId) =>
        ActivatorUtilities.CreateInstance<CreditWallet>(App.Services).RunAsync(new("default", orderId), Cancellation);

    private async Task<string> CreateAsync()
    {
        var orderId = world.NewOrderId();
        var body = AppFixture.Body(orderId).Replace(
            "\"description\"", $"\"topUp\":\"{_account}\",\"description\"", StringComparison.Ordinal);
        Assert.Equal(201, (await App.CreateAsync(body, $"key-{orderId}")).Status);
        return orderId;
    }

    private async Task<string> PaidAsync()
    {
        var orderId = await CreateAsync();
        Assert.True(world.Provider.Pay(orderId));
        await Eventually.TrueAsync(async () => await App.StateAsync(orderId) != "AwaitingPayment");
        return orderId;
    }

    private Task UntilBalanceAsync(long available) =>
        Eventually.TrueAsync(async () => (await App.GetAsync($"wallets/{_account}")).Status == 200
            && (await BalanceAsync()).Available == available);

    private async Task<(long Available, long Frozen)> BalanceAsync()
    {
        var told = (await App.GetAsync($"wallets/{_account}")).Json;
        return (Amount("available"), Amount("frozen"));

        long Amount(string part) => told.GetProperty(part).GetProperty("amount").GetInt64();
    }
}
