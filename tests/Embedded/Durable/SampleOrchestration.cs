using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using PayFunctions.Tests.Embedded.Worker;

namespace PayFunctions.Tests.Embedded.Durable;

/// <summary>Orchestrator, activity and starter as an app writes them.</summary>
public sealed class SampleOrchestration(ScopedThing scoped)
{
    [Function("Greeting")]
    public static async Task<string> Greeting([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var name = context.GetInput<string>();
        var hint = context.WaitForExternalEvent<string>("hint");
        var greeting = await context.CallActivityAsync<Greeted>(nameof(Greet), new ToGreet(name!, 3));
        return $"{greeting.Text} {await hint} {greeting.Instance}";
    }

    [Function(nameof(Greet))]
    public Greeted Greet(
        [ActivityTrigger] ToGreet who, FunctionContext context, string instanceId, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var same = context.InstanceServices.GetService(typeof(ScopedThing)) == (object)scoped;
        return new($"Hello {who.Name}{new string('!', who.Loudness)} {same}", instanceId);
    }

    [Function("StartGreeting")]
    public static async Task<HttpResponseData> Start(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "greetings/{id}")] HttpRequestData request,
        string id, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        await client.ScheduleNewOrchestrationInstanceAsync(
            "greeting", "Wei", new StartOrchestrationOptions(id), cancellation);
        await client.RaiseEventAsync(id, "HINT", "and", cancellation);
        var response = request.CreateResponse(HttpStatusCode.Accepted);
        await response.WriteStringAsync(id);
        return response;
    }
}

public sealed record ToGreet(string Name, int Loudness);

public sealed record Greeted(string Text, string Instance);
