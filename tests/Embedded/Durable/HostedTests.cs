using System.Collections.Concurrent;
using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PayFunctions.Tests.Embedded.Worker;

namespace PayFunctions.Tests.Embedded.Durable;

public class HostedTests
{
    // azure-functions-durable-extension: src/Worker.Extensions.DurableTask/DurableTaskFunctionsMiddleware.cs
    [Fact]
    public async Task An_apps_orchestrator_runs_its_activity_in_a_scope_through_the_middleware()
    {
        var seen = new Seen();
        await using var app = await SampleApp.StartAsync(builder =>
        {
            builder.Services.AddSingleton(seen);
            builder.UseWhen<Watching>(_ => true);
        });

        var answer = await app.Client.PostAsync("api/greetings/g-1", null, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await app.Services.GetRequiredService<DurableEngine>().WhenIdleAsync();
        var ended = await app.Services.GetRequiredService<EngineClient>().GetInstanceAsync(
            "g-1", getInputsAndOutputs: true, TestContext.Current.CancellationToken);
        Assert.Equal("\"Hello Wei!!! True and g-1\"", ended!.SerializedOutput);
        Assert.Equal(
            ["Greet", "Greeting", "StartGreeting"],
            seen.Names.Where(name => name.Contains("Greet", StringComparison.Ordinal)).Distinct().Order());
        Assert.Equal(1, seen.Names.Count(name => name == "Greet"));
    }

    // azure-functions-durable-extension: src/WebJobs.Extensions.DurableTask/Options/DurableTaskOptions.cs (Validate)
    [Fact]
    public async Task A_setting_of_the_engine_that_does_not_read_stops_the_start_with_its_name()
    {
        var stop = await Assert.ThrowsAsync<InvalidOperationException>(() => SampleApp.StartAsync(
            hostJson: """{"version":"2.0","extensions":{"durableTask":{"maxConcurrentActivityFunctions":0}}}"""));

        Assert.Contains("extensions:durableTask:maxConcurrentActivityFunctions is '0'", stop.Message);
    }

    private sealed class Seen
    {
        public ConcurrentQueue<string> Names { get; } = [];
    }

    private sealed class Watching(Seen seen) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            seen.Names.Enqueue(context.FunctionDefinition.Name);
            await next(context);
        }
    }
}
