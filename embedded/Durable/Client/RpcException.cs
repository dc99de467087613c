namespace Microsoft.DurableTask.Client;

/// <summary>
/// The engine refused. Internal: the genuine client's is Grpc.Core's, of status Unknown; never catch it by name.
/// </summary>
/// <remarks>
/// azure-functions-durable-extension src/WebJobs.Extensions.DurableTask/ContextImplementations/DurableClient.cs
/// (RaiseEventInternalAsync, TerminateAsync, GetOrchestrationInstanceStateAsync): an instance that is missing or has
/// ended throws there, and LocalGrpcListener.cs lets it through.
/// </remarks>
internal sealed class RpcException(string detail) : Exception($"Status(StatusCode=\"Unknown\", Detail=\"{detail}\")")
{
    public static RpcException NotFound(string instanceId) => new($"No instance with ID '{instanceId}' was found.");

    public static RpcException Ended(string cannot, string instanceId, OrchestrationRuntimeStatus status) =>
        new($"Cannot {cannot} orchestration instance {instanceId} because instance is in {status} state");
}
