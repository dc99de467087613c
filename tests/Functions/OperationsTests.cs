using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using PayFunctions.Edge;

namespace PayFunctions.Tests.Functions;

[Collection(nameof(AppCollection))]
public class OperationsTests(AppFixture world)
{
    [Fact]
    public async Task Health_is_open_to_all_and_metrics_to_those_with_a_key()
    {
        var cancellation = TestContext.Current.CancellationToken;

        using var health = await world.App.Stranger.GetAsync("health", cancellation);
        using var closed = await world.App.Stranger.GetAsync("metrics", cancellation);
        var metrics = await world.App.GetAsync("metrics");

        Assert.Equal("""{"status":"Healthy"}""", await health.Content.ReadAsStringAsync(cancellation));
        Assert.Equal((200, 401, 200), ((int)health.StatusCode, (int)closed.StatusCode, metrics.Status));
        Assert.Equal("text/plain", metrics.Type);
        Assert.Contains("payfunctions_storage_requests_total{method=\"GET\"", metrics.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_contradicts_an_order_is_shown_to_its_tenant_and_to_no_other()
    {
        var orderId = world.NewOrderId();
        await world.App.CreateAsync(AppFixture.Body(orderId), orderId);
        world.Provider.Pay(orderId, total: 1);
        await world.Provider.Deliveries.WaitAsync(
            delivery => delivery.OutTradeNo == orderId, seen => seen.Any(delivery => delivery.Acknowledged),
            TimeSpan.FromSeconds(60), "the acknowledgement", TestContext.Current.CancellationToken);

        var ours = await world.App.GetAsync("quarantine");
        using var asked = new HttpRequestMessage(HttpMethod.Get, "quarantine");
        asked.Headers.Add("x-api-key", "the-key-of-acme-0001");
        var theirs = await world.App.SendAsync(asked);

        var entry = Assert.Single(
            ours.Json.GetProperty("entries").EnumerateArray(),
            one => one.GetProperty("orderId").GetString() == orderId);
        Assert.Equal(
            ("OtherAmount", "total.amount"),
            (entry.GetProperty("reason").GetString(), entry.GetProperty("field").GetString()));
        Assert.Equal(0, theirs.Json.GetProperty("entries").GetArrayLength());
        Assert.Equal("AwaitingPayment", await world.App.StateAsync(orderId));
    }

    [Theory]
    [InlineData("quarantine?day=yesterday", "day")]
    [InlineData("quarantine?provider=carrierpigeon", "provider")]
    public async Task A_question_about_no_day_or_no_provider_is_refused(string path, string field)
    {
        var answer = await world.App.GetAsync(path);

        Assert.Equal(400, answer.Status);
        Assert.Equal([field], answer.Fields);
    }

    [Fact]
    public void Every_function_with_a_url_has_its_door()
    {
        var functions = from type in typeof(PayFunctions.Program).Assembly.GetExportedTypes()
                        from method in type.GetMethods()
                        where method.GetParameters().Any(one => one.IsDefined(typeof(HttpTriggerAttribute), false))
                        select method.GetCustomAttribute<FunctionAttribute>()!.Name;

        Assert.All(functions, name => Assert.NotNull(Doors.Of(name)));
    }
}
