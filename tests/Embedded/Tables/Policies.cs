using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables.Wire;

namespace PayFunctions.Tests.Embedded.Tables;

/// <summary>Counts the tries that leave.</summary>
internal sealed class CountingPolicy : HttpPipelineSynchronousPolicy
{
    private int _count;

    public int Count => _count;

    public override void OnSendingRequest(HttpMessage message) => Interlocked.Increment(ref _count);
}

/// <summary>Answers the first try with 503 instead of sending it.</summary>
internal sealed class BusyOncePolicy : HttpPipelinePolicy
{
    public int Tries { get; private set; }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException();

    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (Tries++ > 0) return ProcessNextAsync(message, pipeline);
        message.Response = new PartResponse(503, "Service Unavailable");
        return ValueTask.CompletedTask;
    }
}
