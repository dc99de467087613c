using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using PayFunctions.Orders;

namespace PayFunctions.Tests.Functions;

/// <summary>What the app says while a neighbour is away, and what it does about it.</summary>
[Collection(nameof(AppCollection))]
public class BrokenWorldTests(AppFixture world)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Storage_away_is_503_to_everyone_in_their_own_words()
    {
        var port = PayFunctions.Sandbox.World.LoopbackPort.Free();
        await using var app = await RunningApp.StartAsync(
            $"AccountName=gone;AccountKey=AAAA;TableEndpoint=http://127.0.0.1:{port}/gone;", world.Provider);
        var orderId = world.NewOrderId();
        await world.App.CreateAsync(AppFixture.Body(orderId), orderId); // So that the provider knows it.

        using var sealedPayment = world.Provider.SealPayment(orderId);
        sealedPayment.RequestUri = new(app.Http.BaseAddress!, "callbacks/wechatpay/1900000001");
        using var posted = await app.Stranger.SendAsync(sealedPayment, Cancellation);
        var callback = await Answer.ReadAsync(posted);
        var create = await app.CreateAsync(AppFixture.Body(orderId), orderId);
        var get = await app.GetAsync($"orders/{orderId}");
        var health = await app.GetAsync("health");

        Assert.Equal((503, 503, 503, 503), (callback.Status, create.Status, get.Status, health.Status));
        Assert.All([callback, create, get, health], answer => Assert.NotNull(answer.Header("Retry-After")));
        Assert.Equal("FAIL", callback.Json.GetProperty("code").GetString());
        Assert.Equal(("application/problem+json", "application/problem+json"), (create.Type, get.Type));
        Assert.Equal("""{"status":"Unhealthy","away":["storage"]}""", health.Text);
        Assert.All(
            [callback, create, get, health],
            answer => Assert.DoesNotContain("127.0.0.1", answer.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_order_whose_provider_is_away_is_accepted_and_finished_by_the_same_request_later()
    {
        var away = new Dictionary<string, string>
        {
            ["WeChatPay__Merchants__1900000001__BaseUrl"] = "http://127.0.0.1:9",
        };
        var orderId = world.NewOrderId();
        Answer accepted;
        await using (var app = await RunningApp.StartAsync(world.Storage, world.Provider, away))
            accepted = await app.CreateAsync(AppFixture.Body(orderId), orderId);

        var created = await world.App.CreateAsync(AppFixture.Body(orderId), orderId);

        Assert.Equal((202, "Created"), (accepted.Status, accepted.Json.GetProperty("state").GetString()));
        Assert.NotNull(accepted.Header("Retry-After"));
        Assert.Equal((201, null), (created.Status, created.Header("Idempotent-Replayed")));
        Assert.StartsWith("weixin://", created.Json.GetProperty("payment").GetProperty("codeUrl").GetString());
    }

    [Fact]
    public async Task An_order_that_the_provider_refuses_has_failed_and_says_why()
    {
        var wrong = new Dictionary<string, string>
        {
            ["WeChatPay__Merchants__1900000001__AppId"] = "wx9999999999999999",
        };
        await using var app = await RunningApp.StartAsync(world.Storage, world.Provider, wrong);
        var orderId = world.NewOrderId();

        var refused = await app.CreateAsync(AppFixture.Body(orderId), orderId);
        var again = await app.CreateAsync(AppFixture.Body(orderId), orderId);

        Assert.Equal((422, "application/problem+json"), (refused.Status, refused.Type));
        Assert.Equal("APPID_MCHID_NOT_MATCH", refused.Json.GetProperty("providerCode").GetString());
        Assert.Equal("Failed", (await app.GetAsync($"orders/{orderId}")).Json.GetProperty("state").GetString());
        Assert.Equal((422, "true"), (again.Status, again.Header("Idempotent-Replayed")));
    }

    [Fact]
    public async Task An_order_whose_orchestration_is_lost_gets_a_new_one_with_its_notification()
    {
        var orderId = world.NewOrderId();
        await using (var app = await RunningApp.StartAsync(world.Storage, world.Provider))
            Assert.Equal(201, (await app.CreateAsync(AppFixture.Body(orderId), orderId)).Status);

        using var sealedPayment = world.Provider.SealPayment(orderId);
        sealedPayment.RequestUri = new(world.App.Http.BaseAddress!, "callbacks/wechatpay/1900000001");
        using var response = await world.App.Stranger.SendAsync(sealedPayment, Cancellation);
        var client = world.App.Services.GetRequiredService<EngineClient>();
        var started = await client.GetInstanceAsync($"order-default-{orderId}", cancellation: Cancellation);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(nameof(OrderLifecycle), started!.Name);
    }
}
