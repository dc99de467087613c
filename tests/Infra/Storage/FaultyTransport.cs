using System.Collections.Concurrent;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace PayFunctions.Tests.Infra.Storage;

/// <summary>
/// A transport that counts what reaches the wire, and can hold a request, lose it, or lose its response.
/// </summary>
internal sealed class FaultyTransport(HttpPipelineTransport inner) : HttpPipelineTransport
{
    private readonly ConcurrentQueue<string> _sent = new();
    private int _responsesToLose;

    /// <summary>Every request that was sent, its method first.</summary>
    public IReadOnlyCollection<string> Sent => _sent;

    /// <summary>Nothing gets through: storage is away.</summary>
    public bool IsDown { get; set; }

    /// <summary>Awaited before each request is sent.</summary>
    public Func<HttpMessage, Task> Hold { get; set; } = _ => Task.CompletedTask;

    /// <summary>The next so many writes are carried out, and nobody hears of it.</summary>
    public void LoseResponsesOfWrites(int count) => _responsesToLose = count;

    /// <summary>How many requests the work sends.</summary>
    public async Task<int> CountAsync(Func<Task> work)
    {
        var before = _sent.Count;
        await work();
        return _sent.Count - before;
    }

    public override Request CreateRequest() => inner.CreateRequest();

    public override void Process(HttpMessage message) => throw new NotSupportedException("The stores only wait.");

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        await Hold(message);
        if (IsDown) throw new RequestFailedException("no route to storage");
        _sent.Enqueue($"{message.Request.Method} {message.Request.Uri.Path}");
        await inner.ProcessAsync(message);
        var isWrite = message.Request.Method != RequestMethod.Get;
        if (isWrite && Interlocked.Decrement(ref _responsesToLose) >= 0)
        {
            message.Response.Dispose();
            throw new RequestFailedException("the response was lost");
        }
    }
}
