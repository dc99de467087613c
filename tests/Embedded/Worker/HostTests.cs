using System.Net;
using System.Security.Cryptography;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Hosting;

namespace PayFunctions.Tests.Embedded.Worker;

public class HostTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private const string WithKey = """{"IsEncrypted":false,"Values":{"FunctionKeys:main":"open-sesame"}}""";

    [Fact]
    public async Task A_megabyte_arrives_and_leaves_unchanged()
    {
        await using var app = await SampleApp.StartAsync();
        var sent = RandomNumberGenerator.GetBytes(1 << 20);

        using var answer = await app.Client.PostAsync("/api/echo", new ByteArrayContent(sent), Cancellation);

        Assert.Equal(sent, await answer.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Fact]
    public async Task Route_values_query_and_repeated_headers_bind_by_name()
    {
        await using var app = await SampleApp.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/API/Named/41/some%20text?q=a%2Bb");
        request.Headers.Add("x-asked", ["one", "two"]);

        using var answer = await app.Client.SendAsync(request, Cancellation);

        Assert.Equal("42 some text a+b one, two", await answer.Content.ReadAsStringAsync(Cancellation));
    }

    [Theory]
    [InlineData("GET", "/api/echo")] // A method that no function takes is 404, not 405.
    [InlineData("GET", "/api/named/x/y")] // The constraint int.
    [InlineData("GET", "/echo")] // Without the prefix.
    [InlineData("GET", "/api/nothing")]
    public async Task What_no_function_takes_is_not_found(string method, string path)
    {
        await using var app = await SampleApp.StartAsync();

        using var answer = await app.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("/api/keyed", null, 401)]
    [InlineData("/api/keyed", "open-sesam", 401)]
    [InlineData("/api/keyed?code=wrong", null, 401)]
    [InlineData("/api/keyed?code=open-sesame", null, 204)]
    [InlineData("/api/keyed", "open-sesame", 204)]
    public async Task A_function_of_level_Function_opens_to_a_key_only(string path, string? key, int status)
    {
        await using var app = await SampleApp.StartAsync(localSettings: WithKey);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (key is not null) request.Headers.Add("x-functions-key", key);

        using var answer = await app.Client.SendAsync(request, Cancellation);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Fact]
    public async Task A_function_that_throws_is_500_with_an_empty_body_and_no_server_banner()
    {
        await using var app = await SampleApp.StartAsync();

        using var answer = await app.Client.GetAsync("/api/throws", Cancellation);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Empty(answer.Headers.Server);
    }

    [Fact]
    public async Task Each_invocation_has_a_scope_of_its_own()
    {
        await using var app = await SampleApp.StartAsync();

        Assert.NotEqual(
            await app.Client.GetStringAsync("/api/scoped", Cancellation),
            await app.Client.GetStringAsync("/api/scoped", Cancellation));
    }

    [Fact]
    public async Task Middleware_runs_in_order_and_may_answer_in_the_functions_place()
    {
        await using var app = await SampleApp.StartAsync(builder => builder.UseMiddleware<Outer>().UseMiddleware<Inner>());

        using var answer = await app.Client.GetAsync("/api/throws", Cancellation);

        Assert.Equal("418 inner outer", $"{(int)answer.StatusCode} {string.Join(' ', answer.Headers.GetValues("x-by"))}");
    }

    [Fact]
    public async Task The_prefix_is_that_of_host_json()
    {
        await using var app = await SampleApp.StartAsync(
            hostJson: """{"version":"2.0","extensions":{"http":{"routePrefix":"pay"}}}""");

        using var answer = await app.Client.PostAsync("/pay/echo", new ByteArrayContent([1]), Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("""{"version":"1.0"}""", "\"version\" must be \"2.0\"")]
    [InlineData("{\n  \"version\": oops\n}", "line 2")]
    public async Task A_host_json_that_does_not_read_stops_the_start_and_says_where(string json, string expected)
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => SampleApp.StartAsync(hostJson: json));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("host.json", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_of_local_settings_are_settings_with_either_separator()
    {
        string? colon = null, underscores = null;
        await using var app = await SampleApp.StartAsync(
            builder => (colon, underscores) = (builder.Configuration["A:B"], builder.Configuration["C:D"]),
            localSettings: """{"Values":{"A:B":"1","C__D":"2"}}""");

        Assert.Equal(("1", "2"), (colon, underscores));
    }

    [Fact]
    public async Task Encrypted_local_settings_stop_the_start_and_say_what_to_do()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => SampleApp.StartAsync(localSettings: """{"IsEncrypted":true,"Values":{}}"""));

        Assert.Contains("func settings decrypt", error.Message, StringComparison.Ordinal);
    }

    private sealed class Outer : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            await next(context);
            context.GetHttpResponseData()!.Headers.Add("x-by", "outer");
        }
    }

    private sealed class Inner : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            var request = await context.GetHttpRequestDataAsync();
            var response = request!.CreateResponse((HttpStatusCode)418);
            response.Headers.Add("x-by", "inner");
            context.GetInvocationResult().Value = response;
        }
    }
}
