using System.Net;
using System.Security.Cryptography;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PayFunctions.Tests.Embedded.Worker;

public class HostTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private const string WithKey = """{"IsEncrypted":false,"Values":{"FunctionKeys:main":"open-sesame"}}""";

    // azure-functions-host: src/WebJobs.Script.WebHost/Middleware/FunctionInvocationMiddleware.cs
    [Fact]
    public async Task A_megabyte_arrives_and_leaves_unchanged()
    {
        await using var app = await SampleApp.StartAsync();
        var sent = RandomNumberGenerator.GetBytes(1 << 20);

        using var answer = await app.Client.PostAsync("/api/echo", new ByteArrayContent(sent), Cancellation);

        Assert.Equal(sent, await answer.Content.ReadAsByteArrayAsync(Cancellation));
    }

    // azure-functions-dotnet-worker: src/DotNetWorker.Core/Context/Features/DefaultFunctionInputBindingFeature.cs
    [Fact]
    public async Task Route_values_query_and_repeated_headers_bind_by_name()
    {
        await using var app = await SampleApp.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/API/Named/41/some%20text?q=a%2Bb");
        request.Headers.Add("x-asked", ["one", "two"]);

        using var answer = await app.Client.SendAsync(request, Cancellation);

        Assert.Equal("42 some text a+b one, two", await answer.Content.ReadAsStringAsync(Cancellation));
    }

    // azure-webjobs-sdk-extensions: src/WebJobs.Extensions.Http/Routing/WebJobsRouter.cs; seen on the genuine host:
    // 404 and never 405
    [Theory]
    [InlineData("GET", "/api/echo")] // A method that no function takes is 404, not 405.
    [InlineData("GET", "/api/named/x/y")] // The constraint int.
    [InlineData("GET", "/echo")] // Without the prefix.
    [InlineData("GET", "/api/nothing")]
    public async Task What_no_function_takes_is_not_found(string method, string path)
    {
        await using var app = await SampleApp.StartAsync();

        using var answer = await app.Client.SendAsync(new(new(method), path), Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    // azure-functions-host: src/WebJobs.Script.WebHost/Security/Authentication/Keys/AuthenticationLevelHandler.cs
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

    // azure-functions-host: src/WebJobs.Script.WebHost/Security/Authentication/Keys/AuthenticationLevelHandler.cs
    [Theory]
    [InlineData(null, 401)]
    [InlineData("open-sesame", 401)]
    [InlineData("over-all", 204)]
    public async Task A_function_of_level_Admin_opens_to_the_master_key_only(string? key, int status)
    {
        await using var app = await SampleApp.StartAsync(localSettings:
            """{"Values":{"FunctionKeys:main":"open-sesame","FunctionKeys:master":"over-all"}}""");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/mastered");
        request.Headers.Add("x-functions-key", key);

        using var answer = await app.Client.SendAsync(request, Cancellation);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    // azure-webjobs-sdk-extensions: src/WebJobs.Extensions.Http/Routing/WebJobsRouter.cs
    [Theory]
    [InlineData("GET", "/api/things/search", "read search")] // The literal route takes POST only.
    [InlineData("POST", "/api/things/search", "searched")]
    [InlineData("PUT", "/api/things/7", "put 7")]
    [InlineData("GET", "/api/things/7", "read 7")]
    public async Task Routes_that_overlap_are_told_apart_by_method(string method, string path, string expected)
    {
        await using var app = await SampleApp.StartAsync();

        using var answer = await app.Client.SendAsync(new(new(method), path), Cancellation);

        Assert.Equal(expected, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    // azure-functions-host: src/WebJobs.Script.WebHost/WebJobsScriptHostService.cs (StopAsync)
    [Fact]
    public async Task A_stop_lets_the_running_request_end_and_takes_no_new_one()
    {
        await using var app = await SampleApp.StartAsync();
        var meeting = app.Services.GetRequiredService<Meeting>();
        var running = app.Client.GetStringAsync("/api/meets", Cancellation);
        await meeting.Arrived.Task.WaitAsync(Cancellation);

        var stopping = app.StopAsync();
        await Assert.ThrowsAsync<HttpRequestException>(async () =>
        {
            while (true) await app.Client.GetAsync("/api/nothing", Cancellation); // Until the listener is gone.
        });
        Assert.False(stopping.IsCompleted);
        meeting.Leave.SetResult();

        Assert.Equal("met", await running);
        await stopping.WaitAsync(Cancellation);
    }

    // azure-functions-host: src/WebJobs.Script.WebHost/Middleware/HandleCancellationMiddleware.cs
    [Fact]
    public async Task A_caller_that_goes_away_cancels_the_function_and_is_no_error()
    {
        var errors = new ErrorCount();
        await using var app = await SampleApp.StartAsync(builder => builder.Logging.AddProvider(errors));
        var meeting = app.Services.GetRequiredService<Meeting>();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var call = app.Client.GetAsync("/api/meets", patience.Token);
        await meeting.Arrived.Task.WaitAsync(Cancellation);

        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await meeting.Cancelled.Task.WaitAsync(Cancellation);
        await app.StopAsync();

        Assert.Equal(0, errors.Count);
    }

    // azure-functions-host: src/WebJobs.Script.WebHost/Middleware/ExceptionMiddleware.cs
    [Fact]
    public async Task A_function_that_throws_is_500_with_an_empty_body_and_no_server_banner()
    {
        await using var app = await SampleApp.StartAsync();

        using var answer = await app.Client.GetAsync("/api/throws", Cancellation);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Empty(answer.Headers.Server);
    }

    // azure-functions-dotnet-worker: src/DotNetWorker.Core/Context/DefaultFunctionContext.cs
    [Fact]
    public async Task Each_invocation_has_a_scope_of_its_own()
    {
        await using var app = await SampleApp.StartAsync();

        Assert.NotEqual(
            await app.Client.GetStringAsync("/api/scoped", Cancellation),
            await app.Client.GetStringAsync("/api/scoped", Cancellation));
    }

    // azure-functions-dotnet-worker: src/DotNetWorker.Core/Pipeline/DefaultInvocationPipelineBuilder.cs,
    // Context/FunctionContextBindingFeatureExtensions.cs
    [Fact]
    public async Task Middleware_runs_in_order_and_may_answer_in_the_functions_place()
    {
        await using var app = await SampleApp.StartAsync(
            builder => builder.UseWhen<Outer>(_ => true).UseWhen<Inner>(_ => true));

        using var answer = await app.Client.GetAsync("/api/throws", Cancellation);

        Assert.Equal(418, (int)answer.StatusCode);
        Assert.Equal(["inner", "outer"], answer.Headers.GetValues("x-by"));
    }

    private sealed class ErrorCount : ILoggerProvider, ILogger
    {
        private int _count;

        public int Count => _count;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) Interlocked.Increment(ref _count);
        }

        public void Dispose()
        {
        }
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
