using System.Text.Json;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Healing;
using PayFunctions.Infra.Orders;
using PayFunctions.Orders;
using PayFunctions.Sandbox.World;
using PayFunctions.Splits;

namespace PayFunctions.Tests.Functions;

[Collection(nameof(AppCollection))]
public class HealingTests(AppFixture world)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private RunningApp App => world.App;

    private DurableTaskClient Engine => App.Services.GetRequiredService<EngineClient>();

    private Task<int> RunAsync() => App.Services.GetRequiredService<Healer>().RunAsync(Engine, Cancellation);

    [Fact]
    public async Task An_order_whose_orchestration_broke_off_goes_on_and_is_audited_once_with_the_evidence()
    {
        var orderId = await CreateAsync();
        await App.BreakAsync(IdOf(orderId));

        await RunAsync();
        await RunAsync();

        var heal = Assert.Single(await HealsAsync(orderId));
        Assert.Equal(("Order", IdOf(orderId)), (Text(heal, "kind"), Text(heal, "cause")));
        Assert.StartsWith("Failed at 20", Text(heal, "evidence"), StringComparison.Ordinal);
        Assert.Equal(OrchestrationRuntimeStatus.Running, await App.FlowStatusAsync($"{IdOf(orderId)}~again"));
    }

    [Fact]
    public async Task What_goes_on_closes_the_order_as_if_nothing_had_been()
    {
        var orderId = await CreateAsync();
        await App.BreakAsync(IdOf(orderId));
        await App.SendAsync(new(HttpMethod.Post, $"orders/{orderId}/close"));
        Assert.Equal("Closing", await App.StateAsync(orderId)); // The merchant's close, and nobody to carry it out.

        await RunAsync();
        await Engine.RaiseEventAsync($"{IdOf(orderId)}~again", OrderLifecycle.Hint, null, Cancellation);

        await Eventually.TrueAsync(async () => await App.StateAsync(orderId) == "Closed");
        Assert.Equal("Order", Text(Assert.Single(await HealsAsync(orderId)), "kind"));
    }

    [Fact]
    public async Task What_broke_off_again_is_healed_again()
    {
        var orderId = await CreateAsync();
        await App.BreakAsync(IdOf(orderId));
        await RunAsync();
        await App.BreakAsync($"{IdOf(orderId)}~again");

        await RunAsync();

        Assert.Equal(
            [IdOf(orderId), $"{IdOf(orderId)}~again"],
            (await HealsAsync(orderId)).Select(heal => Text(heal, "cause")));
    }

    [Fact]
    public async Task An_order_that_ended_otherwise_is_left_alone()
    {
        var orderId = await CreateAsync();
        await App.SendAsync(new(HttpMethod.Post, $"orders/{orderId}/close"));
        await Eventually.TrueAsync(async () => await App.StateAsync(orderId) == "Closed");

        await RunAsync();

        Assert.Empty(await HealsAsync(orderId));
    }

    [Fact]
    public async Task An_order_that_nobody_drives_gets_its_orchestration_once_somebody_looks()
    {
        var order = new Order
        {
            Key = new("default", world.NewOrderId()),
            Channel = "wechatpay",
            Method = "native",
            MerchantId = "1900000001",
            Description = "A pot of tea",
            Total = new(1234, Currency.Cny),
            CreatedAt = DateTimeOffset.UtcNow.AddMinutes(-2),
            ExpiresAt = DateTimeOffset.UtcNow.AddMinutes(28),
        };
        await App.Services.GetRequiredService<OrderBook>().CreateAsync(order, Cancellation);

        await App.StateAsync(order.Key.OrderId);

        var heal = Assert.Single(await HealsAsync(order.Key.OrderId));
        Assert.Equal("Missing; the order was Created.", Text(heal, "evidence"));
        Assert.NotNull(await Engine.GetInstanceAsync(IdOf(order.Key.OrderId), cancellation: Cancellation));
    }

    [Fact]
    public async Task An_order_of_just_now_is_not_taken_for_forgotten()
    {
        var orderId = await CreateAsync();

        Assert.Empty(await HealsAsync(orderId));
    }

    [Fact]
    public async Task Another_who_heals_is_not_disturbed_and_what_can_not_be_read_stops_nothing()
    {
        var orderId = await CreateAsync();
        await App.BreakAsync(IdOf(orderId));
        var poison = $"order-poison-{Guid.NewGuid():N}";
        await Engine.ScheduleNewOrchestrationInstanceAsync("OrderLifecycle", "poison", new(poison), Cancellation);
        await Eventually.TrueAsync(async () =>
            (await Engine.GetInstanceAsync(poison, cancellation: Cancellation))!.IsCompleted);

        await Task.WhenAll(RunAsync(), RunAsync(), RunAsync());

        Assert.Single(await HealsAsync(orderId));
    }

    [Fact]
    public async Task A_split_that_nobody_drives_any_more_goes_on_to_its_end()
    {
        var orderId = world.NewOrderId();
        world.Provider.SplitPlanFor(orderId, new() { Takes = TimeSpan.FromDays(100), LoseNotices = true });
        var body = AppFixture.Body(orderId).Replace(
            "\"orderId\"", "\"profitSharing\":true,\"orderId\"", StringComparison.Ordinal);
        await App.CreateAsync(body, $"key-{orderId}");
        Assert.True(world.Provider.Pay(orderId));
        await Eventually.TrueAsync(async () => await App.StateAsync(orderId) == "Paid");
        using var ask = new HttpRequestMessage(HttpMethod.Post, $"orders/{orderId}/splits")
        {
            Content = new StringContent($$"""
                {"splitId":"SPL1","receivers":[{"account":"{{AppSettings.Partner}}","amount":{"amount":300,"currency":"CNY"} }]}
                """),
        };
        ask.Headers.Add("Idempotency-Key", $"split-{orderId}");
        Assert.Equal(202, (await App.SendAsync(ask)).Status);
        var split = $"split-default-{orderId}~SPL1";
        await UntilSplitAsync(orderId, "Processing");
        await App.BreakAsync(split);

        await RunAsync();
        world.Provider.SplitPlanFor(orderId, new() { Takes = TimeSpan.Zero });
        await Engine.RaiseEventAsync($"{split}~~again", SplitLifecycle.Hint, null, Cancellation);

        await UntilSplitAsync(orderId, "Done");
        var heal = Assert.Single(await HealsAsync(orderId));
        Assert.Equal(("Split", split), (Text(heal, "kind"), Text(heal, "cause")));
    }

    private Task<bool> UntilSplitAsync(string orderId, string state) => Eventually.TrueAsync(
        async () => Text((await App.GetAsync($"orders/{orderId}/splits/SPL1")).Json, "state") == state, state);

    private static string IdOf(string orderId) => $"order-default-{orderId}";

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private async Task<string> CreateAsync()
    {
        var orderId = world.NewOrderId();
        var answer = await App.CreateAsync(AppFixture.Body(orderId), $"key-{orderId}");
        Assert.Equal(201, answer.Status);
        return orderId;
    }

    private async Task<JsonElement[]> HealsAsync(string orderId)
    {
        var told = (await App.GetAsync($"orders/{orderId}")).Json;
        return told.TryGetProperty("heals", out var heals) ? [.. heals.EnumerateArray()] : [];
    }
}
