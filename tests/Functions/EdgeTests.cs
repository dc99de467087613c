using System.Net;
using System.Text;
using Microsoft.Extensions.Options;
using PayFunctions.Edge;

namespace PayFunctions.Tests.Functions;

[Collection(nameof(AppCollection))]
public class EdgeTests(AppFixture world)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("203.0.113.9:4711", "203.0.113.9")]
    [InlineData("198.51.100.7, 203.0.113.9:4711", "203.0.113.9")]
    [InlineData("198.51.100.7, 10.1.2.3:4711", "198.51.100.7")]
    [InlineData("6.6.6.6, 198.51.100.7, 10.0.0.1, 10.1.2.3:4711", "198.51.100.7")]
    [InlineData("[2001:db8::1]:443", "2001:db8::1")]
    [InlineData("::ffff:203.0.113.9", "203.0.113.9")]
    [InlineData("10.1.2.3:4711", "10.1.2.3")]
    [InlineData("spoofed, 203.0.113.9:4711", "203.0.113.9")]
    [InlineData("203.0.113.9:4711, nonsense", null)]
    [InlineData("", null)]
    public void A_source_is_what_the_front_end_saw_or_a_proxy_of_ones_own_says(string forwarded, string? source) =>
        Assert.Equal(source, new Sources(Options.Create(Settings(proxies: ["10.0.0.0/8"]))).Of(forwarded)?.ToString());

    [Theory]
    [InlineData("203.0.113.9", true)]
    [InlineData("203.0.114.9", false)]
    [InlineData("2001:db8::1", true)]
    [InlineData("2001:db9::1", false)]
    [InlineData(null, false)]
    public void A_list_lets_in_its_networks_alone(string? source, bool allowed)
    {
        var options = Settings();
        options.AllowedSources["wechatpay"] = ["203.0.113.0/24", "2001:db8::/32"];

        var list = new AllowedSources(Options.Create(options));

        Assert.Equal(allowed, list.Allow("wechatpay", source is null ? null : IPAddress.Parse(source)));
        Assert.True(list.Allow("alipay", null));
    }

    [Fact]
    public void Every_function_that_a_provider_calls_has_a_shape_to_be_answered_in()
    {
        var functions = typeof(Doors).Assembly.GetTypes().Select(type => type.Name)
            .Where(name => Doors.Of(name) == Door.Provider).ToList();

        Assert.NotEmpty(functions);
        Assert.All(functions, function => Assert.NotEmpty(ProviderDoors.Of(function).Provider));
    }

    [Fact]
    public async Task A_callback_from_elsewhere_is_refused_before_its_body_is_read()
    {
        await using var app = await AppAsync(new() { ["Edge__AllowedSources__wechatpay__0"] = "203.0.113.0/24" });

        var answers = new[]
        {
            await CallAsync(app, new ByteArrayContent(new byte[1024 * 1024])),
            await CallAsync(app, Json("{}"), ("X-Forwarded-For", "203.0.113.9")),
        };

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode));
        Assert.Contains("来源不允许", await answers[0].Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Contains(
            """payfunctions_callback_refusals_total{provider="wechatpay",reason="source-not-allowed"} 2""",
            await MetricsAsync(app), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_asks_too_often_is_told_when_to_come_again()
    {
        await using var app = await AppAsync(new()
        {
            ["Edge__PerTenant__PerSecond"] = "1",
            ["Edge__PerTenant__Burst"] = "2",
        });

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => app.GetAsync("orders/NOSUCHORDER")));

        var refused = answers.Where(answer => answer.Status == 429).ToList();
        Assert.InRange(refused.Count, 1, 38);
        Assert.All(refused, answer => Assert.InRange(int.Parse(answer.Header("Retry-After")!), 1, 60));
        Assert.Equal("urn:payfunctions:problem:too-many", refused[0].Json.GetProperty("type").GetString());
    }

    [Fact]
    public async Task One_address_has_its_share_of_callbacks_and_no_more()
    {
        await using var app = await AppAsync(new()
        {
            ["Edge__PerSource__PerSecond"] = "1",
            ["Edge__PerSource__Burst"] = "2",
        });

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => CallAsync(app, Json("{}"))));

        var refused = answers.Where(answer => answer.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        Assert.InRange(refused.Count, 1, 38);
        Assert.All(refused, answer => Assert.True(answer.Headers.RetryAfter!.Delta > TimeSpan.Zero));
    }

    [Fact]
    public async Task Many_unsigned_callbacks_from_one_address_raise_an_alert()
    {
        await using var app = await AppAsync(new() { ["Edge__RefusalsOfNote"] = "3" });

        for (var i = 0; i < 7; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, (await CallAsync(app, Json("{}"))).StatusCode);

        Assert.Contains(
            """payfunctions_callback_refusal_bursts_total{provider="wechatpay"} """, await MetricsAsync(app), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task What_is_not_said_to_be_JSON_is_not_read(string type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "orders")
        {
            Content = new StringContent(AppFixture.Body(world.NewOrderId()), Encoding.UTF8, type),
        };
        request.Headers.Add("Idempotency-Key", world.NewOrderId());
        request.Headers.Add("x-functions-key", RunningApp.FunctionKey);

        using var answer = await world.App.Stranger.SendAsync(request, Cancellation);
        using var callback = await CallAsync(world.App, new StringContent("{}", Encoding.UTF8, type));

        Assert.Equal(
            (HttpStatusCode.UnsupportedMediaType, HttpStatusCode.UnsupportedMediaType),
            (answer.StatusCode, callback.StatusCode));
    }

    [Fact]
    public async Task Every_answer_tells_browsers_to_keep_and_run_nothing_and_names_no_server()
    {
        using var answer = await world.App.Http.GetAsync("orders/NOSUCHORDER", Cancellation);

        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(["no-store"], answer.Headers.GetValues("Cache-Control"));
        Assert.Equal(["default-src 'none'; frame-ancestors 'none'"], answer.Headers.GetValues("Content-Security-Policy"));
        Assert.False(answer.Headers.Contains("Server"));
        Assert.False(answer.Headers.Contains("X-Powered-By"));
    }

    private static EdgeOptions Settings(params string[] proxies) => new() { TrustedProxies = proxies };

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private Task<RunningApp> AppAsync(Dictionary<string, string> changes) =>
        RunningApp.StartAsync(world.Storage, world.Provider, changes);

    private static async Task<HttpResponseMessage> CallAsync(
        RunningApp app, HttpContent content, params (string Name, string Value)[] headers)
    {
        content.Headers.ContentType ??= new("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "callbacks/wechatpay/1900000001") { Content = content };
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        return await app.Stranger.SendAsync(request, Cancellation);
    }

    private static async Task<string> MetricsAsync(RunningApp app) =>
        await app.Http.GetStringAsync("metrics", Cancellation);
}
