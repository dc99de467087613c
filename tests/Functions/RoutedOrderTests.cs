using System.Globalization;

namespace PayFunctions.Tests.Functions;

/// <summary>Orders that leave their channel to the router, of an app with one route: WeChat Pay, up to 50 yuan.</summary>
[Collection(nameof(AppCollection))]
public class RoutedOrderTests(AppFixture world) : IAsyncLifetime
{
    private RunningApp _app = null!;

    public async ValueTask InitializeAsync() =>
        _app = await RunningApp.StartAsync(world.Storage, world.Provider, Routes());

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("\"channel\":\"auto\",\"method\":\"native\"")]
    [InlineData("\"method\":\"native\"")]
    [InlineData("\"channel\":\"auto\",\"method\":\"precreate\"")]
    [InlineData("\"channel\":\"wechatpay\",\"method\":\"native\",\"merchantId\":\"1900000001\",\"fallback\":true")]
    public async Task The_answer_says_which_way_the_order_goes(string asked)
    {
        var orderId = world.NewOrderId();

        var answer = await _app.CreateAsync(Body(orderId, asked), orderId);
        var again = await _app.CreateAsync(Body(orderId, asked), orderId + "-again");

        Assert.Equal(201, answer.Status);
        Assert.Equal(
            ("wechatpay", "native", "1900000001"),
            (answer.Json.GetProperty("channel").GetString(), answer.Json.GetProperty("method").GetString(),
                answer.Json.GetProperty("merchantId").GetString()));
        Assert.StartsWith("weixin://", answer.Json.GetProperty("payment").GetProperty("codeUrl").GetString());
        Assert.Equal((201, answer.Text), (again.Status, again.Text));
    }

    [Fact]
    public async Task An_order_that_names_its_channel_is_answered_as_ever()
    {
        var orderId = world.NewOrderId();

        var answer = await _app.CreateAsync(AppFixture.Body(orderId), orderId);

        Assert.Equal(201, answer.Status);
        Assert.False(answer.Json.TryGetProperty("channel", out _));
    }

    [Theory]
    [InlineData("\"channel\":\"auto\",\"method\":\"native\",\"merchantId\":\"1900000001\"", 1234, "merchantId")]
    [InlineData("\"channel\":\"auto\",\"method\":\"page\"", 1234, "method")]
    [InlineData("\"channel\":\"auto\",\"method\":\"cash\"", 1234, "method")]
    [InlineData("\"channel\":\"auto\"", 1234, "method")]
    [InlineData("\"channel\":\"auto\",\"method\":\"native\"", 5001, "total")]
    [InlineData("\"channel\":\"auto\",\"method\":\"h5\"", 1234, "payer.clientIp")]
    [InlineData("\"channel\":\"alipay\",\"method\":\"page\",\"fallback\":true", 1234, "merchantId")]
    [InlineData("\"channel\":\"auto\",\"method\":\"native\",\"fallback\":1", 1234, "fallback")]
    public async Task What_no_route_can_serve_is_refused_by_its_field(string asked, int amount, string field)
    {
        var answer = await _app.CreateAsync(Body(world.NewOrderId(), asked, amount), world.NewOrderId());

        Assert.Equal(400, answer.Status);
        Assert.Contains(field, answer.Fields);
    }

    [Fact]
    public async Task In_maintenance_without_another_channel_the_merchant_is_told_to_come_again()
    {
        var now = DateTimeOffset.UtcNow;
        var settings = Routes();
        settings["Routing__Maintenance__wechatpay__0__From"] = now.AddHours(-1).ToString("O", CultureInfo.InvariantCulture);
        settings["Routing__Maintenance__wechatpay__0__Until"] = now.AddHours(1).ToString("O", CultureInfo.InvariantCulture);
        await using var app = await RunningApp.StartAsync(world.Storage, world.Provider, settings);
        var orderId = world.NewOrderId();

        var answer = await app.CreateAsync(Body(orderId, "\"channel\":\"auto\",\"method\":\"native\""), orderId);

        Assert.Equal((503, "60"), (answer.Status, answer.Header("Retry-After")));
        Assert.Equal("urn:payfunctions:problem:no-channel", answer.Json.GetProperty("type").GetString());
        var after = await _app.CreateAsync(Body(orderId, "\"channel\":\"auto\",\"method\":\"native\""), orderId);
        Assert.Equal(201, after.Status); // Nothing of it was kept.
    }

    private static Dictionary<string, string> Routes() => new()
    {
        ["Routing__Routes__only__Channel"] = "wechatpay",
        ["Routing__Routes__only__MerchantId"] = "1900000001",
        ["Routing__Routes__only__Largest"] = "5000",
    };

    private static string Body(string orderId, string asked, int amount = 1234) =>
        $$"""
        {"orderId":"{{orderId}}",{{asked}},"description":"A pot of tea",
         "total":{"amount":{{amount}},"currency":"CNY"} }
        """;
}
